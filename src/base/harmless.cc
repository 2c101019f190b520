#include "base/harmless.h"

#include <algorithm>
#include <cstdint>
#include <fmt/format.h>

namespace gatehouse {

namespace {

struct Range {
    char32_t first;
    char32_t last;
};

/// Control characters, and of the Unicode Standard's format characters (Cf, Zl, Zp) those that any text may
/// do without.
constexpr Range harmful[] = {{0x00, 0x1f},     {0x7f, 0x9f},     {0xad, 0xad},      {0x61c, 0x61c},
                             {0x180e, 0x180e}, {0x200b, 0x200f}, {0x2028, 0x202e},  {0x2060, 0x206f},
                             {0xfeff, 0xfeff}, {0xfff9, 0xffff}, {0xe0000, 0xe0fff}};
constexpr char32_t replacement = 0xfffd;
constexpr char32_t least_of_length[] = {0, 0, 0x80, 0x800, 0x10000};  // what is shorter has a shorter form

bool is_plain(char c) { return c >= 0x20 && c < 0x7f; }

/// The character that begins at `at`, which moves behind it; `replacement` for a byte that begins none.
char32_t next(std::string_view text, std::size_t& at) {
    auto const lead = static_cast<unsigned char>(text[at++]);
    std::size_t const length = lead < 0x80 ? 1 : lead < 0xc0 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (length == 1)
        return lead;
    if (length == 0 || lead > 0xf4 || text.size() - at < length - 1)
        return replacement;
    char32_t value = lead & (0x7fU >> length);
    for (std::size_t i = 0; i < length - 1; ++i) {
        auto const byte = static_cast<unsigned char>(text[at + i]);
        if ((byte & 0xc0U) != 0x80)
            return replacement;
        value = value << 6U | (byte & 0x3fU);
    }
    bool const surrogate = value >= 0xd800 && value <= 0xdfff;
    if (value < least_of_length[length] || value > 0x10ffff || surrogate)
        return replacement;
    at += length - 1;
    return value;
}

/// As JSON writes it: what lies beyond four digits in two halves (RFC 8259 section 7).
std::string escaped(char32_t value) {
    if (value < 0x10000)
        return fmt::format("\\u{:04x}", std::uint32_t(value));
    auto const rest = std::uint32_t(value) - 0x10000;
    return fmt::format("\\u{:04x}\\u{:04x}", 0xd800 + (rest >> 10U), 0xdc00 + (rest & 0x3ffU));
}

}  // namespace

std::string harmless(std::string_view text) {
    if (std::ranges::all_of(text, is_plain))
        return std::string(text);
    std::string out;
    out.reserve(text.size() + 16);
    for (std::size_t at = 0; at < text.size();) {
        auto const begin = at;
        auto const value = next(text, at);
        bool const good = std::ranges::none_of(
            harmful, [&](Range const& range) { return value >= range.first && value <= range.last; });
        if (good)
            out += text.substr(begin, at - begin);
        else
            out += escaped(value);
    }
    return out;
}

}  // namespace gatehouse
