#include "cli/table.h"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>

#include "cli/printable.h"

namespace gatehouse::cli {

namespace {

constexpr int gap = 2;
constexpr int least_column = 8;

using Row = std::vector<std::string>;

Row printable_row(Row row) {
    for (auto& cell : row)
        cell = printable(cell);
    return row;
}

std::vector<int> widths_of(std::vector<Row> const& rows) {
    std::vector<int> widths(rows.front().size());
    for (auto const& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], columns_of(row[i]));
    return widths;
}

void narrow(std::vector<int>& widths, int width) {
    auto const gaps = gap * (int(widths.size()) - 1);
    for (auto too_many = std::accumulate(widths.begin(), widths.end(), gaps) - width; too_many > 0;
         --too_many) {
        auto const widest = std::ranges::max_element(widths);
        if (*widest <= least_column)
            return;
        --*widest;
    }
}

std::string line_of(Row const& row, std::vector<int> const& widths) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
        auto const cell = cut_to(row[i], widths[i]);
        line += cell;
        if (i + 1 < row.size())
            line.append(std::size_t(widths[i] - columns_of(cell) + gap), ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    return line + "\n";
}

}  // namespace

std::string render_rows(Table const& table, int width) {
    std::vector<Row> rows{table.titles};
    for (auto const& row : table.rows)
        rows.push_back(printable_row(row));
    auto widths = widths_of(rows);
    if (width > 0)
        narrow(widths, width);
    std::string out;
    for (auto const& row : rows)
        out += line_of(row, widths);
    return out;
}

std::string render_fields(Table const& table) {
    auto const row = printable_row(table.rows.at(0));
    auto const longest = std::ranges::max(table.titles, {}, &std::string::size).size();
    std::string out;
    for (std::size_t i = 0; i < row.size(); ++i)
        if (!row[i].empty())
            out += fmt::format("{:<{}}  {}\n", table.titles[i] + ":", longest + 1, row[i]);
    return out;
}

}  // namespace gatehouse::cli
