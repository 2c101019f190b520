#pragma once

#include "contract/empty_sets.h"
#include "contract/role_bindings.h"
#include "policy/caller.h"
#include "store/database.h"

namespace gatehouse::service {

/// Which roles people and teams hold, seen from either side and from the project's. Nobody gives more than
/// they hold; taking away needs no more than the permission.
class RoleBindings {
public:
    explicit RoleBindings(store::Database& db) : db_(db) {}

    Result<contract::HeldRoles> user_roles(policy::Caller const& caller,
                                           contract::GetUserRoles::Request wanted);
    Result<contract::NoContent> set_user_roles(policy::Caller const& caller,
                                               contract::SetUserRoles::Request wanted);
    Result<contract::HeldProjectRoles> user_projects(policy::Caller const& caller,
                                                     contract::GetUserProjects::Request wanted);
    Result<contract::NoContent> set_user_projects(policy::Caller const& caller,
                                                  contract::SetUserProjects::Request wanted);
    Result<contract::HeldRoles> team_roles(policy::Caller const& caller,
                                           contract::GetTeamRoles::Request wanted);
    Result<contract::NoContent> set_team_roles(policy::Caller const& caller,
                                               contract::SetTeamRoles::Request wanted);
    Result<contract::HeldProjectRoles> team_projects(policy::Caller const& caller,
                                                     contract::GetTeamProjects::Request wanted);
    Result<contract::NoContent> set_team_projects(policy::Caller const& caller,
                                                  contract::SetTeamProjects::Request wanted);
    Result<contract::NoContent> set_project_users(policy::Caller const& caller,
                                                  contract::SetProjectUsers::Request wanted);
    Result<contract::NoContent> set_project_teams(policy::Caller const& caller,
                                                  contract::SetProjectTeams::Request wanted);
    Result<contract::ListProjectMembers::Response>
    project_members(policy::Caller const& caller, contract::ListProjectMembers::Request wanted);

    /// What Palette has and Gatehouse does not: E's empty answer, for a user or team that there is.
    template <class E>
    Result<typename E::Response> none(policy::Caller const& caller, typename E::Request wanted);
    /// Takes an empty set, and refuses any other.
    template <class E>
    Result<contract::NoContent> take_none(policy::Caller const& caller, typename E::Request wanted);

private:
    store::Database& db_;
};

}  // namespace gatehouse::service
