#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "policy/permission.h"

namespace gatehouse::policy {

/// A role the product ships. A tenant role holds in the tenant and every project; a project role holds in the
/// project it was given in, or in every project when it was given in the tenant.
struct Role {
    std::string_view uid;   ///< fixed: "project-admin"
    std::string_view name;  ///< Palette's: "Project Admin"
    Reach reach;
    std::vector<Permission> permissions;

    bool holds(Permission permission) const;
};

std::span<Role const> built_in_roles();

/// The role of that uid, or null.
Role const* find_role(RoleUid const& uid);

inline constexpr std::string_view tenant_admin = "tenant-admin";

}  // namespace gatehouse::policy
