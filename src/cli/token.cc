#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/find.h"
#include "cli/meta.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "cli/values.h"
#include "contract/registration_tokens.h"

namespace gatehouse::cli {

namespace {

using namespace contract;

constexpr char noun[] = "token";
auto const activity = choice("--active", "Whether machines may enrol with it", {"on", "off"});

View<RegistrationToken> const view{{
    {"NAME", [](RegistrationToken const& token) { return token.metadata.name; }},
    {"ACTIVE",
     [](RegistrationToken const& token) { return std::string(token.status.isActive ? "yes" : "no"); }},
    {"EXPIRES", [](RegistrationToken const& token) { return show(token.spec.expiry); }},
    {"PROJECT",
     [](RegistrationToken const& token) {
         return token.spec.defaultProject ? token.spec.defaultProject->name : std::string();
     }},
    {"UID", [](RegistrationToken const& token) { return token.metadata.uid; }, Shown::wide},
    {"TOKEN", [](RegistrationToken const& token) { return token.spec.token; }, Shown::wide},
}};

Result<RegistrationToken> find_token(Console& console, std::string const& wanted) {
    return find(TRY(console.call<ListRegistrationTokens>({})).items, wanted, noun);
}

std::vector<Parameter> spec_parameters() {
    return {option("--expiry", "TIME", "Until when machines may enrol with it: 2026-12-31, 30d"),
            option("--default-project", "PROJECT",
                   "The only project whose clusters it enrols into, by name or uid; empty: any")};
}

std::vector<Parameter> changes() {
    return together({{option("--name", "NAME", "Its new name"), activity}, spec_parameters()});
}

/// What is left out stays as it is; an empty project is none.
Result<RegistrationTokenInput> spec_from(Console& console, Arguments const& said) {
    RegistrationTokenInput spec;
    if (said.given("--expiry"))
        spec.expiry = TRY(parse_time(said.text("--expiry"), SystemClock().now(), Direction::ahead));
    spec.defaultProjectUid = said.maybe("--default-project");
    if (spec.defaultProjectUid && !spec.defaultProjectUid->empty())
        spec.defaultProjectUid = TRY(console.find_project(*spec.defaultProjectUid)).uid;
    return spec;
}

Result<void> list(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::tenant));
    show_list(said, view, TRY(console.call<ListRegistrationTokens>({})));
    return {};
}

Result<void> get(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::tenant));
    show_one(said, view, TRY(find_token(console, said.text("NAME"))));
    return {};
}

Result<void> create(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::tenant));
    auto const name = said.text("NAME");
    auto const spec = TRY(spec_from(console, said));
    show_created(said, noun, name, TRY(console.call<CreateRegistrationToken>({{name, {}, {}}, spec})));
    return {};
}

Result<void> edit(Arguments const& said) {
    TRY(require_a_change(said, changes()));
    auto console = TRY(Console::open(said, Scope::tenant));
    auto const old = TRY(find_token(console, said.text("NAME")));
    RegistrationTokenUid const uid(old.metadata.uid);
    auto const spec = TRY(spec_from(console, said));
    if (said.given("--name") || said.given("--expiry") || said.given("--default-project"))
        TRY(console.call<UpdateRegistrationToken>({uid, edited(old.metadata, said.maybe("--name")), spec}));
    if (said.given(activity.key()))
        TRY(console.call<SetRegistrationTokenState>({uid, said.text(activity.key()) == "on"}));
    show_done(noun, old.metadata.name, "changed");
    return {};
}

Result<void> remove(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::tenant));
    auto const old = TRY(find_token(console, said.text("NAME")));
    TRY(confirm(said, fmt::format("Delete the registration token {}?", old.metadata.name)));
    TRY(console.call<DeleteRegistrationToken>({RegistrationTokenUid(old.metadata.uid)}));
    show_done(noun, old.metadata.name, "deleted");
    return {};
}

}  // namespace

Command token_commands() {
    auto const name = argument("NAME", "The token's name or uid");
    return {
        .name = noun,
        .help = "Registration tokens: what machines enrol with",
        .commands = {
            {"list", "List the registration tokens; -o wide shows their values", {output_parameter()}, list},
            {"get", "Show a registration token and its value", {name, output_parameter()}, get},
            {"create", "Create a registration token",
             together({{argument("NAME", "Its name")}, spec_parameters(), {output_parameter()}}), create},
            {"edit", "Change what is said, and leave the rest", together({{name}, changes()}), edit},
            {"delete", "Delete a registration token", {name, yes_parameter()}, remove},
        }};
}

}  // namespace gatehouse::cli
