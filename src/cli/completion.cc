#include "cli/completion.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/completion_words.h"
#include "cli/output.h"

namespace gatehouse {
template <>
inline constexpr std::pair<cli::Shell, std::string_view> enum_names<cli::Shell>[] = {
    {cli::Shell::bash, "bash"},
    {cli::Shell::zsh, "zsh"},
    {cli::Shell::fish, "fish"},
};
}  // namespace gatehouse

namespace gatehouse::cli {

namespace {

bool any(Parameter const&) { return true; }

/// Walks the words before the one that is completed, in bash and in zsh.
std::string walk(std::vector<Place> const& places) {
    return fmt::format(R"(        if [ -n "$awaited" ]; then
            awaited=
            continue
        fi
        case "$place $word" in
        {}) place="$place $word" ;;
        {}) awaited="$place $word" ;;
        esac
)",
                       cases(command_paths(places), "|"), cases(option_paths(places, any), "|"));
}

/// One branch of a `case` for each option with choices.
template <class Write>
std::string choice_branches(std::vector<Place> const& places, Write write) {
    std::string branches;
    for (auto const& [path, command] : places)
        for (auto const& parameter : command->parameters)
            if (parameter.is_option() && !parameter.choices.empty()) {
                std::vector<std::string> patterns;
                for (auto const& spelling : spellings(parameter))
                    patterns.push_back(fmt::format("{} {}", path, spelling));
                branches +=
                    fmt::format("    {}) {} ;;\n", cases(patterns, "|"), write(join(parameter.choices, " ")));
            }
    return branches;
}

std::string bash(std::vector<Place> const& places) {
    std::string at_places;
    for (auto const& [path, command] : places) {
        std::vector<std::string> words;
        for (auto const& offers : {words_of(*command), options_of(*command)})
            for (auto const& offer : offers)
                words.push_back(offer.word);
        at_places += fmt::format("        {}) words={} ;;\n", quoted(path), quoted(join(words, " ")));
    }
    return fmt::format(
        R"(# Completion of gatehouse for bash, as `gatehouse completion bash` writes it.
_gatehouse() {{
    local place= awaited= words= word i
    local current=${{COMP_WORDS[COMP_CWORD]}}
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${{COMP_WORDS[i]}}
{}    done
    case "$awaited" in
    '')
        case "$place" in
{}        esac
        ;;
    {})
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
        return
        ;;
{}    esac
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}}
complete -F _gatehouse gatehouse
)",
        walk(places), at_places, cases(option_paths(places, is_file), "|"),
        choice_branches(places, [](std::string const& words) { return "words=" + quoted(words); }));
}

/// What zsh's _describe takes: "word:help".
std::string described(std::vector<Offer> const& offers) {
    std::vector<std::string> all;
    for (auto const& [word, help] : offers)
        all.push_back(quoted(fmt::format("{}:{}", word, help)));
    return join(all, " ");
}

std::string zsh(std::vector<Place> const& places) {
    std::string at_places;
    for (auto const& [path, command] : places)
        at_places +=
            fmt::format("        {})\n            offered=({})\n            options=({})\n            ;;\n",
                        quoted(path), described(words_of(*command)), described(options_of(*command)));
    return fmt::format(
        R"(#compdef gatehouse
# Completion of gatehouse for zsh, as `gatehouse completion zsh` writes it.
_gatehouse() {{
    local place= awaited= word
    local -a offered options
    for word in "${{(@)words[2,CURRENT-1]}}"; do
{}    done
    case "$awaited" in
    '')
        case "$place" in
{}        esac
        ;;
    {}) _files ;;
{}    esac
    _describe -t words word offered
    [[ ${{words[CURRENT]}} != -* ]] || _describe -o -t options option options
}}
if [ "$funcstack[1]" = _gatehouse ]; then _gatehouse "$@"; else compdef _gatehouse gatehouse; fi
)",
        walk(places), at_places, cases(option_paths(places, is_file), "|"),
        choice_branches(places, [](std::string const& words) { return "offered=(" + words + ")"; }));
}

std::string fish_option(Parameter const& parameter) {
    std::string line;
    for (auto const& spelling : spellings(parameter))
        line += spelling.starts_with("--") ? " -l " + spelling.substr(2) : " -s " + spelling.substr(1);
    if (is_file(parameter))
        line += " -r -F";
    else if (!parameter.is_flag())
        line += " -x";
    if (!parameter.choices.empty())
        line += " -a " + quoted(join(parameter.choices, " "));
    return line + " -d " + quoted(parameter.help);
}

std::string fish(std::vector<Place> const& places) {
    std::string offers;
    for (auto const& [path, command] : places) {
        auto const start = fmt::format("complete -c gatehouse -n \"__gatehouse_at '{}'\"", path);
        for (auto const& [word, help] : words_of(*command))
            offers += fmt::format("{} -a {} -d {}\n", start, word, quoted(help));
        for (auto const& parameter : command->parameters)
            if (parameter.is_option())
                offers += start + fish_option(parameter) + "\n";
    }
    return fmt::format(R"(# Completion of gatehouse for fish, as `gatehouse completion fish` writes it.
function __gatehouse_at
    set -l place ''
    set -l awaited ''
    set -l before (commandline -opc)
    set -e before[1]
    for word in $before
        if test -n "$awaited"
            set awaited ''
            continue
        end
        switch "$place $word"
            case {}
                set place "$place $word"
            case {}
                set awaited yes
        end
    end
    test "$place" = "$argv[1]"
end
complete -c gatehouse -f
complete -c gatehouse{}
{})",
                       cases(command_paths(places), " "), cases(option_paths(places, any), " "),
                       fish_option(help_parameter()), offers);
}

constexpr char shell_key[] = "SHELL";

Result<void> complete(Arguments const& said) {
    print(completion_script(all_commands(), said.one_of<Shell>(shell_key).value()));
    return {};
}

}  // namespace

std::string completion_script(Command const& program, Shell shell) {
    auto const places = places_of(program);
    switch (shell) {
    case Shell::bash:
        return bash(places);
    case Shell::zsh:
        return zsh(places);
    case Shell::fish:
        return fish(places);
    }
    return {};
}

Command completion_command() {
    auto shell = argument(shell_key, "Which shell");
    shell.choices = names_of<Shell>();
    return {.name = "completion",
            .help = "Print what lets a shell complete this command line",
            .parameters = {shell},
            .run = complete};
}

}  // namespace gatehouse::cli
