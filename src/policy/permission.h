#pragma once

#include <bitset>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "base/enum_names.h"

namespace gatehouse::policy {

/// What may be done. The wire names are Palette's.
enum class Permission {
    ssh_key_create,
    ssh_key_get,
    ssh_key_list,
    ssh_key_update,
    ssh_key_delete,
    cluster_create,
    cluster_get,
    cluster_list,
    cluster_update,
    cluster_delete,
    edge_host_list,
    edge_host_delete,
    project_create,
    project_get,
    project_list,
    project_update,
    project_delete,
    user_create,
    user_get,
    user_list,
    user_update,
    user_delete,
    team_create,
    team_get,
    team_list,
    team_update,
    team_delete,
    role_create,
    role_get,
    role_list,
    role_update,
    role_delete,
    api_key_create,
    api_key_get,
    api_key_list,
    api_key_update,
    api_key_delete,
    edge_token_create,
    edge_token_get,
    edge_token_list,
    edge_token_update,
    edge_token_delete,
    audit_get,
    audit_list,  // the last: permission_count follows it
};

inline constexpr std::size_t permission_count = std::size_t(Permission::audit_list) + 1;
using PermissionSet = std::bitset<permission_count>;

inline bool holds(PermissionSet const& set, Permission permission) { return set[std::size_t(permission)]; }

enum class Reach { tenant, project };  ///< tenant: has a meaning in the tenant scope only

struct PermissionInfo {
    Permission permission;
    std::string_view name;  ///< "sshKey.create"
    Reach reach;
    std::string_view meaning;  ///< for people
};

/// Every permission there is, in the order they are shown.
std::span<PermissionInfo const> all_permissions();
PermissionInfo const& info(Permission permission);
std::string_view name(Permission permission);
/// The names again, as JSON wants them.
std::vector<std::pair<Permission, std::string_view>> permission_names();

}  // namespace gatehouse::policy

namespace gatehouse {
template <>
inline auto const enum_names<policy::Permission> = policy::permission_names();
template <>
inline constexpr std::pair<policy::Reach, std::string_view> enum_names<policy::Reach>[] = {
    {policy::Reach::tenant, "tenant"}, {policy::Reach::project, "project"}};
}  // namespace gatehouse
