#pragma once

#include <cstddef>
#include <string>

#include "base/clock.h"
#include "base/secret.h"

namespace gatehouse::crypto {

/// `count` bytes from the kernel's generator. Safe to call from any thread.
std::string random_bytes(std::size_t count);

/// A fresh UUIDv7 (RFC 9562) as lower-case text: sorts by time of making, so that indexes grow at their end.
std::string new_uid(Time now);

/// 256 random bits as 43 characters of base64url: an API token, a session, a node's credential.
Secret new_token();

/// What the database keeps of a token: SHA-256 in lower-case hex. A token has 256 random bits, so a plain
/// digest is enough; passwords take hash_password().
std::string token_digest(std::string_view token);

}  // namespace gatehouse::crypto
