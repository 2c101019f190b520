#pragma once

#include <string>
#include <vector>

namespace gatehouse::cli {

/// Other people's texts in columns; printable() is applied to every cell.
struct Table {
    std::vector<std::string> titles;
    std::vector<std::vector<std::string>> rows;
};

/// A line for the titles and one for each row. `width`: the terminal's columns; the widest cells are cut
/// until all of it fits, or until they are at their least. 0: nothing is cut.
std::string render_rows(Table const& table, int width);

/// A line "title: cell" for each cell of the only row that is not empty.
std::string render_fields(Table const& table);

}  // namespace gatehouse::cli
