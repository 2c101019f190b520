#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "policy/permission.h"

namespace gatehouse::policy {

/// One kind of object in Palette's catalogue of permissions. A custom role may carry any of its names, so
/// that what was written as code for Palette is kept whole; those that stand in all_permissions() mean
/// something here.
struct Component {
    std::string_view key;   ///< "sshKey", before the dot
    std::string_view name;  ///< for people: "SSH Key"
    Reach reach;            ///< tenant: in roles of the tenant only
    std::vector<std::string_view> operations;

    std::vector<std::string> permissions() const;
};

/// All of it, in the order it is shown: what means something here first.
std::span<Component const> catalogue();

/// Whether a role of this reach may carry the name.
bool may_carry(Reach role, std::string_view permission);

}  // namespace gatehouse::policy
