#pragma once

#include <array>
#include <sodium.h>
#include <string>

#include "crypto/digest.h"

/// The text of an Ed25519 key that nobody holds. sodium_init() must have been called.
inline std::string fresh_key() {
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> pub{};
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};
    crypto_sign_keypair(pub.data(), secret.data());
    // RFC 4253 section 6.6 and RFC 8709: name and key, each after its length.
    std::string blob("\0\0\0\x0bssh-ed25519\0\0\0\x20", 19);
    blob.append(pub.begin(), pub.end());
    return "ssh-ed25519 " + gatehouse::crypto::to_base64(blob);
}
