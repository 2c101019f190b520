#include <algorithm>
#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/output.h"
#include "cli/target.h"
#include "cli/terminal.h"
#include "client/fetch_ca.h"
#include "contract/sessions.h"

namespace gatehouse::cli {

namespace {

using namespace contract;

/// What is known of the console before anybody signs in: from the command line, else from the environment,
/// else from an earlier sign-in.
Result<Context> start_from(Arguments const& said, Contexts contexts) {
    auto const environment = Environment::read();
    auto url = said.maybe("URL").value_or(environment.url);
    auto* known = contexts.find(contexts.current);
    if (!url.empty()) {
        url = TRY(checked_url(url));
        auto const same = std::ranges::find(contexts.all, url, &Context::server);
        known = same == contexts.all.end() ? nullptr : &*same;
    }
    Context context;
    if (known)
        context = std::move(*known);
    else if (url.empty())
        return refuse_usage("name the console: gatehouse login https://console.example.com");
    else
        context.server = url;
    context.name = context.name.empty() ? url.substr(std::string_view("https://").size()) : context.name;
    if (said.given("--name"))
        context.name = said.text("--name");
    if (said.given("--ca-pin"))
        context.ca = TRY(client::fetch_ca(context.server, said.text("--ca-pin")));
    else if (auto const file = said.maybe("--ca-file").value_or(environment.ca_file); !file.empty())
        context.ca = TRY(read_ca(file));
    return context;
}

Result<void> take_api_key(Context& context) {
    auto key = TRY(ask_secret(fmt::format("API key for {}", context.server)));
    context.api_key = TRY(checked_secret(std::string(key.reveal()), "the API key"));
    context.token = {};
    return {};
}

Result<void> take_password(Context& context, std::string email) {
    if (email.empty())
        return refuse_usage("say who you are: --email you@example.com, or --api-key");
    auto const password = TRY(ask_secret(fmt::format("Password of {} at {}", email, context.server)));
    auto const now = SystemClock().now();
    Context anybody;
    anybody.server = context.server;
    anybody.ca = context.ca;
    Credentials credentials{std::move(email), std::string(password.reveal())};
    auto answer = Console(std::move(anybody)).call<Authenticate>(credentials);
    wipe(credentials.password);
    if (!answer)
        return refuse(std::move(answer).error());
    context.token = Secret(std::move(answer->Authorization));
    context.renewed = now;
    context.api_key = {};
    return {};
}

/// The project that was named; else the one that was chosen before and is still there; else the only one
/// there is.
Result<NamedUid> choose_project(Console& console, std::string const& wanted, GetMe::Response const& me) {
    if (!wanted.empty())
        return console.find_project(wanted);
    for (auto const& project : me.projects)
        if (project.uid == console.context().project.uid || me.projects.size() == 1)
            return NamedUid{project.uid, project.name};
    return NamedUid{};
}

Result<void> login(Arguments const& said) {
    auto const file = TRY(ContextFile::own());
    auto context = TRY(start_from(said, TRY(file.load())));
    if (said.given("--api-key"))
        TRY(take_api_key(context));
    else
        TRY(take_password(context, said.maybe("--email").value_or(context.person)));
    Console console(std::move(context));
    auto const me = TRY(console.call<GetMe>({}));
    auto const project = TRY(choose_project(console, said.text("--project"), me));
    context = std::move(console).release();
    context.person = me.emailId;
    context.project = project;
    auto const where = context.server;
    TRY(file.change([&](Contexts& contexts) -> Result<void> {
        contexts.put(std::move(context));
        return {};
    }));
    print_line(fmt::format("Signed in to {} as {}, {}.", where, me.emailId,
                           project.uid.empty() ? "in no project" : "in the project " + project.name));
    return {};
}

/// Ends the session there and forgets it here; what cannot be ended there ends by itself after 15 minutes.
Result<void> logout(Arguments const& said) {
    auto const file = TRY(ContextFile::own());
    auto contexts = TRY(file.load());
    auto const name = said.maybe("CONTEXT").value_or(contexts.current);
    auto* const found = contexts.find(name);
    if (!found)
        return refuse(Code::not_found, name.empty()
                                           ? "nobody is signed in here"
                                           : fmt::format("there is no context {}; gatehouse context list "
                                                         "shows those there are",
                                                         name));
    std::string const token(found->token.reveal());
    auto const ended =
        token.empty() ? Result<NoContent>() : Console(std::move(*found)).call<RevokeTokens>({{token}});
    TRY(file.change([&](Contexts& kept) -> Result<void> {
        kept.remove(name);
        return {};
    }));
    if (!ended && ended.error().code != Code::unauthenticated)
        return refuse(ended.error());
    show_done("context", name, "signed out and forgotten");
    return {};
}

}  // namespace

Command login_command() {
    return {
        .name = "login",
        .help = "Sign in to a console, and keep the sign-in for the commands to come",
        .parameters =
            {optional(argument("URL", "The console's address, https://console.example.com (that of the "
                                      "last sign-in)")),
             option("--email", "EMAIL",
                    "Sign in by password, which is asked for, or read from standard "
                    "input (whoever signed in last)"),
             flag("--api-key", "Sign in by an API key, which is asked for, or read from standard input"),
             option("--ca-pin", "HEX", "SHA-256 of the console's CA certificate, as the console shows it"),
             option("--ca-file", "FILE", "The console's CA certificate (the CAs that this machine trusts)"),
             option("--project", "PROJECT", "The project for the commands to come, by name or uid"),
             option("--name", "NAME", "What this context is called (the console's host)")},
        .run = login};
}

Command logout_command() {
    return {.name = "logout",
            .help = "End a sign-in and forget it",
            .parameters = {optional(argument("CONTEXT", "Which one (the one that is in use)"))},
            .run = logout};
}

}  // namespace gatehouse::cli
