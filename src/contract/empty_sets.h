#pragma once

#include "base/id.h"
#include "contract/endpoint.h"
#include "contract/wire.h"

// What Palette's clients always ask for and Gatehouse does not have: roles in workspaces, and roles by tags
// of resources. Empty sets are told and taken; anything else is refused.
namespace gatehouse::contract {

template <class Id>
struct WorkspaceRolesWanted {
    struct Workspace {
        std::string uid;
        std::vector<std::string> roles;
        BOOST_DESCRIBE_CLASS(Workspace, (), (uid, roles), (), ())
    };
    Id uid;
    std::vector<Workspace> workspaces;
    BOOST_DESCRIBE_CLASS(WorkspaceRolesWanted, (), (uid, workspaces), (), ())
};

struct WorkspaceRoles {
    std::vector<Nothing> projects;
};
BOOST_DESCRIBE_STRUCT(WorkspaceRoles, (), (projects))

struct GetUserWorkspaceRoles {
    static constexpr Endpoint endpoint{
        Method::get,          "/v1/workspaces/users/{uid}/roles",  200, policy::Permission::user_get,
        "user.getWorkspaces", "A user's roles in workspaces: none"};
    using Request = ByUid<UserUid>;
    using Response = WorkspaceRoles;
};
struct SetUserWorkspaceRoles {
    static constexpr Endpoint endpoint{
        Method::put,       "/v1/workspaces/users/{uid}/roles",        204, policy::Permission::user_update,
        "user.workspaces", "Take an empty set of roles in workspaces"};
    using Request = WorkspaceRolesWanted<UserUid>;
    using Response = NoContent;
};
struct GetTeamWorkspaceRoles {
    static constexpr Endpoint endpoint{
        Method::get,          "/v1/workspaces/teams/{uid}/roles",  200, policy::Permission::team_get,
        "team.getWorkspaces", "A team's roles in workspaces: none"};
    using Request = ByUid<TeamUid>;
    using Response = WorkspaceRoles;
};
struct SetTeamWorkspaceRoles {
    static constexpr Endpoint endpoint{
        Method::put,       "/v1/workspaces/teams/{uid}/roles",        204, policy::Permission::team_update,
        "team.workspaces", "Take an empty set of roles in workspaces"};
    using Request = WorkspaceRolesWanted<TeamUid>;
    using Response = NoContent;
};

struct ResourceRoles {
    std::vector<Nothing> resourceRoles;
};
BOOST_DESCRIBE_STRUCT(ResourceRoles, (), (resourceRoles))

template <class Id>
struct ResourceRolesWanted {
    Id uid;
    std::vector<std::string> filterRefs;
    std::vector<std::string> projectUids;
    std::vector<std::string> roles;
    BOOST_DESCRIBE_CLASS(ResourceRolesWanted, (), (uid, filterRefs, projectUids, roles), (), ())
};
template <class Id>
struct OneResourceRoleWanted : ResourceRolesWanted<Id> {
    std::string resourceRoleUid;
    BOOST_DESCRIBE_CLASS(OneResourceRoleWanted, (ResourceRolesWanted<Id>), (resourceRoleUid), (), ())
};
template <class Id>
struct ResourceRoleByUid {
    Id uid;
    std::string resourceRoleUid;
    BOOST_DESCRIBE_CLASS(ResourceRoleByUid, (), (uid, resourceRoleUid), (), ())
};

struct GetUserResourceRoles {
    static constexpr Endpoint endpoint{Method::get,
                                       "/v1/users/{uid}/resourceRoles",
                                       200,
                                       policy::Permission::user_get,
                                       "user.getResourceRoles",
                                       "A user's roles by tags: none"};
    using Request = ByUid<UserUid>;
    using Response = ResourceRoles;
};
struct AddUserResourceRoles {
    static constexpr Endpoint endpoint{
        Method::post,         "/v1/users/{uid}/resourceRoles",     204, policy::Permission::user_update,
        "user.resourceRoles", "Take an empty set of roles by tags"};
    using Request = ResourceRolesWanted<UserUid>;
    using Response = NoContent;
};
struct UpdateUserResourceRole {
    static constexpr Endpoint endpoint{Method::patch,
                                       "/v1/users/{uid}/resourceRoles/{resourceRoleUid}",
                                       204,
                                       policy::Permission::user_update,
                                       "user.resourceRoles",
                                       "Edit a role by tags: there is none"};
    using Request = OneResourceRoleWanted<UserUid>;
    using Response = NoContent;
};
struct DeleteUserResourceRole {
    static constexpr Endpoint endpoint{Method::remove,
                                       "/v1/users/{uid}/resourceRoles/{resourceRoleUid}",
                                       204,
                                       policy::Permission::user_update,
                                       "user.resourceRoles",
                                       "Delete a role by tags: there is none"};
    using Request = ResourceRoleByUid<UserUid>;
    using Response = NoContent;
};
struct GetTeamResourceRoles {
    static constexpr Endpoint endpoint{Method::get,
                                       "/v1/teams/{uid}/resourceRoles",
                                       200,
                                       policy::Permission::team_get,
                                       "team.getResourceRoles",
                                       "A team's roles by tags: none"};
    using Request = ByUid<TeamUid>;
    using Response = ResourceRoles;
};
struct AddTeamResourceRoles {
    static constexpr Endpoint endpoint{
        Method::post,         "/v1/teams/{uid}/resourceRoles",     204, policy::Permission::team_update,
        "team.resourceRoles", "Take an empty set of roles by tags"};
    using Request = ResourceRolesWanted<TeamUid>;
    using Response = NoContent;
};
struct UpdateTeamResourceRole {
    static constexpr Endpoint endpoint{Method::patch,
                                       "/v1/teams/{uid}/resourceRoles/{resourceRoleUid}",
                                       204,
                                       policy::Permission::team_update,
                                       "team.resourceRoles",
                                       "Edit a role by tags: there is none"};
    using Request = OneResourceRoleWanted<TeamUid>;
    using Response = NoContent;
};
struct DeleteTeamResourceRole {
    static constexpr Endpoint endpoint{Method::remove,
                                       "/v1/teams/{uid}/resourceRoles/{resourceRoleUid}",
                                       204,
                                       policy::Permission::team_update,
                                       "team.resourceRoles",
                                       "Delete a role by tags: there is none"};
    using Request = ResourceRoleByUid<TeamUid>;
    using Response = NoContent;
};

}  // namespace gatehouse::contract
