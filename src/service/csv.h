#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace gatehouse::service {

/// Appends one line of CSV (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe
/// before it: the texts are other people's.
void write_csv_row(std::string& out, std::initializer_list<std::string_view> cells);

}  // namespace gatehouse::service
