#pragma once

#include "model/sign_in_rules.h"
#include "store/transaction.h"

namespace gatehouse::store {

/// The tenant's rules for passwords and sessions.
class SignInRulesStore {
public:
    explicit SignInRulesStore(Transaction const& tx) : sql_(tx.sql()), now_(tx.now()) {}

    model::SignInRules get() const;
    void set(model::SignInRules rules);

private:
    soci::session& sql_;
    Time now_;
};

}  // namespace gatehouse::store
