#include "service/given_roles.h"

#include "store/rights_store.h"

namespace gatehouse::service {

GivenRoles given_roles(store::Transaction const& tx, std::string const& holder) {
    GivenRoles given;
    for (auto const& binding : store::RightsStore(tx).bindings(holder))
        (binding.scope.is_tenant() ? given.roles : given.projects[binding.scope.str()])
            .push_back(binding.role.str());
    return given;
}

std::vector<model::RoleBinding> bindings_in(model::Scope const& scope,
                                            std::vector<std::string> const& roles) {
    std::vector<model::RoleBinding> bindings;
    for (auto const& role : roles)
        bindings.push_back({RoleUid(role), scope});
    return bindings;
}

}  // namespace gatehouse::service
