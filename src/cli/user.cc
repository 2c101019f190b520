#include "contract/users.h"

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/find.h"
#include "cli/meta.h"
#include "cli/output.h"
#include "cli/people.h"
#include "cli/terminal.h"
#include "cli/values.h"
#include "contract/teams.h"

namespace gatehouse::cli {

namespace {

using namespace contract;

constexpr char noun[] = "user";
auto const activity = choice("--active",
                             "Whether they may sign in; off ends their sessions and API keys, and "
                             "suspends their SSH keys",
                             {"on", "off"});

View<UserSummary> const view{
    {
        {"EMAIL", [](UserSummary const& user) { return user.spec.emailId; }},
        {"NAME", [](UserSummary const& user) { return user.metadata.name; }},
        {"STATE", [](UserSummary const& user) { return std::string(to_name(user.status.state)); }},
        {"TENANT ROLES", [](UserSummary const& user) { return names(user.spec.roles); }},
        {"TEAMS", [](UserSummary const& user) { return names(user.spec.teams); }},
        {"PROJECTS", [](UserSummary const& user) { return names(user.spec.projects); }},
        {"LAST SIGN-IN", [](UserSummary const& user) { return show(user.status.lastSignIn); }, Shown::wide},
        {"CREATED", [](UserSummary const& user) { return show(user.metadata.creationTimestamp); },
         Shown::wide},
        {"UID", [](UserSummary const& user) { return user.metadata.uid; }, Shown::wide},
    },
    [](UserSummary const& user) { return user.spec.emailId; }};

std::vector<Parameter> name_parameters() {
    return {option("--first-name", "TEXT", "Their first name"),
            option("--last-name", "TEXT", "Their last name")};
}

std::vector<Parameter> own_changes() {
    return together({{option("--email", "EMAIL", "Their new e-mail address")}, name_parameters()});
}

/// What stops working without a user, for whoever has to confirm it.
Result<std::vector<std::string>> losses_of(Console& console, UserUid const& uid) {
    auto const belongings = TRY(console.call<GetUserBelongings>({uid}));
    std::vector<std::string> losses;
    if (belongings.sessions > 0)
        losses.push_back(fmt::format("ends: {} sessions", belongings.sessions));
    for (auto const& key : belongings.apiKeys)
        losses.push_back(fmt::format("ends: the API key {}", key.name));
    for (auto const& key : belongings.sshKeys)
        if (!key.suspended)
            losses.push_back(fmt::format("suspends: the SSH key {} of {}", key.name,
                                         key.project ? "the project " + key.project->name : "the tenant"));
    return losses;
}

Result<void> list(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::tenant));
    show_list(said, view, TRY(console.call<SummarizeUsers>({})));
    return {};
}

Result<void> get(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::tenant));
    show_one(said, view, TRY(find_user(console, said.text("USER"))));
    return {};
}

Result<void> create(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::tenant));
    CreateUser::Request wanted{
        {said.text("EMAIL"), said.maybe("--first-name"), said.maybe("--last-name"), {}, {}}};
    if (said.given("--team")) {
        auto const teams = TRY(console.call_pages<ListTeams>({})).items;
        for (auto const& team : said.list("--team"))
            wanted.spec.teams.push_back(TRY(find(teams, team, "team")).metadata.uid);
    }
    auto const created = TRY(console.call<CreateUser>(wanted));
    show_created(said, noun, wanted.spec.emailId, created);
    if (form_of(said) == Form::table || form_of(said) == Form::wide)
        print_line(created.activationLink.empty()
                       ? "The activation link was sent by mail."
                       : fmt::format("Activation link, shown this once: {}", created.activationLink));
    return give_roles<SetUserRoles, GetUserProjects, SetUserProjects>(console, said, UserUid(created.uid));
}

Result<void> edit(Arguments const& said) {
    TRY(require_a_change(said, together({own_changes(), {activity}, role_parameters()})));
    auto console = TRY(Console::open(said, Scope::tenant));
    auto const old = TRY(find_user(console, said.text("USER")));
    UserUid const uid(old.metadata.uid);
    bool const leaves = said.text(activity.key()) == "off";
    if (leaves)
        TRY(confirm(said, fmt::format("Deactivate the user {}?", old.spec.emailId),
                    TRY(losses_of(console, uid))));
    if (said.given("--email") || said.given("--first-name") || said.given("--last-name"))
        TRY(console.call<UpdateUser>(
            {uid, {said.maybe("--email"), said.maybe("--first-name"), said.maybe("--last-name")}}));
    if (said.given(activity.key()))
        TRY(console.call<SetUserState>({uid, !leaves}));
    TRY((give_roles<SetUserRoles, GetUserProjects, SetUserProjects>(console, said, uid)));
    show_done(noun, old.spec.emailId, "changed");
    return {};
}

Result<void> remove(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::tenant));
    auto const old = TRY(find_user(console, said.text("USER")));
    UserUid const uid(old.metadata.uid);
    TRY(confirm(said, fmt::format("Delete the user {}?", old.spec.emailId), TRY(losses_of(console, uid))));
    TRY(console.call<DeleteUser>({uid}));
    show_done(noun, old.spec.emailId, "deleted");
    return {};
}

}  // namespace

Command user_commands() {
    auto const user = argument("USER", "The user's e-mail address or uid");
    return {.name = noun,
            .help = "Users: who may sign in, and which roles they hold",
            .commands = {
                {"list", "List the users", {output_parameter()}, list},
                {"get", "Show a user", {user, output_parameter()}, get},
                {"create", "Create a user, and a link with which they choose a password",
                 together({{argument("EMAIL", "Their e-mail address")},
                           name_parameters(),
                           {repeated(option("--team", "TEAM", "A team that they join; may be repeated"))},
                           role_parameters(),
                           {output_parameter()}}),
                 create},
                {"edit", "Change what is said, and leave the rest",
                 together({{user}, own_changes(), {activity}, role_parameters(), {yes_parameter()}}), edit},
                {"delete", "Delete a user", {user, yes_parameter()}, remove},
            }};
}

}  // namespace gatehouse::cli
