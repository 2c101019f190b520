#pragma once

#include <string>
#include <string_view>

namespace gatehouse::crypto {

/// Argon2id (RFC 9106; libsodium's crypto_pwhash, 64 MiB and 3 passes) as a "$argon2id$..." text. Takes about
/// 0.2 s and 64 MiB: call it in the password lane only, never under a lock.
std::string hash_password(std::string_view password);

/// True when `password` is the one that `hash` was made of. With an empty hash it does the same work and
/// answers false, so that an unknown account costs as much time as a wrong password.
bool verify_password(std::string_view hash, std::string_view password);

}  // namespace gatehouse::crypto
