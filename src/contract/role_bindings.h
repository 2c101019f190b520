#pragma once

#include "base/id.h"
#include "contract/endpoint.h"
#include "contract/wire.h"

// Which roles people and teams hold. Users and teams have the same shapes under addresses of their own.
namespace gatehouse::contract {

/// Roles held in the tenant; inherited ones come through teams.
struct HeldRoles {
    std::vector<NamedUid> roles;
    std::vector<NamedUid> inheritedRoles;
};
BOOST_DESCRIBE_STRUCT(HeldRoles, (), (roles, inheritedRoles))

struct HeldProjectRoles {
    struct Project {
        std::string uid;
        std::string name;
        std::vector<NamedUid> roles;
        std::vector<NamedUid> inheritedRoles;
    };
    std::vector<Project> projects;
};
BOOST_DESCRIBE_STRUCT(HeldProjectRoles::Project, (), (uid, name, roles, inheritedRoles))
BOOST_DESCRIBE_STRUCT(HeldProjectRoles, (), (projects))

struct ProjectRolesInput {
    std::string projectUid;
    std::vector<std::string> roles;
};
BOOST_DESCRIBE_STRUCT(ProjectRolesInput, (), (projectUid, roles))

template <class Id>
struct RolesWanted {
    Id uid;
    std::vector<std::string> roles;
    BOOST_DESCRIBE_CLASS(RolesWanted, (), (uid, roles), (), ())
};
/// The whole set: a project that is not named loses its roles.
template <class Id>
struct ProjectRolesWanted {
    Id uid;
    std::vector<ProjectRolesInput> projects;
    BOOST_DESCRIBE_CLASS(ProjectRolesWanted, (), (uid, projects), (), ())
};

struct GetUserRoles {
    static constexpr Endpoint endpoint{
        Method::get,     "/v1/users/{uid}/roles",       200, policy::Permission::user_get,
        "user.getRoles", "A user's roles in the tenant"};
    using Request = ByUid<UserUid>;
    using Response = HeldRoles;
};
struct SetUserRoles {
    static constexpr Endpoint endpoint{Method::put,  "/v1/users/{uid}/roles",
                                       204,          policy::Permission::user_update,
                                       "user.roles", "Replace a user's roles in the tenant"};
    using Request = RolesWanted<UserUid>;
    using Response = NoContent;
};
struct GetUserProjects {
    static constexpr Endpoint endpoint{
        Method::get,        "/v1/users/{uid}/projects",  200, policy::Permission::user_get,
        "user.getProjects", "A user's roles in projects"};
    using Request = ByUid<UserUid>;
    using Response = HeldProjectRoles;
};
struct SetUserProjects {
    static constexpr Endpoint endpoint{Method::put,
                                       "/v1/users/{uid}/projects",
                                       204,
                                       policy::Permission::user_update,
                                       "user.projects",
                                       "Replace a user's roles in all projects"};
    using Request = ProjectRolesWanted<UserUid>;
    using Response = NoContent;
};

struct GetTeamRoles {
    static constexpr Endpoint endpoint{
        Method::get,     "/v1/teams/{uid}/roles",       200, policy::Permission::team_get,
        "team.getRoles", "A team's roles in the tenant"};
    using Request = ByUid<TeamUid>;
    using Response = HeldRoles;
};
struct SetTeamRoles {
    static constexpr Endpoint endpoint{Method::put,  "/v1/teams/{uid}/roles",
                                       204,          policy::Permission::team_update,
                                       "team.roles", "Replace a team's roles in the tenant"};
    using Request = RolesWanted<TeamUid>;
    using Response = NoContent;
};
struct GetTeamProjects {
    static constexpr Endpoint endpoint{
        Method::get,        "/v1/teams/{uid}/projects",  200, policy::Permission::team_get,
        "team.getProjects", "A team's roles in projects"};
    using Request = ByUid<TeamUid>;
    using Response = HeldProjectRoles;
};
struct SetTeamProjects {
    static constexpr Endpoint endpoint{Method::put,
                                       "/v1/teams/{uid}/projects",
                                       204,
                                       policy::Permission::team_update,
                                       "team.projects",
                                       "Replace a team's roles in all projects"};
    using Request = ProjectRolesWanted<TeamUid>;
    using Response = NoContent;
};

struct UserRoleMap {
    std::string userId;
    std::vector<std::string> roles;
};
BOOST_DESCRIBE_STRUCT(UserRoleMap, (), (userId, roles))
struct TeamRoleMap {
    std::string teamId;
    std::vector<std::string> roles;
};
BOOST_DESCRIBE_STRUCT(TeamRoleMap, (), (teamId, roles))

/// The whole set: users who are not named lose their roles in this project.
struct SetProjectUsers {
    static constexpr Endpoint endpoint{Method::put,
                                       "/v1/projects/{uid}/users",
                                       204,
                                       policy::Permission::user_update,
                                       "project.users",
                                       "Replace the users and their roles in a project"};
    struct Request {
        ProjectUid uid;
        std::vector<UserRoleMap> users;
    };
    using Response = NoContent;
};
BOOST_DESCRIBE_STRUCT(SetProjectUsers::Request, (), (uid, users))
struct SetProjectTeams {
    static constexpr Endpoint endpoint{Method::put,
                                       "/v1/projects/{uid}/teams",
                                       204,
                                       policy::Permission::team_update,
                                       "project.teams",
                                       "Replace the teams and their roles in a project"};
    struct Request {
        ProjectUid uid;
        std::vector<TeamRoleMap> teams;
    };
    using Response = NoContent;
};
BOOST_DESCRIBE_STRUCT(SetProjectTeams::Request, (), (uid, teams))

/// Who may own a key of this project: everybody who holds a role in it.
struct ListProjectMembers {
    static constexpr Endpoint endpoint{
        Method::get,       "/v1/projects/{uid}/members",   200, policy::Permission::project_get,
        "project.members", "Who holds a role in a project"};
    using Request = ByUid<ProjectUid>;
    struct Member {
        std::string uid;
        std::string name;
        std::string emailId;
        bool isActive = false;
    };
    using Response = Items<Member>;
};
BOOST_DESCRIBE_STRUCT(ListProjectMembers::Member, (), (uid, name, emailId, isActive))

}  // namespace gatehouse::contract
