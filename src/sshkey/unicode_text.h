#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace gatehouse::sshkey {

inline constexpr std::int32_t malformed = -1;

/// The code point that starts at byte `at`, which moves behind it; `malformed` where the bytes are no UTF-8
/// (RFC 3629: no surrogates, no overlong forms). Reads in place: key text may be a secret, so no copy of it
/// is made.
std::int32_t next_code_point(std::string_view text, std::size_t& at);

bool is_utf8(std::string_view text);
std::size_t count_code_points(std::string_view utf8);

/// Cannot be seen, or changes how others are shown: control, format, bidi, zero-width, line and paragraph
/// separators, noncharacters. Variation selectors 15 and 16 are let through, because emoji carry them.
bool is_hidden(std::int32_t code_point);
bool is_white_space(std::int32_t code_point);

bool is_nfc(std::string_view utf8);

/// toNFKC_Casefold of the Unicode Standard section 3.13; it also drops what is_hidden() calls zero-width.
std::string nfkc_casefold(std::string_view utf8);

}  // namespace gatehouse::sshkey
