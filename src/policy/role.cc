#include "policy/role.h"

#include <algorithm>

#include "base/enum_names.h"

namespace gatehouse::policy {

namespace {

using enum Permission;

constexpr std::string_view tenant_admin_uid = "tenant-admin";

PermissionSet set_of(std::initializer_list<Permission> permissions) {
    PermissionSet set;
    for (auto const permission : permissions)
        set.set(std::size_t(permission));
    return set;
}

PermissionSet everything() { return PermissionSet().set(); }

/// All that only looks: "*.get" and "*.list".
PermissionSet all_reading() {
    PermissionSet set;
    for (auto const& row : all_permissions())
        if (row.name.ends_with(".get") || row.name.ends_with(".list"))
            set.set(std::size_t(row.permission));
    return set;
}

struct Row {
    std::string_view uid;
    std::string_view name;
    Reach reach;
    PermissionSet permissions;
};

// What each role means is Palette's; the sets name only what exists here.
std::vector<Row> rows() {
    auto const users = set_of({user_create, user_get, user_list, user_update, user_delete});
    auto const teams = set_of({team_create, team_get, team_list, team_update, team_delete});
    auto const roles = set_of({role_create, role_get, role_list, role_update, role_delete});
    auto const api_keys = set_of({api_key_create, api_key_get, api_key_list, api_key_update, api_key_delete});
    auto const see_api_keys = set_of({api_key_get, api_key_list});
    auto const see_audit = set_of({audit_get, audit_list});
    auto const see_project = set_of({project_get, project_list});
    auto const view_clusters =
        set_of({ssh_key_get, ssh_key_list, cluster_get, cluster_list, edge_host_list}) | see_project;
    auto const edit_clusters = view_clusters | set_of({ssh_key_update, cluster_update});
    auto const administer_clusters = edit_clusters | set_of({ssh_key_create, ssh_key_delete, cluster_create,
                                                             cluster_delete, edge_host_delete});
    auto const edit_project = set_of({project_update});
    return {
        {tenant_admin_uid, "Tenant Admin", Reach::tenant, everything()},
        {"tenant-viewer", "Tenant Viewer", Reach::tenant, all_reading()},
        {"tenant-project-admin", "Tenant Project Admin", Reach::tenant,
         (everything() & ~(users | teams | roles | api_keys)) | see_api_keys},
        {"tenant-role-admin", "Tenant Role Admin", Reach::tenant, roles},
        {"tenant-team-admin", "Tenant Team Admin", Reach::tenant,
         teams | set_of({user_get, user_list}) | see_api_keys | see_audit},
        {"tenant-user-admin", "Tenant User Admin", Reach::tenant, users | api_keys | see_audit},
        {"project-admin", "Project Admin", Reach::project, administer_clusters | edit_project | see_audit},
        {"project-editor", "Project Editor", Reach::project, edit_clusters | edit_project | see_audit},
        {"project-viewer", "Project Viewer", Reach::project, view_clusters | see_audit},
        {"cluster-admin", "Cluster Admin", Reach::project, administer_clusters},
        {"cluster-editor", "Cluster Editor", Reach::project, edit_clusters},
        {"cluster-viewer", "Cluster Viewer", Reach::project, view_clusters},
    };
}

std::vector<std::shared_ptr<Role const>> const& table() {
    static auto const roles = [] {
        std::vector<std::shared_ptr<Role const>> made;
        for (auto const& row : rows())
            made.push_back(std::make_shared<Role const>(Role{RoleUid(std::string(row.uid)),
                                                             {std::string(row.name)},
                                                             row.reach,
                                                             row.permissions,
                                                             names_of(row.permissions),
                                                             true}));
        return made;
    }();
    return roles;
}

}  // namespace

PermissionSet permissions_of(std::vector<std::string> const& names) {
    PermissionSet set;
    for (auto const& name : names)
        if (auto const known = from_name<Permission>(name))
            set.set(std::size_t(*known));
    return set;
}

std::vector<std::string> names_of(PermissionSet const& permissions) {
    std::vector<std::string> names;
    for (auto const& row : all_permissions())
        if (holds(permissions, row.permission))
            names.emplace_back(row.name);
    return names;
}

RoleUid tenant_admin() { return RoleUid(std::string(tenant_admin_uid)); }

std::span<std::shared_ptr<Role const> const> built_in_roles() { return table(); }

std::shared_ptr<Role const> find_built_in_role(RoleUid const& uid) {
    auto const found = std::ranges::find(table(), uid, [](auto const& role) { return role->uid; });
    return found == table().end() ? nullptr : *found;
}

}  // namespace gatehouse::policy
