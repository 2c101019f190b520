#include "policy/role.h"

#include <algorithm>

namespace gatehouse::policy {

namespace {

using enum Permission;

std::vector<Permission> everything() {
    std::vector<Permission> all;
    for (auto const& row : all_permissions())
        all.push_back(row.permission);
    return all;
}

std::vector<Role> const& table() {
    static std::vector<Role> const roles = {
        {tenant_admin, "Tenant Admin", Reach::tenant, everything()},
        {"project-admin",
         "Project Admin",
         Reach::project,
         {ssh_key_create, ssh_key_get, ssh_key_list, ssh_key_update, ssh_key_delete, cluster_create,
          cluster_get, cluster_list, cluster_update, cluster_delete, edge_host_list, edge_host_delete,
          project_get, project_list, project_update, audit_get, audit_list}},
        {"project-editor",
         "Project Editor",
         Reach::project,
         {ssh_key_get, ssh_key_list, ssh_key_update, cluster_get, cluster_list, cluster_update,
          edge_host_list, project_get, project_list, project_update, audit_get, audit_list}},
        {"project-viewer",
         "Project Viewer",
         Reach::project,
         {ssh_key_get, ssh_key_list, cluster_get, cluster_list, edge_host_list, project_get, project_list,
          audit_get, audit_list}},
    };
    return roles;
}

}  // namespace

bool Role::holds(Permission permission) const {
    return std::ranges::find(permissions, permission) != permissions.end();
}

std::span<Role const> built_in_roles() { return table(); }

Role const* find_role(RoleUid const& uid) {
    for (auto const& role : table())
        if (role.uid == uid.str())
            return &role;
    return nullptr;
}

}  // namespace gatehouse::policy
