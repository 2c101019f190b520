#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/team.h"
#include "model/user.h"
#include "service/restore.h"
#include "store/transaction.h"

namespace gatehouse::service {

/// Who held what in the database that a restore replaces.
struct RightsInForce {
    struct Person {
        std::string password_hash;
        bool is_deactivated = false;
    };
    std::map<UserUid, Person> people;
    std::map<TeamUid, std::set<UserUid>> teams;
    std::map<RoleUid, std::set<std::string>> roles;                   ///< custom ones, with their permissions
    std::map<std::string, std::vector<model::RoleBinding>> bindings;  ///< by the uid of a user or team

    static RightsInForce load(store::SystemTx const& tx);
};

/// Takes back what an older state brings back: roles that were taken since, memberships that were ended,
/// permissions that were taken out of roles, and the access of people who were deactivated or deleted. A
/// password that was replaced since stays replaced. `took_back` hears of each, once it is done.
Result<void> settle_rights(store::WriteTx& tx, RightsInForce const& in_force,
                           std::function<void(BroughtBack)> const& took_back);

}  // namespace gatehouse::service
