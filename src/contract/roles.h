#pragma once

#include "base/id.h"
#include "contract/endpoint.h"
#include "contract/wire.h"

namespace gatehouse::contract {

enum class RoleScope {
    system,
    tenant,
    project,
    resource
};                                     ///< Palette's v1Scope; roles here are of two of them
enum class RoleType { system, user };  ///< system: built in

struct RoleSpec {
    std::vector<std::string> permissions;
    RoleScope scope = RoleScope::project;
    RoleType type = RoleType::user;
};
BOOST_DESCRIBE_STRUCT(RoleSpec, (), (permissions, scope, type))

struct RoleStatus {
    bool isEnabled = true;
};
BOOST_DESCRIBE_STRUCT(RoleStatus, (), (isEnabled))

struct Role {
    ObjectMeta metadata;
    RoleSpec spec;
    RoleStatus status;
};
BOOST_DESCRIBE_STRUCT(Role, (), (metadata, spec, status))

struct RoleInput {
    std::vector<std::string> permissions;
    RoleScope scope = RoleScope::project;
    std::optional<RoleType> type;
};
BOOST_DESCRIBE_STRUCT(RoleInput, (), (permissions, scope, type))

struct RoleStatusInput {
    std::optional<bool> isEnabled;
};
BOOST_DESCRIBE_STRUCT(RoleStatusInput, (), (isEnabled))

/// Custom roles first: Palette's clients read 50 and look no further.
struct ListRoles {
    static constexpr Endpoint endpoint{Method::get, "/v1/roles",
                                       200,         policy::Permission::role_list,
                                       "role.list", "List roles, the custom ones first"};
    using Request = ListWanted;
    using Response = ItemsPage<Role>;
};

struct CreateRole {
    static constexpr Endpoint endpoint{Method::post,  "/v1/roles",    201, policy::Permission::role_create,
                                       "role.create", "Create a role"};
    struct Request {
        MetaInput metadata;
        RoleInput spec;
        std::optional<RoleStatusInput> status;
    };
    using Response = Uid;
};
BOOST_DESCRIBE_STRUCT(CreateRole::Request, (), (metadata, spec, status))

struct GetRole {
    static constexpr Endpoint endpoint{Method::get, "/v1/roles/{uid}", 200, policy::Permission::role_get,
                                       "role.get",  "See a role"};
    using Request = ByUid<RoleUid>;
    using Response = Role;
};

struct UpdateRole {
    static constexpr Endpoint endpoint{Method::put,   "/v1/roles/{uid}", 204, policy::Permission::role_update,
                                       "role.update", "Edit a role"};
    struct Request {
        RoleUid uid;
        MetaInput metadata;
        RoleInput spec;
        std::optional<RoleStatusInput> status;
    };
    using Response = NoContent;
};
BOOST_DESCRIBE_STRUCT(UpdateRole::Request, (), (uid, metadata, spec, status))

struct DeleteRole {
    static constexpr Endpoint endpoint{
        Method::remove, "/v1/roles/{uid}", 204, policy::Permission::role_delete,
        "role.delete",  "Delete a role"};
    using Request = ByUid<RoleUid>;
    using Response = NoContent;
};

struct CloneRole {
    static constexpr Endpoint endpoint{Method::post, "/v1/roles/{uid}/clone",
                                       201,          policy::Permission::role_create,
                                       "role.clone", "Make a new role with the permissions of another"};
    struct Request {
        RoleUid uid;
        MetaInput metadata;
    };
    using Response = Uid;
};
BOOST_DESCRIBE_STRUCT(CloneRole::Request, (), (uid, metadata))

/// One kind of object and what may be done with it. `meaning` says it of those that mean something here; the
/// others are names of Palette's that a custom role may carry.
struct PermissionGroup {
    struct Meaning {
        std::string permission;
        std::string meaning;
    };
    std::string name;  ///< for people: "SSH Key"
    std::vector<std::string> permissions;
    RoleScope scope = RoleScope::project;
    std::vector<Meaning> meanings;
};
BOOST_DESCRIBE_STRUCT(PermissionGroup::Meaning, (), (permission, meaning))
BOOST_DESCRIBE_STRUCT(PermissionGroup, (), (name, permissions, scope, meanings))

struct ListPermissions {
    static constexpr Endpoint endpoint{
        Method::get,        "/v1/permissions", 200,
        policy::SignedIn{}, "permission.list", "The permissions that a role of a scope may hold"};
    struct Request {
        std::optional<RoleScope> scope;
    };
    using Response = BareItems<PermissionGroup>;
};
BOOST_DESCRIBE_STRUCT(ListPermissions::Request, (), (scope))

}  // namespace gatehouse::contract

namespace gatehouse {
template <>
inline constexpr std::pair<contract::RoleScope, std::string_view> enum_names<contract::RoleScope>[] = {
    {contract::RoleScope::system, "system"},
    {contract::RoleScope::tenant, "tenant"},
    {contract::RoleScope::project, "project"},
    {contract::RoleScope::resource, "resource"},
};
template <>
inline constexpr std::pair<contract::RoleType, std::string_view> enum_names<contract::RoleType>[] = {
    {contract::RoleType::system, "system"},
    {contract::RoleType::user, "user"},
};
}  // namespace gatehouse
