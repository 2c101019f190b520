"""Public keys that open without a private key, each with the signature that nobody should be able to make.

Whoever forges looks at the public key only. That these signatures are good ones is what OpenSSH says, not we.
"""

import base64
import hashlib
import math
import secrets
import subprocess

import edwards

# RFC 8017, section 9.2: what stands before a digest.
SHA2_512 = bytes.fromhex("3051300d060960864801650304020305000440")
SHA2_256 = bytes.fromhex("3031300d060960864801650304020105000420")
AGENT_RSA_SHA2_512 = 4


def string(data):
    return len(data).to_bytes(4, "big") + data


def integer(value):
    return string(value.to_bytes(value.bit_length() // 8 + 1, "big"))


class Ed25519:
    """A point of low order: it disappears from the equation of a signature as often as its order divides the hash."""

    def __init__(self, name, public, order):
        self.name, self.point, self.order = name, public, order
        self.blob = string(b"ssh-ed25519") + string(public)

    def sign(self, message, _flags):
        while True:
            s = secrets.randbelow(edwards.L)
            r = edwards.encode(edwards.times(s, edwards.base()))
            if edwards.hash_of(r, self.point, message) % self.order == 0:
                return string(b"ssh-ed25519") + string(r + s.to_bytes(32, "little"))


class Rsa:
    def __init__(self, name, modulus, exponent=65537):
        self.name, self.modulus, self.exponent = name, modulus, exponent
        self.blob = string(b"ssh-rsa") + integer(exponent) + integer(modulus)

    def private_exponent(self):
        if self.exponent == 1:
            return 1
        p, q = factors(self.modulus)
        order = p - 1 if q == 1 else p * (p - 1) if p == q else (p - 1) * (q - 1)
        return pow(self.exponent, -1, order)

    def sign(self, message, flags):
        name, prefix, digest = ((b"rsa-sha2-512", SHA2_512, hashlib.sha512) if flags & AGENT_RSA_SHA2_512 else
                                (b"rsa-sha2-256", SHA2_256, hashlib.sha256))
        size = (self.modulus.bit_length() + 7) // 8
        tail = b"\0" + prefix + digest(message).digest()
        padded = b"\0\1" + b"\xff" * (size - 2 - len(tail)) + tail
        signature = pow(int.from_bytes(padded, "big"), self.private_exponent(), self.modulus)
        return string(name) + string(signature.to_bytes(size, "big"))


def is_prime(number):
    """Fermat's test: enough where nobody has chosen the number to deceive."""
    return pow(2, number - 1, number) == 1


def factors(modulus):
    """Two factors of a modulus that should not have been one."""
    if is_prime(modulus):
        return modulus, 1
    if small := next((f for f in range(3, 1 << 16, 2) if modulus % f == 0), None):
        return small, modulus // small
    middle = math.isqrt(modulus)
    while True:  # Fermat's method; a square is its first step
        half_gap = math.isqrt(max(middle * middle - modulus, 0))
        if middle * middle - half_gap * half_gap == modulus:
            return middle - half_gap, middle + half_gap
        middle += 1


def prime(bits):
    made = subprocess.run(["openssl", "prime", "-generate", "-bits", str(bits)], check=True, capture_output=True)
    return int(made.stdout)


def prime_after(number):
    candidate = number + 2
    while any(candidate % small == 0 for small in range(3, 1000, 2)) or not is_prime(candidate):
        candidate += 2
    return candidate


def all_forged_keys():
    """Each with the rule that refuses it."""
    low = edwards.of_order_8()
    for order in (8, 4, 2, 1):
        point = edwards.encode(edwards.times(8 // order, low))
        yield Ed25519(f"ed25519-order-{order}", point, order), "ED25519_LOW_ORDER"
    for y, order in ((1, 1), (0, 4)):
        point = (edwards.P + y).to_bytes(32, "little")
        yield Ed25519(f"ed25519-other-form-of-order-{order}", point, order), "ED25519_NONCANONICAL"
    p = prime(1024)
    yield Rsa("rsa-exponent-1", p * prime(1024), exponent=1), "RSA_EXPONENT"
    yield Rsa("rsa-prime", prime(2048)), "RSA_MODULUS_PRIME"
    yield Rsa("rsa-square", p * p), "RSA_SQUARE"
    yield Rsa("rsa-small-factor", 65521 * prime(2032)), "RSA_SMALL_FACTOR"
    yield Rsa("rsa-close-primes", p * prime_after(p)), "RSA_FERMAT"


def public_line(key):
    return f"{key.blob[4:4 + key.blob[3]].decode()} {base64.b64encode(key.blob).decode()} {key.name}"
