#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "cli/console.h"
#include "contract/role_bindings.h"
#include "contract/users.h"

namespace gatehouse::cli {

/// The user of this e-mail address, uid or name.
Result<contract::UserSummary> find_user(Console& console, std::string const& wanted);
/// The uid of the one of this e-mail address or uid among those who hold a role where the console's calls go.
Result<std::string> find_member(Console& console, std::string const& wanted);
/// The uids of several users.
Result<std::vector<std::string>> find_users(Console& console, std::vector<std::string> const& wanted);
/// The uids of the roles of these names or uids.
Result<std::vector<std::string>> find_roles(Console& console, std::vector<std::string> const& wanted);

/// "Project Admin, Project Viewer".
std::string names(std::vector<contract::NamedUid> const& objects);

/// --role and where it is given: what commands take that give roles to a user or a team.
std::vector<Parameter> role_parameters();

/// Replaces the roles that `uid` holds in the project or tenant that was named, where --role was said at all.
/// Users and teams have endpoints of the same shape for it.
template <class SetRoles, class GetProjects, class SetProjects, class Id>
Result<void> give_roles(Console& console, Arguments const& said, Id const& uid) {
    if (!said.given("--role"))
        return {};
    auto roles = TRY(find_roles(console, said.list("--role")));
    auto const project = TRY(console.named(said, Scope::project_or_tenant));
    if (!project) {
        TRY(console.call<SetRoles>({uid, std::move(roles)}));
        return {};
    }
    typename SetProjects::Request wanted{uid, {}};
    for (auto const& held : TRY(console.call<GetProjects>({uid})).projects)
        if (held.uid != project->uid) {
            auto& kept = wanted.projects.emplace_back(contract::ProjectRolesInput{held.uid, {}});
            for (auto const& role : held.roles)
                kept.roles.push_back(role.uid);
        }
    wanted.projects.push_back({project->uid, std::move(roles)});
    TRY(console.call<SetProjects>(wanted));
    return {};
}

}  // namespace gatehouse::cli
