#pragma once

#include <vector>

#include "model/user.h"
#include "store/transaction.h"

namespace gatehouse::store {

/// API keys. Only digests of them are kept.
class ApiKeyStore {
public:
    explicit ApiKeyStore(Transaction const& tx) : sql_(tx.sql()), now_(tx.now()) {}

    std::vector<model::ApiKey> owned_by(UserUid const& user) const;  ///< by name
    void revoke_all(UserUid const& user);

private:
    soci::session& sql_;
    Time now_;
};

}  // namespace gatehouse::store
