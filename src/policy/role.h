#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "model/meta.h"
#include "policy/permission.h"

namespace gatehouse::policy {

/// A set of permissions under a name. A tenant role holds in the tenant and every project; a project role
/// holds in the project it was given in, or in every project when it was given in the tenant. An immutable
/// value once made.
struct Role {
    RoleUid uid;       ///< of a built-in role: fixed, "project-admin"
    model::Meta meta;  ///< of a built-in role: Palette's name, "Project Admin"
    Reach reach = Reach::project;
    PermissionSet permissions;
    /// All its permissions as they were given: a custom role may carry names of Palette's catalogue that
    /// mean nothing here.
    std::vector<std::string> names;
    bool built_in = false;

    bool holds(Permission permission) const { return policy::holds(permissions, permission); }
};

/// Those of `names` that mean something here.
PermissionSet permissions_of(std::vector<std::string> const& names);
/// The names of a set, in the order of the table.
std::vector<std::string> names_of(PermissionSet const& permissions);

/// The roles the product ships, in the order they are shown.
std::span<std::shared_ptr<Role const> const> built_in_roles();

/// The built-in role of that uid, or null.
std::shared_ptr<Role const> find_built_in_role(RoleUid const& uid);

/// The built-in role that somebody must always hold in the tenant: Tenant Admin.
RoleUid tenant_admin();

}  // namespace gatehouse::policy
