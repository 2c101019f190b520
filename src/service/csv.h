#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace gatehouse::service {

/// Appends one line of CSV (RFC 4180). The texts are other people's: each is made harmless(), so that a row
/// is one line, and one that a spreadsheet would take for a formula gets an apostrophe before it.
void write_csv_row(std::string& out, std::initializer_list<std::string_view> cells);

}  // namespace gatehouse::service
