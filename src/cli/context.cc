#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/output.h"
#include "cli/target.h"

namespace gatehouse::cli {

namespace {

/// What is told of a context: no secret is among it.
struct Told {
    std::string name;
    std::string server;
    std::string person;
    std::string credential;  ///< "password" or "API key"
    contract::NamedUid project;
    bool current = false;
};
BOOST_DESCRIBE_STRUCT(Told, (), (name, server, person, credential, project, current))

View<Told> const view{
    {
        {"IN USE", [](Told const& context) { return std::string(context.current ? "*" : ""); }},
        {"NAME", [](Told const& context) { return context.name; }},
        {"SERVER", [](Told const& context) { return context.server; }},
        {"PERSON", [](Told const& context) { return context.person; }},
        {"BY", [](Told const& context) { return context.credential; }},
        {"PROJECT", [](Told const& context) { return context.project.name; }},
    },
    [](Told const& context) { return context.name; }};

Told told(Context const& context, std::string const& current) {
    return {context.name,    context.server,
            context.person,  context.token.empty() ? "API key" : "password",
            context.project, context.name == current};
}

Result<void> list(Arguments const& said) {
    auto const contexts = TRY(TRY(ContextFile::own()).load());
    contract::Items<Told> items;
    for (auto const& context : contexts.all)
        items.items.push_back(told(context, contexts.current));
    show_list(said, view, items);
    return {};
}

Result<void> show(Arguments const& said) {
    auto contexts = TRY(TRY(ContextFile::own()).load());
    auto const current = contexts.current;
    auto const environment = Environment::read();
    auto context = TRY(choose(std::move(contexts), environment));
    if (!environment.project.empty())
        context.project = {"", environment.project};
    show_one(said, view, told(context, current));
    return {};
}

Result<void> use(Arguments const& said) {
    auto const file = TRY(ContextFile::own());
    auto const name = said.maybe("NAME");
    if (!name && !said.given("--project"))
        return refuse_usage("say which: a context by its name, a project with --project, or both");
    if (name)
        TRY(file.change([&](Contexts& contexts) -> Result<void> {
            if (!contexts.find(*name))
                return refuse(Code::not_found,
                              fmt::format("there is no context {}; gatehouse context list shows those "
                                          "there are",
                                          *name));
            contexts.current = *name;
            return {};
        }));
    if (said.given("--project")) {
        auto const console = TRY(Console::open(said, Scope::project));
        TRY(file.change([&](Contexts& contexts) -> Result<void> {
            auto* const context = contexts.find(console.context().name);
            if (!context)
                return refuse_usage(fmt::format("nobody signed in to {} here; give GATEHOUSE_PROJECT beside "
                                                "GATEHOUSE_URL",
                                                console.context().server));
            context->project = console.project().value();
            return {};
        }));
    }
    auto const contexts = TRY(file.load());
    for (auto const& context : contexts.all)
        if (context.name == contexts.current)
            print_line(context.project.uid.empty() ? fmt::format("In use: {}, in no project.", context.name)
                                                   : fmt::format("In use: {}, in the project {}.",
                                                                 context.name, context.project.name));
    return {};
}

}  // namespace

Command context_commands() {
    return {
        .name = "context",
        .help = "Contexts: the consoles that were signed in to, and the project that is meant there",
        .commands = {
            {"list", "List the contexts", {output_parameter()}, list},
            {"show", "Show what the next command will talk to, and as whom", {output_parameter()}, show},
            {"use", "Choose the context, or the project in it, for the commands to come",
             together({{optional(argument("NAME", "The context's name"))}, scope_parameters(Scope::project)}),
             use},
        }};
}

}  // namespace gatehouse::cli
