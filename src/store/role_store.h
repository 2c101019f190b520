#pragma once

#include <memory>
#include <vector>

#include "policy/role.h"
#include "store/transaction.h"

namespace gatehouse::store {

/// Custom roles; what the product ships stands in policy/role.h. A name is unique among both, in any case.
class RoleStore {
public:
    explicit RoleStore(Transaction const& tx) : RoleStore(tx.sql()) { now_ = tx.now(); }
    explicit RoleStore(soci::session& sql) : sql_(sql) {}

    /// Built-in or custom; null where there is no such role.
    std::shared_ptr<policy::Role const> find(RoleUid const& uid) const;
    /// The custom ones, by name.
    std::vector<std::shared_ptr<policy::Role const>> list(Visibility const& tenant) const;

    /// A conflict where the name is taken.
    Result<RoleUid> add(policy::Role role);
    Result<void> update(policy::Role role);
    void remove(RoleUid const& uid);

private:
    Result<void> refuse_taken(policy::Role const& role) const;
    soci::session& sql_;
    Time now_{};
};

}  // namespace gatehouse::store
