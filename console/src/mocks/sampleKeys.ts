// Public keys made for this purpose; their private halves were thrown away.

export interface SampleKey {
  type: string;
  bits: number;
  blob: string;
  fingerprint: string;
}

export const sampleKeys = {
  ed25519: {
    type: "ssh-ed25519",
    bits: 256,
    blob: "AAAAC3NzaC1lZDI1NTE5AAAAINLtsRROeUbAVQnmQH4k6+jg/5lvU2K+Soz3m3hvhd8t",
    fingerprint: "SHA256:JwgVu5H/YgC+ODUb0Ke9iJoFL24aK/dkrK5KehxP2V8",
  },
  ed25519Second: {
    type: "ssh-ed25519",
    bits: 256,
    blob: "AAAAC3NzaC1lZDI1NTE5AAAAIJkS/rzvSpWlLYl9yAGHTa2uckXOx5BDuc26Ch/pEoMu",
    fingerprint: "SHA256:qnZoZEcKsLvPcAOiaFmVBz7R86CGslh5u/3K47Lo7+g",
  },
  ed25519Third: {
    type: "ssh-ed25519",
    bits: 256,
    blob: "AAAAC3NzaC1lZDI1NTE5AAAAIKHfFtZMZuVe9GhMmflwAJJOTCTE5qrSxBV6E1NdsFqR",
    fingerprint: "SHA256:l5wYyBItf9KnGtfQegI89bWMUl9GehHjdui+p83SxDg",
  },
  ed25519Tenant: {
    type: "ssh-ed25519",
    bits: 256,
    blob: "AAAAC3NzaC1lZDI1NTE5AAAAIO69Sfj1seNEbj4T5GoQ74Xhj/1vAmocmNUcKIwvoLvk",
    fingerprint: "SHA256:yfzxWJJuAAd7rEITfJSnFWqwlNyz2+EHlRkIFSj8emw",
  },
  rsa4096: {
    type: "ssh-rsa",
    bits: 4096,
    blob: "AAAAB3NzaC1yc2EAAAADAQABAAACAQDks3Okd38e01kp8uoandk8xpyX/Jt3I205H1hxMHfe3sHcdBAVdq4yXN64Ou/gZ6jJFLz4QAyxQk4AXmSJ1hvBEWL8A2bVHp/qfrmDncfjtIC9AY52M+s1jZbUvOXkJt4k0mv+ceqwrGMJUGCdMwBd5+eBGO79CGATMGH+TRbQNvffwX4nKnN6x0mD8nYt+hKKG7yycD5bEoF2j26i2MYMYbzS8u3YPPMESRsDN9Rvz2Qn7vbsPsM6eeyb3+3tpCxHCmMv7qNCKk/Y73YwcspLnmdBsr35zsujLEs06DvdJPOdwDGOZImJBy1hRF3rUeQQ0fR9w1tcKG0zIgHsvpheRZTORDuKAk931mQtghgF2eSW3hH/eZDIC/fUjF8wJX37FOSn5OL4+WbuoGrZuWe/Lz6GpIhOYw9jRFPldM2m3wQb/wGseEqdLOkxJtjJYYYzvKOPLTPdMSkczBjDcdrprbDBtEgzLL8brSnHJBgKY4U0a6B7EMh9xzHxin5RDxYsdezSXhPXdFw5iicwt7DHtFlapvPZNOQ5vEyEM3vf+6zhOh5NujSpAnva8Rd7H3xUuM8CzVy663g+Q9DNLpi+/DKr33sNHs1Gcxap7lo4Wl/UP8UPAg30UPapdaglcxryAbdmh1OSp9GLp7+mxEfyhFjGzwoot8HmPof+3sUJiw==",
    fingerprint: "SHA256:7ZhTXqPhbQ699toqUJu5c/7Pi+LA2EIb/z3kRnFZ2wE",
  },
  rsa2048: {
    type: "ssh-rsa",
    bits: 2048,
    blob: "AAAAB3NzaC1yc2EAAAADAQABAAABAQCrSw9mCTWjwYuphiz2ceuCpQxvvauovr88Xv0Mp36vTEQRS8blhoVFJiDA9B2Sy4IrFZHBG2fpffvDx65v3Dm/neF8na+VkXMtHFM5qMUJKnPcvyuL3uXUz4vALlBtcBLIi5MyPqmFBR5SzM+NYfLJR1a9SfF3GmuFill/ZTvsV1d0eZMFbNq7vFF7V9VOfq17JD0z5XLGzizrn1oiZzGe1kC4hs6SGD5V099PbBUJieQRUN4dDm9HHRjXzOKNHFPwjMVtBTai6r0dc3bzuZ8VJp6JfrzDNJKUbu1TZHyd/EITDNhelx/rt0HuMTyJ+H6WrbBgj9+WJzll2kPOFQnF",
    fingerprint: "SHA256:HZ0pEKQF9enT8YAhkdAoVLbafLuqH33TtaWqRE0Zibo",
  },
  ecdsa256: {
    type: "ecdsa-sha2-nistp256",
    bits: 256,
    blob: "AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBE4sOv+HbuLK6dgS0W6YJi36Adn5dvWIwz+QQISYOD8IDg33Posq4OjzqturkMg0lOiUeZ00o0srVSoUQNBmrc8=",
    fingerprint: "SHA256:+EWUtCAN4lrdMad/4Qw4xay96sj6NEIeTKaXWlWC9bw",
  },
} satisfies Record<string, SampleKey>;
