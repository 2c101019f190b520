#pragma once

#include <string>

#include "base/result.h"
#include "base/secret.h"
#include "cli/command.h"

namespace gatehouse::cli {

/// Columns of the terminal that standard output is, or 0.
int terminal_width();

/// The answer to `prompt` from the terminal, which does not show it; or the first line of standard input
/// where that is none.
Result<Secret> ask_secret(std::string const& prompt);

/// What every command takes that cannot be undone.
inline constexpr char yes_key[] = "--yes";
Parameter yes_parameter();
/// Tells what would follow, a line each, and asks. Refuses where the answer is no, or where nobody can be
/// asked and
/// --yes was not said.
Result<void> confirm(Arguments const& said, std::string const& question,
                     std::vector<std::string> const& consequences = {});

/// What a file holds; "-": standard input. Refuses more than `most` bytes.
Result<std::string> read_input(std::string const& path, std::size_t most);

}  // namespace gatehouse::cli
