#include "policy/rights.h"

#include <algorithm>

namespace gatehouse::policy {

namespace {

/// False where the set held all of it already.
bool add(PermissionSet& set, PermissionSet const& more) {
    auto const before = set;
    set |= more;
    return set != before;
}

}  // namespace

// Whoever gives a right first is named for it. A role that adds nothing to those before it is never named, so
// that it need not be looked at; only that somebody holds any there counts.
Rights::Rights(std::vector<HeldRole> held) : held_(std::move(held)) {
    for (std::size_t i = 0; i < held_.size(); ++i) {
        auto const& [role, scope, team] = held_[i];
        if (scope.is_tenant()) {
            bool adds = add(everywhere_, role->permissions);
            if (role->reach == Reach::tenant)
                adds |= add(in_tenant_, role->permissions);
            if (adds || given_in_tenant_.empty())
                given_in_tenant_.push_back(i);
        } else {
            auto& place = given_in_projects_[scope.str()];
            if (add(place.all, role->permissions))
                place.roles.push_back(i);
        }
    }
}

PermissionSet Rights::in(model::Scope const& scope) const {
    if (scope.is_tenant())
        return in_tenant_;
    auto const place = given_in_projects_.find(scope.project().str());
    return place == given_in_projects_.end() ? everywhere_ : everywhere_ | place->second.all;
}

HeldRole const* Rights::giver_among(std::vector<std::size_t> const& roles, Permission permission,
                                    model::Scope const& scope) const {
    for (auto const place : roles)
        if (held_[place].gives(permission, scope))
            return &held_[place];
    return nullptr;
}

HeldRole const* Rights::giver(Permission permission, model::Scope const& scope) const {
    if (!holds(permission, scope))
        return nullptr;
    if (!scope.is_tenant())
        if (auto const place = given_in_projects_.find(scope.project().str());
            place != given_in_projects_.end())
            if (auto const* found = giver_among(place->second.roles, permission, scope))
                return found;
    return giver_among(given_in_tenant_, permission, scope);
}

bool Rights::knows(model::Scope const& scope) const {
    return scope.is_tenant() || reaches_every_project() || given_in_projects_.contains(scope.project().str());
}

std::vector<ProjectUid> Rights::projects() const {
    std::vector<ProjectUid> projects;
    for (auto const& [uid, place] : given_in_projects_)
        projects.emplace_back(uid);
    return projects;
}

bool Rights::may_give(Role const& role, model::Scope const& scope) const {
    // Given in the tenant, a role speaks in every project, and a tenant role in the tenant too.
    auto const mine = !scope.is_tenant()            ? in(scope)
                      : role.reach == Reach::tenant ? in_tenant_ & everywhere_
                                                    : everywhere_;
    return (role.permissions & ~mine).none();
}

bool Rights::cover(Rights const& other) const {
    return std::ranges::all_of(other.held_,
                               [&](HeldRole const& held) { return may_give(*held.role, held.scope); });
}

}  // namespace gatehouse::policy
