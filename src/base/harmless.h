#pragma once

#include <string>
#include <string_view>

namespace gatehouse {

/// The text as it may stand in a line, a table or a terminal: whatever ends a line, commands a terminal,
/// cannot be seen or turns the order of what is shown is written as \uXXXX, and what is no UTF-8 as \ufffd. A
/// JSON text stays the same value. What comes out comes out again unchanged.
std::string harmless(std::string_view text);

}  // namespace gatehouse
