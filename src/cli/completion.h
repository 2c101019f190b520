#pragma once

#include <string>

#include "cli/command.h"

namespace gatehouse::cli {

enum class Shell { bash, zsh, fish };

/// The script that lets this shell complete the program's command line, from what its commands declare.
std::string completion_script(Command const& program, Shell shell);

}  // namespace gatehouse::cli
