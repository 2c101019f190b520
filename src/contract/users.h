#pragma once

#include "base/id.h"
#include "contract/endpoint.h"
#include "contract/wire.h"

namespace gatehouse::contract {

struct UserInput {
    std::string emailId;
    std::optional<std::string> firstName;
    std::optional<std::string> lastName;
    std::vector<std::string> roles;
};
BOOST_DESCRIBE_STRUCT(UserInput, (), (emailId, firstName, lastName, roles))

struct CreateUser {
    static constexpr Endpoint endpoint{Method::post,  "/v1/users",
                                       201,           policy::Permission::user_create,
                                       "user.create", "Create a user and an activation link"};
    struct Request {
        UserInput spec;
    };
    struct Response {
        std::string uid;
        std::string activationLink;  ///< shown once
        std::string audit_uid{};
    };
};
BOOST_DESCRIBE_STRUCT(CreateUser::Request, (), (spec))
BOOST_DESCRIBE_STRUCT(CreateUser::Response, (), (uid, activationLink))

struct ActivateUser {
    static constexpr Endpoint endpoint{Method::patch,
                                       "/v1/auth/password/{token}/activate",
                                       204,
                                       policy::Anyone{},
                                       "user.activate",
                                       "Set the first password with an activation link",
                                       Work::password};
    struct Request {
        std::string token;
        std::string password;
    };
    using Response = NoContent;
};
BOOST_DESCRIBE_STRUCT(ActivateUser::Request, (), (token, password))

struct SetUserRoles {
    static constexpr Endpoint endpoint{Method::put,  "/v1/users/{uid}/roles",
                                       204,          policy::Permission::user_update,
                                       "user.roles", "Replace a user's roles in the tenant"};
    struct Request {
        UserUid uid;
        std::vector<std::string> roles;
    };
    using Response = NoContent;
};
BOOST_DESCRIBE_STRUCT(SetUserRoles::Request, (), (uid, roles))

struct SetUserProjects {
    static constexpr Endpoint endpoint{Method::put,
                                       "/v1/users/{uid}/projects",
                                       204,
                                       policy::Permission::user_update,
                                       "user.projects",
                                       "Replace a user's roles in all projects"};
    struct ProjectRoles {
        std::string projectUid;
        std::vector<std::string> roles;
    };
    struct Request {
        UserUid uid;
        std::vector<ProjectRoles> projects;
    };
    using Response = NoContent;
};
BOOST_DESCRIBE_STRUCT(SetUserProjects::ProjectRoles, (), (projectUid, roles))
BOOST_DESCRIBE_STRUCT(SetUserProjects::Request, (), (uid, projects))

}  // namespace gatehouse::contract
