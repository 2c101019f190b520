#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/scope.h"
#include "model/team.h"
#include "policy/role.h"

namespace gatehouse::policy {

/// A role that somebody holds: given to them, or to a team they belong to.
struct HeldRole {
    std::shared_ptr<Role const> role;
    model::Scope scope = model::Scope::tenant();  ///< where it was given
    std::optional<model::TeamName> team{};        ///< through which team

    /// Whether it gives this in a scope that it reaches: given in the tenant, a project role means "in every
    /// project", and nothing in the tenant's own scope.
    bool gives(Permission permission, model::Scope const& where) const {
        return role->holds(permission) && !(where.is_tenant() && role->reach == Reach::project);
    }
};

/// Everything one person holds. Rights add up; nothing takes away. An immutable value; answers in a time that
/// does not grow with the number of roles and teams but to name the one that gives a right.
class Rights {
public:
    Rights() = default;
    explicit Rights(std::vector<HeldRole> held);

    std::vector<HeldRole> const& held() const { return held_; }

    /// What holds in `scope`. In the tenant only tenant roles speak: a project role given in the tenant
    /// means "in every project".
    PermissionSet in(model::Scope const& scope) const;
    /// What holds in every project, those to come too.
    PermissionSet const& in_every_project() const { return everywhere_; }
    bool holds(Permission permission, model::Scope const& scope) const {
        return policy::holds(in(scope), permission);
    }
    /// The first role that gives this there; null where none does.
    HeldRole const* giver(Permission permission, model::Scope const& scope) const;

    /// True when any role is held there, so that its holder may know that it exists. Everybody knows the
    /// tenant.
    bool knows(model::Scope const& scope) const;
    /// True when any role was given in the tenant, and so reaches every project, those to come too.
    bool reaches_every_project() const { return !given_in_tenant_.empty(); }
    /// The uids of the projects in which a role was given.
    std::vector<ProjectUid> projects() const;

    /// Whether whoever holds this may give `role` in `scope`: nobody gives more than they hold.
    bool may_give(Role const& role, model::Scope const& scope) const;
    /// Whether whoever holds this may act for a person who holds `other`: nobody becomes more than they are.
    bool cover(Rights const& other) const;

private:
    struct Place {
        PermissionSet all;
        std::vector<std::size_t> roles;  ///< places in held_
    };
    HeldRole const* giver_among(std::vector<std::size_t> const& roles, Permission permission,
                                model::Scope const& scope) const;

    std::vector<HeldRole> held_;
    PermissionSet in_tenant_;   ///< in the tenant's own scope
    PermissionSet everywhere_;  ///< in every project
    std::vector<std::size_t> given_in_tenant_;
    std::map<std::string, Place, std::less<>> given_in_projects_;
};

}  // namespace gatehouse::policy
