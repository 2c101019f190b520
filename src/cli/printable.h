#pragma once

#include <string>
#include <string_view>

namespace gatehouse::cli {

/// Other people's text for a terminal, on one line: what cannot be seen or changes how the rest is shown
/// (escape sequences, line breaks, bidirectional marks) is written as \u{202e}.
std::string printable(std::string_view text);

/// The same for JSON, where it is written as \u202e and means what it meant before.
std::string printable_json(std::string_view json);

/// How many columns of a terminal printable text takes. Asks the locale, which must be one of UTF-8.
int columns_of(std::string_view printable);
/// As much of it as fits, with "…" at its end where that is not all.
std::string cut_to(std::string_view printable, int columns);

}  // namespace gatehouse::cli
