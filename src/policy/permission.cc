#include "policy/permission.h"

namespace gatehouse::policy {

namespace {

using enum Permission;

constexpr PermissionInfo table[] = {
    {ssh_key_create, "sshKey.create", Reach::project, "Register SSH keys"},
    {ssh_key_get, "sshKey.get", Reach::project, "See an SSH key"},
    {ssh_key_list, "sshKey.list", Reach::project, "List SSH keys"},
    {ssh_key_update, "sshKey.update", Reach::project, "Edit SSH keys"},
    {ssh_key_delete, "sshKey.delete", Reach::project, "Delete SSH keys"},
    {cluster_create, "cluster.create", Reach::project, "Create clusters and enrol nodes"},
    {cluster_get, "cluster.get", Reach::project, "See a cluster"},
    {cluster_list, "cluster.list", Reach::project, "List clusters"},
    {cluster_update, "cluster.update", Reach::project, "Edit clusters"},
    {cluster_delete, "cluster.delete", Reach::project, "Delete clusters"},
    {edge_host_list, "edgehost.list", Reach::project, "List nodes and their host keys"},
    {edge_host_delete, "edgehost.delete", Reach::project, "Remove nodes"},
    {project_create, "project.create", Reach::tenant, "Create projects"},
    {project_get, "project.get", Reach::project, "See a project"},
    {project_list, "project.list", Reach::project, "List projects"},
    {project_update, "project.update", Reach::project, "Edit projects"},
    {project_delete, "project.delete", Reach::tenant, "Delete projects"},
    {user_create, "user.create", Reach::tenant, "Create users"},
    {user_get, "user.get", Reach::tenant, "See a user, their roles and what they own"},
    {user_list, "user.list", Reach::tenant, "List users"},
    {user_update, "user.update", Reach::tenant,
     "Edit, deactivate and reset users; give and take their roles"},
    {user_delete, "user.delete", Reach::tenant, "Delete users"},
    {team_create, "team.create", Reach::tenant, "Create teams"},
    {team_get, "team.get", Reach::tenant, "See a team, its members and roles"},
    {team_list, "team.list", Reach::tenant, "List teams"},
    {team_update, "team.update", Reach::tenant, "Edit teams, their members and roles"},
    {team_delete, "team.delete", Reach::tenant, "Delete teams"},
    {role_create, "role.create", Reach::tenant, "Create roles"},
    {role_get, "role.get", Reach::tenant, "See a role and its permissions"},
    {role_list, "role.list", Reach::tenant, "List roles"},
    {role_update, "role.update", Reach::tenant, "Edit roles"},
    {role_delete, "role.delete", Reach::tenant, "Delete roles"},
    {api_key_create, "apiKey.create", Reach::tenant, "Create API keys for other users"},
    {api_key_get, "apiKey.get", Reach::tenant, "See other users' API keys"},
    {api_key_list, "apiKey.list", Reach::tenant, "List everybody's API keys"},
    {api_key_update, "apiKey.update", Reach::tenant, "Edit, revoke and re-activate other users' API keys"},
    {api_key_delete, "apiKey.delete", Reach::tenant, "Delete other users' API keys"},
    {edge_token_create, "edgeToken.create", Reach::tenant, "Create registration tokens"},
    {edge_token_get, "edgeToken.get", Reach::tenant, "See a registration token and its value"},
    {edge_token_list, "edgeToken.list", Reach::tenant, "List registration tokens and their values"},
    {edge_token_update, "edgeToken.update", Reach::tenant, "Edit and switch registration tokens"},
    {edge_token_delete, "edgeToken.delete", Reach::tenant, "Delete registration tokens"},
    {audit_get, "audit.get", Reach::project, "See what an event of the audit trail changed"},
    {audit_list, "audit.list", Reach::project, "List and export the audit trail"},
};

// info() finds a row by its place.
consteval bool rows_stand_in_order() {
    std::size_t place = 0;
    for (auto const& row : table)
        if (row.permission != Permission(place++))
            return false;
    return true;
}
static_assert(rows_stand_in_order() && std::size(table) == permission_count);

}  // namespace

std::span<PermissionInfo const> all_permissions() { return table; }
PermissionInfo const& info(Permission permission) { return table[std::size_t(permission)]; }
std::string_view name(Permission permission) { return info(permission).name; }

std::vector<std::pair<Permission, std::string_view>> permission_names() {
    std::vector<std::pair<Permission, std::string_view>> names;
    for (auto const& row : table)
        names.emplace_back(row.permission, row.name);
    return names;
}

}  // namespace gatehouse::policy
