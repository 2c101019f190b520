#include "service/csv.h"

namespace gatehouse::service {

namespace {

void write_cell(std::string& out, std::string_view cell) {
    static constexpr std::string_view begins_a_formula = "=+-@\t\r";
    bool const is_formula = !cell.empty() && begins_a_formula.find(cell.front()) != std::string_view::npos;
    bool const is_plain = !is_formula && cell.find_first_of(",\"\r\n") == std::string_view::npos;
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
