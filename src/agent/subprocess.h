#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace gatehouse::agent {

struct Finished {
    int exit_code = 0;  ///< 128 + n where signal n ended it
    std::string out;
    std::string err;
};

/// Runs the program at the path `command[0]` with nothing on its standard input and a bare environment, and
/// kills it after `patience`. Throws std::system_error where it cannot be started.
Finished run_program(std::vector<std::string> const& command, std::chrono::milliseconds patience);

}  // namespace gatehouse::agent
