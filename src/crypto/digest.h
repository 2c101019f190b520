#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gatehouse::crypto {

std::string sha256(std::string_view bytes);                               ///< 32 raw bytes
std::string hmac_sha256(std::string_view key, std::string_view message);  ///< 32 raw bytes (RFC 2104)
std::string to_hex(std::string_view bytes);                               ///< lower case
std::string to_base64(std::string_view bytes);                            ///< RFC 4648 section 4, padded
std::string to_base64url(std::string_view bytes);                         ///< section 5, no padding

/// Strict: canonical, padded, no white space; nothing else decodes.
std::optional<std::string> from_base64(std::string_view text);

/// Compares in time that depends on the lengths only.
bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace gatehouse::crypto
