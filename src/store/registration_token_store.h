#pragma once

#include <optional>
#include <vector>

#include "model/user.h"
#include "store/transaction.h"

namespace gatehouse::store {

/// Registration tokens. Their value is derived (service/registration_tokens.h); nothing here can be used to
/// enrol.
class RegistrationTokenStore {
public:
    explicit RegistrationTokenStore(Transaction const& tx) : sql_(tx.sql()), now_(tx.now()) {}

    std::vector<model::RegistrationToken> list(Visibility const& tenant) const;
    Result<model::RegistrationToken> find(Visibility const& tenant, RegistrationTokenUid const& uid) const;
    /// For an enrolment that brings the token itself.
    std::optional<model::RegistrationToken> by_uid(RegistrationTokenUid const& uid) const;

    Result<RegistrationTokenUid> add(model::RegistrationToken token);
    Result<void> update(model::RegistrationToken token);
    void remove(RegistrationTokenUid const& uid);

private:
    Result<void> refuse_taken(model::RegistrationToken const& token) const;
    soci::session& sql_;
    Time now_;
};

}  // namespace gatehouse::store
