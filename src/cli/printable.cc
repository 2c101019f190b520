#include "cli/printable.h"

#include <algorithm>
#include <cwchar>
#include <fmt/format.h>

#include "sshkey/unicode_text.h"

namespace gatehouse::cli {

using sshkey::next_code_point;

namespace {

/// `text` with what `escape` makes of each hidden character and of each byte that is no UTF-8.
template <class Escape>
std::string escaped(std::string_view text, Escape escape) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        auto const from = at;
        auto const code_point = next_code_point(text, at);
        if (code_point == sshkey::malformed) {
            at = from + 1;
            out += escape(static_cast<unsigned char>(text[from]));
        } else if (sshkey::is_hidden(code_point))
            out += escape(code_point);
        else
            out += text.substr(from, at - from);
    }
    return out;
}

int width_of(std::int32_t code_point) { return std::max(::wcwidth(wchar_t(code_point)), 0); }

}  // namespace

std::string printable(std::string_view text) {
    return escaped(text, [](std::int32_t code_point) { return fmt::format("\\u{{{:x}}}", code_point); });
}

std::string printable_json(std::string_view json) {
    return escaped(json, [](std::int32_t code_point) {
        if (code_point == '\n')  // between members; inside a string it is escaped already
            return std::string("\n");
        if (code_point < 0x10000)
            return fmt::format("\\u{:04x}", code_point);
        auto const rest = code_point - 0x10000;
        return fmt::format("\\u{:04x}\\u{:04x}", 0xd800 + (rest >> 10), 0xdc00 + (rest & 0x3ff));
    });
}

int columns_of(std::string_view printable) {
    int columns = 0;
    for (std::size_t at = 0; at < printable.size();)
        columns += width_of(next_code_point(printable, at));
    return columns;
}

std::string cut_to(std::string_view printable, int columns) {
    if (columns_of(printable) <= columns)
        return std::string(printable);
    int left = columns - 1;  // for the "…"
    std::size_t at = 0;
    for (std::size_t next = 0; next < printable.size(); at = next) {
        left -= width_of(next_code_point(printable, next));
        if (left < 0)
            break;
    }
    return std::string(printable.substr(0, at)) + "…";
}

}  // namespace gatehouse::cli
