#pragma once

#include <string>

#include "cli/command.h"

namespace gatehouse::cli {

enum Exit {
    done = 0,
    refused = 1,
    wrong_usage = 2,
    not_found = 3,
    not_allowed = 4,
    unreachable = 5,
};

/// Does what the command line says; returns the program's exit status.
int run(Command const& program, int argc, char** argv);

/// The --help of every command, as a page of Markdown.
std::string reference(Command const& program);

}  // namespace gatehouse::cli
