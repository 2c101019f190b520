#include "service/csv.h"

#include <algorithm>

#include "base/harmless.h"

namespace gatehouse::service {

namespace {

/// Also in the wide form of East Asian keyboards, which spreadsheets take for the same.
constexpr std::string_view begin_a_formula[] = {"=", "+", "-", "@", "＝", "＋", "－", "＠"};

void write_cell(std::string& out, std::string_view text) {
    auto const cell = harmless(text);
    bool const is_formula =
        std::ranges::any_of(begin_a_formula, [&](auto sign) { return cell.starts_with(sign); });
    bool const is_plain = !is_formula && cell.find_first_of(",\"") == std::string::npos;
    if (is_plain) {
        out += cell;
        return;
    }
    out += '"';
    if (is_formula)
        out += '\'';
    for (char const c : cell) {
        if (c == '"')
            out += '"';
        out += c;
    }
    out += '"';
}

}  // namespace

void write_csv_row(std::string& out, std::initializer_list<std::string_view> cells) {
    char const* comma = "";
    for (auto const& cell : cells) {
        out += comma;
        write_cell(out, cell);
        comma = ",";
    }
    out += "\r\n";
}

}  // namespace gatehouse::service
