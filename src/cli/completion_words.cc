#include "cli/completion_words.h"

#include <fmt/format.h>

#include "base/text.h"

namespace gatehouse::cli {

namespace {

void collect(std::vector<Place>& places, Command const& command, std::string const& path) {
    places.push_back({path, &command});
    for (auto const& below : command.commands)
        collect(places, below, fmt::format("{} {}", path, below.name));
}

}  // namespace

std::vector<Place> places_of(Command const& program) {
    std::vector<Place> places;
    collect(places, program, "");
    return places;
}

std::vector<std::string> command_paths(std::vector<Place> const& places) {
    std::vector<std::string> paths;
    for (auto const& [path, command] : places)
        if (!path.empty())
            paths.push_back(path);
    return paths;
}

std::vector<std::string> option_paths(std::vector<Place> const& places,
                                      std::function<bool(Parameter const&)> const& wanted) {
    std::vector<std::string> paths;
    for (auto const& [path, command] : places)
        for (auto const& parameter : command->parameters)
            if (parameter.is_option() && !parameter.is_flag() && wanted(parameter))
                for (auto const& spelling : spellings(parameter))
                    paths.push_back(fmt::format("{} {}", path, spelling));
    return paths;
}

std::vector<std::string> spellings(Parameter const& parameter) { return split(parameter.name, ','); }

bool is_file(Parameter const& parameter) { return parameter.value == "FILE"; }

std::vector<Offer> words_of(Command const& command) {
    std::vector<Offer> offers;
    for (auto const& below : command.commands)
        offers.push_back({std::string(below.name), std::string(below.help)});
    for (auto const& parameter : command.parameters)
        if (!parameter.is_option())
            for (auto const& word : parameter.choices)
                offers.push_back({word, std::string(parameter.help)});
    return offers;
}

std::vector<Offer> options_of(Command const& command) {
    std::vector<Offer> offers;
    for (auto const& parameter : command.parameters)
        if (parameter.is_option())
            offers.push_back({std::string(parameter.key()), std::string(parameter.help)});
    offers.push_back({"--help", std::string(help_parameter().help)});
    return offers;
}

std::string quoted(std::string_view text) { return "'" + join(split(text, '\''), "'\\''") + "'"; }

std::string cases(std::vector<std::string> const& patterns, std::string_view mark) {
    std::vector<std::string> all;
    for (auto const& pattern : patterns)
        all.push_back(quoted(pattern));
    return join(all, mark);
}

}  // namespace gatehouse::cli
