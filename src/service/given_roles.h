#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/user.h"
#include "store/transaction.h"
#include "json/describe.h"

namespace gatehouse::service {

/// The uids of the roles that were given to a user or a team itself: in the tenant, and in each project by
/// its uid. The audit trail keeps them like this.
struct GivenRoles {
    std::vector<std::string> roles;
    std::map<std::string, std::vector<std::string>> projects;
};
BOOST_DESCRIBE_STRUCT(GivenRoles, (), (roles, projects))

/// `holder`: the uid of the user or team.
GivenRoles given_roles(store::Transaction const& tx, std::string const& holder);

/// The roles of these uids, given in `scope`.
std::vector<model::RoleBinding> bindings_in(model::Scope const& scope, std::vector<std::string> const& roles);

}  // namespace gatehouse::service
