#pragma once

#include "base/id.h"
#include "contract/endpoint.h"
#include "contract/wire.h"

namespace gatehouse::contract {

struct UserSpec {
    std::string emailId;
    std::string firstName;
    std::string lastName;
    std::vector<std::string> roles;  ///< uids of those given in the tenant
};
BOOST_DESCRIBE_STRUCT(UserSpec, (), (emailId, firstName, lastName, roles))

enum class UserState { invited, active, deactivated };

/// Palette's v1UserStatus, and in which state the account is.
struct UserStatus {
    std::string activationLink;  ///< always empty: a link is shown once, when it is made
    bool isActive = false;
    bool isPasswordResetting = false;
    Time lastSignIn{};  ///< go_zero: never
    UserState state = UserState::invited;
};
BOOST_DESCRIBE_STRUCT(UserStatus, (), (activationLink, isActive, isPasswordResetting, lastSignIn, state))

struct User {
    ObjectMeta metadata;
    UserSpec spec;
    UserStatus status;
};
BOOST_DESCRIBE_STRUCT(User, (), (metadata, spec, status))

struct UserInput {
    std::string emailId;
    std::optional<std::string> firstName;
    std::optional<std::string> lastName;
    std::vector<std::string> roles;
    std::vector<std::string> teams;
};
BOOST_DESCRIBE_STRUCT(UserInput, (), (emailId, firstName, lastName, roles, teams))

struct CreateUser {
    static constexpr Endpoint endpoint{Method::post,  "/v1/users",
                                       201,           policy::Permission::user_create,
                                       "user.create", "Create a user and an activation link"};
    struct Request {
        UserInput spec;
    };
    struct Response {
        std::string uid;
        std::string activationLink;  ///< shown once; empty where it was sent by mail
        std::string audit_uid{};
    };
};
BOOST_DESCRIBE_STRUCT(CreateUser::Request, (), (spec))
BOOST_DESCRIBE_STRUCT(CreateUser::Response, (), (uid, activationLink))

struct ListUsers {
    static constexpr Endpoint endpoint{Method::get, "/v1/users", 200, policy::Permission::user_list,
                                       "user.list", "List users"};
    using Request = ListWanted;
    using Response = ItemsPage<User>;
};

struct GetUser {
    static constexpr Endpoint endpoint{Method::get, "/v1/users/{uid}", 200, policy::Permission::user_get,
                                       "user.get",  "See a user"};
    using Request = ByUid<UserUid>;
    using Response = User;
};

/// Names and e-mail address.
struct UpdateUser {
    static constexpr Endpoint endpoint{Method::put,   "/v1/users/{uid}", 204, policy::Permission::user_update,
                                       "user.update", "Edit a user"};
    struct Spec {
        std::optional<std::string> emailId;
        std::optional<std::string> firstName;
        std::optional<std::string> lastName;
    };
    struct Request {
        UserUid uid;
        Spec spec;
    };
    using Response = NoContent;
};
BOOST_DESCRIBE_STRUCT(UpdateUser::Spec, (), (emailId, firstName, lastName))
BOOST_DESCRIBE_STRUCT(UpdateUser::Request, (), (uid, spec))

/// `replace` of /spec/emailId, /spec/firstName and /spec/lastName.
struct PatchUser {
    static constexpr Endpoint endpoint{Method::patch, "/v1/users/{uid}", 204, policy::Permission::user_update,
                                       "user.update", "Edit a user"};
    struct Request {
        static constexpr char bare_body[] = "steps";
        UserUid uid;
        std::vector<PatchStep> steps;
    };
    using Response = NoContent;
};
BOOST_DESCRIBE_STRUCT(PatchUser::Request, (), (uid, steps))

/// Deactivating ends sessions and API keys and suspends the keys the user owns, at once; re-activating brings
/// none of it back by itself.
struct SetUserState {
    static constexpr Endpoint endpoint{Method::put,  "/v1/users/{uid}/state",
                                       204,          policy::Permission::user_update,
                                       "user.state", "Deactivate or re-activate a user"};
    struct Request {
        UserUid uid;
        bool isActive = false;
    };
    using Response = NoContent;
};
BOOST_DESCRIBE_STRUCT(SetUserState::Request, (), (uid, isActive))

struct DeleteUser {
    static constexpr Endpoint endpoint{
        Method::remove, "/v1/users/{uid}", 204, policy::Permission::user_delete,
        "user.delete",  "Delete a user"};
    using Request = ByUid<UserUid>;
    using Response = NoContent;
};

/// What would stop working without this user.
struct GetUserBelongings {
    static constexpr Endpoint endpoint{Method::get,
                                       "/v1/users/{uid}/belongings",
                                       200,
                                       policy::Permission::user_get,
                                       "user.belongings",
                                       "What a user owns: sessions, API keys and SSH keys"};
    using Request = ByUid<UserUid>;
    struct Key {
        std::string uid;
        std::string name;
        std::string fingerprint;
        std::optional<NamedUid> project;  ///< none: the tenant's
        bool suspended = false;
    };
    struct Response {
        int sessions = 0;
        std::vector<NamedUid> apiKeys;  ///< those that are active
        std::vector<Key> sshKeys;
    };
};
BOOST_DESCRIBE_STRUCT(GetUserBelongings::Key, (), (uid, name, fingerprint, project, suspended))
BOOST_DESCRIBE_STRUCT(GetUserBelongings::Response, (), (sessions, apiKeys, sshKeys))

struct UserSummarySpec {
    std::string emailId;
    std::string firstName;
    std::string lastName;
    std::vector<NamedUid> projects;
    int projectsCount = 0;
    std::vector<NamedUid> roles;
    std::vector<NamedUid> teams;
};
BOOST_DESCRIBE_STRUCT(UserSummarySpec, (),
                      (emailId, firstName, lastName, projects, projectsCount, roles, teams))

struct UserSummary {
    ObjectMeta metadata;
    UserSummarySpec spec;
    UserStatus status;
};
BOOST_DESCRIBE_STRUCT(UserSummary, (), (metadata, spec, status))

struct SummarizeUsers {
    static constexpr Endpoint endpoint{Method::post,
                                       "/v1/users/summary",
                                       200,
                                       policy::Permission::user_list,
                                       "user.summary",
                                       "Users with their teams, roles and projects"};
    struct Filter {
        std::optional<FilterString> emailId;
        std::optional<FilterString> name;
    };
    struct Request {
        std::optional<Filter> filter;
        std::vector<SortBy> sort;
    };
    using Response = Items<UserSummary>;
};
BOOST_DESCRIBE_STRUCT(SummarizeUsers::Filter, (), (emailId, name))
BOOST_DESCRIBE_STRUCT(SummarizeUsers::Request, (), (filter, sort))

struct UserMetadata {
    std::string uid;
    std::string name;
    std::string emailId;
};
BOOST_DESCRIBE_STRUCT(UserMetadata, (), (uid, name, emailId))

struct ListUserMetadata {
    static constexpr Endpoint endpoint{Method::get, "/v1/users/meta",
                                       200,         policy::Permission::user_list,
                                       "user.meta", "List users by name and e-mail address"};
    using Request = Nothing;
    using Response = Items<UserMetadata>;
};

}  // namespace gatehouse::contract

namespace gatehouse {
template <>
inline constexpr std::pair<contract::UserState, std::string_view> enum_names<contract::UserState>[] = {
    {contract::UserState::invited, "invited"},
    {contract::UserState::active, "active"},
    {contract::UserState::deactivated, "deactivated"},
};
}  // namespace gatehouse
