#include "policy/decide.h"

#include "base/text.h"
#include "policy/role.h"

namespace gatehouse::policy {

namespace {

/// A role given in the tenant reaches every project; one given in a project reaches that project.
bool reaches(model::RoleBinding const& binding, model::Scope const& scope) {
    return binding.scope.is_tenant() || binding.scope == scope;
}

/// Whether this binding gives the permission there. In the tenant scope itself only tenant roles speak: a
/// project role given in the tenant means "in every project".
bool gives(model::RoleBinding const& binding, Role const& role, Permission permission,
           model::Scope const& scope) {
    if (!reaches(binding, scope) || !role.holds(permission))
        return false;
    return scope.is_tenant() ? role.reach == Reach::tenant : true;
}

std::string where(model::Scope const& scope) {
    return scope.is_tenant() ? "the tenant" : "project " + scope.project().str();
}

}  // namespace

std::string Caller::actor() const {
    if (is_person())
        return email;
    if (credential == Credential::node)
        return "node:" + node.str();
    return credential == Credential::house ? "gatehouse" : "anyone";
}

std::string Caller::credential_name() const {
    switch (credential) {
    case Credential::none:
        return "none";
    case Credential::api_token:
        return "api token";
    case Credential::browser_session:
        return "browser session";
    case Credential::node:
        return "node credential";
    case Credential::house:
        return "the server itself";
    }
    return "";
}

Decision decide(Caller const& caller, std::vector<model::RoleBinding> const& bindings, Access const& access,
                model::Scope const& scope) {
    using enum Decision::Answer;
    if (caller.credential == Credential::house)
        return {allowed, "the server's own work"};
    if (std::holds_alternative<Anyone>(access))
        return {allowed, "open to anyone"};
    if (std::holds_alternative<Node>(access))
        return caller.credential == Credential::node ? Decision{allowed, "a node's credential"}
                                                     : Decision{unsigned_, "needs a node's credential"};
    if (!caller.is_person())
        return {unsigned_, "needs a person's session"};
    if (std::holds_alternative<SignedIn>(access))
        return {allowed, "signed in"};

    auto const permission = std::get<Permission>(access);
    for (auto const& binding : bindings)
        if (auto const* role = find_role(binding.role); role && gives(binding, *role, permission, scope))
            return {allowed,
                    fmt::format("{} in {} holds {}", role->name, where(binding.scope), name(permission))};
    auto const reason = fmt::format("no role in {} holds {}", where(scope), name(permission));
    return {knows(bindings, scope) ? denied : unknown, reason};
}

std::vector<Permission> permissions_in(std::vector<model::RoleBinding> const& bindings,
                                       model::Scope const& scope) {
    std::vector<Permission> held;
    for (auto const& row : all_permissions())
        for (auto const& binding : bindings)
            if (auto const* role = find_role(binding.role);
                role && gives(binding, *role, row.permission, scope)) {
                held.push_back(row.permission);
                break;
            }
    return held;
}

bool knows(std::vector<model::RoleBinding> const& bindings, model::Scope const& scope) {
    if (scope.is_tenant())
        return true;  // there is one tenant, and everybody who signs in belongs to it
    for (auto const& binding : bindings)
        if (find_role(binding.role) && reaches(binding, scope))
            return true;
    return false;
}

}  // namespace gatehouse::policy
