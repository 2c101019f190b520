#include "contract/roles.h"

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/find.h"
#include "cli/meta.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "cli/values.h"

namespace gatehouse::cli {

namespace {

using namespace contract;

constexpr char noun[] = "role";

View<Role> const view{{
    {"NAME", [](Role const& role) { return role.metadata.name; }},
    {"SCOPE", [](Role const& role) { return std::string(to_name(role.spec.scope)); }},
    {"BUILT IN",
     [](Role const& role) { return std::string(role.spec.type == RoleType::system ? "yes" : "no"); }},
    {"PERMISSIONS", [](Role const& role) { return std::to_string(role.spec.permissions.size()); }},
    {"UID", [](Role const& role) { return role.metadata.uid; }},
    {"HOLDS", [](Role const& role) { return show(role.spec.permissions); }, Shown::wide},
}};

Result<Role> find_role(Console& console, std::string const& wanted) {
    return find(TRY(console.call_pages<ListRoles>({})).items, wanted, noun);
}

auto const permission =
    repeated(option("--permission", "WORD", "What it allows, as sshKey.create; may be repeated"));

std::vector<Parameter> changes() { return {option("--name", "NAME", "Its new name"), permission}; }

Result<void> list(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::tenant));
    show_list(said, view, TRY(console.call_pages<ListRoles>({})));
    return {};
}

Result<void> get(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::tenant));
    show_one(said, view, TRY(find_role(console, said.text("NAME"))));
    return {};
}

Result<void> create(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::tenant));
    auto const name = said.text("NAME");
    RoleInput const spec{said.list(permission.key()), said.one_of<RoleScope>("--scope").value(),
                         std::nullopt};
    show_created(said, noun, name, TRY(console.call<CreateRole>({{name, {}, {}}, spec, std::nullopt})));
    return {};
}

Result<void> edit(Arguments const& said) {
    TRY(require_a_change(said, changes()));
    auto console = TRY(Console::open(said, Scope::tenant));
    auto const old = TRY(find_role(console, said.text("NAME")));
    RoleInput spec{old.spec.permissions, old.spec.scope, old.spec.type};
    if (said.given(permission.key()))
        spec.permissions = said.list(permission.key());
    TRY(console.call<UpdateRole>(
        {RoleUid(old.metadata.uid), edited(old.metadata, said.maybe("--name")), spec, std::nullopt}));
    show_done(noun, old.metadata.name, "changed");
    return {};
}

Result<void> remove(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::tenant));
    auto const old = TRY(find_role(console, said.text("NAME")));
    TRY(confirm(said, fmt::format("Delete the role {}?", old.metadata.name)));
    TRY(console.call<DeleteRole>({RoleUid(old.metadata.uid)}));
    show_done(noun, old.metadata.name, "deleted");
    return {};
}

}  // namespace

Command role_commands() {
    auto const name = argument("NAME", "The role's name or uid");
    std::vector<std::string> const scopes{std::string(to_name(RoleScope::project)),
                                          std::string(to_name(RoleScope::tenant))};
    return {.name = noun,
            .help = "Roles: sets of permissions that users and teams may hold",
            .commands = {
                {"list", "List the roles, the custom ones first", {output_parameter()}, list},
                {"get", "Show a role and what it allows", {name, output_parameter()}, get},
                {"create",
                 "Create a role",
                 {argument("NAME", "Its name"), required(choice("--scope", "Where it may be held", scopes)),
                  required(permission), output_parameter()},
                 create},
                {"edit", "Change what is said, and leave the rest", together({{name}, changes()}), edit},
                {"delete", "Delete a role that nobody holds", {name, yes_parameter()}, remove},
            }};
}

}  // namespace gatehouse::cli
