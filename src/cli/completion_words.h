#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.h"

// What the completion scripts of all three shells are made of.
namespace gatehouse::cli {

/// A command with the words before it, each after a space: " ssh-key create". The scripts tell places by it.
struct Place {
    std::string path;
    Command const* command;
};

/// The program itself, at "", and every command below it.
std::vector<Place> places_of(Command const& program);
/// The paths of all commands but the program.
std::vector<std::string> command_paths(std::vector<Place> const& places);
/// " login --email" for every spelling of every wanted option that a value follows.
std::vector<std::string> option_paths(std::vector<Place> const& places,
                                      std::function<bool(Parameter const&)> const& wanted);

/// "-o" and "--output".
std::vector<std::string> spellings(Parameter const& parameter);
bool is_file(Parameter const& parameter);

/// A word that may stand at a place, and what it means.
struct Offer {
    std::string word;
    std::string help;
};

/// The commands below this one, or the words that its positional parameters choose among.
std::vector<Offer> words_of(Command const& command);
std::vector<Offer> options_of(Command const& command);

/// In single quotes, as all three shells read them.
std::string quoted(std::string_view text);
/// Patterns of a shell's `case`, with `mark` between them.
std::string cases(std::vector<std::string> const& patterns, std::string_view mark);

}  // namespace gatehouse::cli
