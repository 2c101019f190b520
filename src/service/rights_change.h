#pragma once

#include <map>
#include <vector>

#include "policy/rights.h"
#include "store/transaction.h"

namespace gatehouse::service {

/// A change of who holds what, inside its transaction. Takes the lock on rights, remembers what the affected
/// people hold, and once the change is made sees to what follows: there is always a tenant administrator, and
/// whoever was deactivated, removed or lost their last role in a project loses their sessions and API keys,
/// and the keys they own there are suspended, in the same transaction.
class RightsChange {
public:
    /// `affected`: everybody whose rights this may change.
    RightsChange(store::WriteTx& tx, std::vector<UserUid> affected);

    /// Refuses where the change would leave nobody who can administer the tenant.
    Result<void> settle();

private:
    bool has_lost_a_project(policy::Rights const& before, policy::Rights const& after) const;
    void suspend_keys(UserUid const& owner, policy::Rights const& rights, bool is_active);

    store::WriteTx& tx_;
    std::map<UserUid, policy::Rights> before_;
    bool had_admin_;
};

/// Refuses to give a role beyond what the giver holds: Code::forbidden, and names what is missing. A role
/// that does not exist or does not fit its scope is Code::invalid at `field`.
Result<void> may_give(store::WriteTx const& tx, model::RoleBinding const& wanted, std::string const& field);
Result<void> may_give(store::WriteTx const& tx, std::vector<model::RoleBinding> const& wanted,
                      std::string const& field);

/// Refuses whoever would become more than they are by acting as this other person: Code::forbidden at
/// `field`.
Result<void> may_act_as(store::WriteTx const& tx, UserUid const& person, std::string const& field);

}  // namespace gatehouse::service
