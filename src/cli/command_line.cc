#include "cli/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <deque>
#include <exception>
#include <fmt/format.h>

#include "cli/printable.h"

namespace gatehouse::cli {

namespace {

constexpr auto epilogue =
    R"(The variables GATEHOUSE_URL, GATEHOUSE_API_KEY, GATEHOUSE_PROJECT and GATEHOUSE_CA_FILE win over what was signed in to.

Exit codes: 0 done; 1 refused, or something failed; 2 the command line is wrong; 3 there is no such thing;
4 not signed in, or not allowed; 5 the console cannot be reached, or cannot answer now.)";

/// A command that can be run, with the places into which CLI11 puts what was said to it.
struct Leaf {
    Command const* command;
    CLI::App* app;
    std::vector<std::vector<std::string>> values;
    std::deque<bool> flags;  ///< CLI11 keeps their addresses, which a vector of bool has none of
};

/// CLI11's tree of a tree of commands.
class Parser {
public:
    explicit Parser(Command const& program) : app_(std::string(program.help), std::string(program.name)) {
        app_.footer(epilogue);
        app_.set_version_flag("--version", std::string(GATEHOUSE_VERSION),
                              "Print the program's version and leave");
        grow(app_, program);
    }

    CLI::App& app() { return app_; }

    /// The one that was named, after parse(); null where there is more to name.
    Leaf const* chosen() const {
        auto const found = std::ranges::find_if(leaves_, [](Leaf const& leaf) { return leaf.app->parsed(); });
        return found == leaves_.end() ? nullptr : &*found;
    }

private:
    void grow(CLI::App& app, Command const& command) {
        auto const help = help_parameter();
        app.set_help_flag(std::string(help.name), std::string(help.help));
        app.get_formatter()->column_width(36);
        if (command.run)
            declare(app, command);
        for (auto const& below : command.commands)
            grow(*app.add_subcommand(std::string(below.name), std::string(below.help))->footer(""), below);
    }

    void declare(CLI::App& app, Command const& command) {
        auto const count = command.parameters.size();
        auto& leaf = leaves_.emplace_back(
            Leaf{&command, &app, std::vector<std::vector<std::string>>(count), std::deque<bool>(count)});
        for (std::size_t i = 0; i < count; ++i) {
            auto const& parameter = command.parameters[i];
            std::string const name(parameter.name), help(parameter.help);
            if (parameter.is_flag()) {
                app.add_flag(name, leaf.flags[i], help);
                continue;
            }
            auto* const option = app.add_option(name, leaf.values[i], help);
            option->type_name(std::string(parameter.is_option() ? parameter.value : ""));
            option->required(parameter.required)->expected(1)->allow_extra_args(false);
            if (parameter.repeated)
                option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
            if (!parameter.choices.empty())
                option->check(CLI::IsMember(parameter.choices));
        }
    }

    CLI::App app_;
    std::deque<Leaf> leaves_;  // their addresses are kept
};

Arguments said_to(Leaf const& leaf) {
    Arguments said;
    for (std::size_t i = 0; i < leaf.values.size(); ++i) {
        auto const& parameter = leaf.command->parameters[i];
        auto values = leaf.values[i];
        if (parameter.is_flag() && leaf.flags[i])
            values.emplace_back("yes");
        said.put(parameter.key(), std::move(values));
    }
    return said;
}

Exit status_of(Error const& error) {
    switch (error.code) {
    case Code::not_found:
        return not_found;
    case Code::unauthenticated:
    case Code::forbidden:
        return not_allowed;
    case Code::unavailable:
    case Code::too_many_requests:
        return unreachable;
    case Code::invalid:
        return error.rule == usage_rule ? wrong_usage : refused;
    case Code::conflict:
    case Code::too_large:
        return refused;
    }
    return refused;
}

Exit say(Error const& error) {
    fmt::print(stderr, "gatehouse: {}\n", printable(error.message));
    if (!error.field.empty())
        fmt::print(stderr, "  field: {}\n", printable(error.field));
    if (!error.rule.empty() && error.rule != usage_rule)
        fmt::print(stderr, "  rule: {}\n", printable(error.rule));
    for (auto const& item : error.items)
        fmt::print(stderr, "  {}\n", printable(item));
    return status_of(error);
}

Exit run_leaf(Leaf const& leaf) {
    try {
        auto const outcome = leaf.command->run(said_to(leaf));
        if (std::fflush(stdout) != 0)
            throw std::system_error(errno, std::generic_category(), "cannot write to standard output");
        return outcome ? done : say(outcome.error());
    } catch (std::exception const& fault) {
        fmt::print(stderr, "gatehouse: {}\n", printable(fault.what()));
        return refused;
    }
}

void describe(std::string& page, CLI::App const& app, std::string const& above) {
    auto const path = above.empty() ? app.get_name() : above + " " + app.get_name();
    page += fmt::format("\n## {}\n\n```text\n{}```\n", path, app.help(above));
    for (auto const* const below : app.get_subcommands({}))
        describe(page, *below, path);
}

}  // namespace

int run(Command const& program, int argc, char** argv) {
    Parser parser(program);
    try {
        parser.app().parse(argc, argv);
    } catch (CLI::ParseError const& problem) {
        return parser.app().exit(problem) == 0 ? done : wrong_usage;
    }
    if (auto const* const leaf = parser.chosen())
        return run_leaf(*leaf);
    fmt::print(stderr, "{}", parser.app().help());
    return wrong_usage;
}

std::string reference(Command const& program) {
    Parser parser(program);
    std::string page = "# The command line\n\nWhat `gatehouse` says to `--help`, written by `./dev openapi`. "
                       "The [guide](../guide/cli.md) tells how "
                       "to use it.\n";
    describe(page, parser.app(), "");
    return page;
}

}  // namespace gatehouse::cli
