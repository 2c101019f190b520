#pragma once

#include <vector>

#include "model/user.h"
#include "policy/rights.h"
#include "store/transaction.h"

namespace gatehouse::store {

/// Which roles people and teams hold, and what that makes of a person's rights.
class RightsStore {
public:
    explicit RightsStore(Transaction const& tx) : sql_(tx.sql()) {}

    /// Everything a person holds, by themselves and through teams. Roles that are gone give nothing.
    policy::Rights of(UserUid const& user) const;

    /// What was given to this person or team itself, by scope and role; `holder` is the uid of either.
    std::vector<model::RoleBinding> bindings(std::string const& holder) const;
    /// Replaces the bindings of the tenant scope, or those of all projects.
    enum class Where { tenant, projects };
    void replace(std::string const& holder, Where where, std::vector<model::RoleBinding> const& bindings);
    /// Replaces what the holder was given in this one scope.
    void replace_in(std::string const& holder, model::Scope const& scope,
                    std::vector<model::RoleBinding> const& bindings);

    struct Holding {
        std::string holder;
        RoleUid role;
    };
    /// What was given in this scope, to whom.
    std::vector<Holding> given_in(model::Scope const& scope) const;
    /// The people and teams that were given this role anywhere.
    std::vector<std::string> holders_of(RoleUid const& role) const;

    /// The lock of rules that span rows: taken first by whatever changes rights.
    void lock();
    /// Active people who hold this role in the tenant, by themselves or through a team.
    int count_tenant_holders(RoleUid const& role) const;

private:
    void give(std::string const& holder, std::vector<model::RoleBinding> const& bindings);
    soci::session& sql_;
};

}  // namespace gatehouse::store
