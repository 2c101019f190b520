#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/secret.h"

namespace gatehouse::crypto {

/// An Ed25519 key pair (RFC 8032) that signs snapshots. Immutable; safe to share.
class SigningKey {
public:
    /// Reads the seed at `path` (mode 0600), or makes one there. Throws on trouble with the file.
    static SigningKey load_or_create(std::filesystem::path const& path);

    std::string sign(std::string_view message) const;  ///< 64 raw bytes
    std::string public_key() const;                    ///< 32 raw bytes

private:
    explicit SigningKey(Secret expanded) : expanded_(std::move(expanded)) {}
    Secret expanded_;
};

/// True when 32 raw bytes are a public key as RFC 8032 section 5.1.5 makes them: the one way to write a
/// point, which is a multiple of the base point and not of low order. A tenth of a millisecond.
bool is_public_key(std::string_view bytes);

/// True when `signature` (64 bytes) is the owner of `public_key` (32 bytes) signing `message`.
bool verify_signature(std::string_view public_key, std::string_view message, std::string_view signature);

/// The bytes of a key file (mode 0600), made of `size` random bytes where there is none: the HMAC key of
/// registration tokens.
Secret load_or_create_key_file(std::filesystem::path const& path, std::size_t size);

}  // namespace gatehouse::crypto
