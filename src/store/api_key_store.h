#pragma once

#include <optional>
#include <vector>

#include "model/user.h"
#include "store/transaction.h"

namespace gatehouse::store {

/// API keys. Only digests of them are kept.
class ApiKeyStore {
public:
    explicit ApiKeyStore(Transaction const& tx) : sql_(tx.sql()), now_(tx.now()) {}

    std::vector<model::ApiKey> list(Visibility const& tenant) const;  ///< by user's name, then by name
    std::vector<model::ApiKey> owned_by(UserUid const& user) const;   ///< by name
    std::optional<model::ApiKey> by_uid(ApiKeyUid const& uid) const;
    /// The key with this digest, unless it is revoked, has expired or its user is not active.
    std::optional<model::ApiKey> in_force(std::string const& digest) const;

    /// A conflict where its user has another key of this name.
    Result<ApiKeyUid> add(model::ApiKey key);
    Result<void> update(model::ApiKey key);  ///< name, annotations, expiry and whether it is active
    void remove(ApiKeyUid const& uid);
    void revoke_all(UserUid const& user);
    void note_use(ApiKeyUid const& uid, std::string const& address);  ///< now

private:
    Result<void> refuse_taken(model::ApiKey const& key) const;
    soci::session& sql_;
    Time now_;
};

}  // namespace gatehouse::store
