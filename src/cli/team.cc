#include "contract/teams.h"

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/find.h"
#include "cli/meta.h"
#include "cli/output.h"
#include "cli/people.h"
#include "cli/terminal.h"
#include "cli/values.h"

namespace gatehouse::cli {

namespace {

using namespace contract;

constexpr char noun[] = "team";

View<TeamSummary> const view{{
    {"NAME", [](TeamSummary const& team) { return team.metadata.name; }},
    {"MEMBERS", [](TeamSummary const& team) { return names(team.spec.users); }},
    {"TENANT ROLES", [](TeamSummary const& team) { return names(team.spec.roles); }},
    {"PROJECTS", [](TeamSummary const& team) { return names(team.spec.projects); }},
    {"CREATED", [](TeamSummary const& team) { return show(team.metadata.creationTimestamp); }, Shown::wide},
    {"UID", [](TeamSummary const& team) { return team.metadata.uid; }, Shown::wide},
}};

Result<TeamSummary> find_team(Console& console, std::string const& wanted) {
    return find(TRY(console.call<SummarizeTeams>({})).items, wanted, noun);
}

std::vector<Parameter> member_parameters() {
    return {repeated(
        option("--user", "USER", "A member, by e-mail address or uid; may be repeated; empty: none"))};
}

std::vector<Parameter> changes() {
    return together({{option("--name", "NAME", "Its new name")}, member_parameters()});
}

Result<void> list(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::tenant));
    show_list(said, view, TRY(console.call<SummarizeTeams>({})));
    return {};
}

Result<void> get(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::tenant));
    show_one(said, view, TRY(find_team(console, said.text("NAME"))));
    return {};
}

Result<void> create(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::tenant));
    auto const name = said.text("NAME");
    auto users = TRY(find_users(console, said.list("--user")));
    auto const created = TRY(console.call<CreateTeam>({{name, {}, {}}, {{}, {}, std::move(users)}}));
    show_created(said, noun, name, created);
    return give_roles<SetTeamRoles, GetTeamProjects, SetTeamProjects>(console, said, TeamUid(created.uid));
}

Result<void> edit(Arguments const& said) {
    TRY(require_a_change(said, together({changes(), role_parameters()})));
    auto console = TRY(Console::open(said, Scope::tenant));
    TeamUid const uid(TRY(find_team(console, said.text("NAME"))).metadata.uid);
    auto const old = TRY(console.call<GetTeam>({uid}));
    if (said.given("--name") || said.given("--user")) {
        auto spec = old.spec;
        if (said.given("--user"))
            spec.users = TRY(find_users(console, said.list("--user")));
        TRY(console.call<UpdateTeam>({uid, edited(old.metadata, said.maybe("--name")), std::move(spec)}));
    }
    TRY((give_roles<SetTeamRoles, GetTeamProjects, SetTeamProjects>(console, said, uid)));
    show_done(noun, old.metadata.name, "changed");
    return {};
}

Result<void> remove(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::tenant));
    auto const old = TRY(find_team(console, said.text("NAME")));
    TRY(confirm(said, fmt::format("Delete the team {}?", old.metadata.name)));
    TRY(console.call<DeleteTeam>({TeamUid(old.metadata.uid)}));
    show_done(noun, old.metadata.name, "deleted");
    return {};
}

}  // namespace

Command team_commands() {
    auto const name = argument("NAME", "The team's name or uid");
    return {.name = noun,
            .help = "Teams: users who hold roles together",
            .commands = {
                {"list", "List the teams", {output_parameter()}, list},
                {"get", "Show a team", {name, output_parameter()}, get},
                {"create", "Create a team",
                 together({{argument("NAME", "Its name")},
                           member_parameters(),
                           role_parameters(),
                           {output_parameter()}}),
                 create},
                {"edit", "Change what is said, and leave the rest",
                 together({{name}, changes(), role_parameters()}), edit},
                {"delete",
                 "Delete a team; its members lose what they held through it",
                 {name, yes_parameter()},
                 remove},
            }};
}

}  // namespace gatehouse::cli
