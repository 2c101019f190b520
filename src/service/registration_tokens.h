#pragma once

#include "base/secret.h"
#include "contract/registration_tokens.h"
#include "model/user.h"
#include "policy/caller.h"
#include "service/installation.h"
#include "store/database.h"

namespace gatehouse::service {

/// What lets a machine enrol as a node. A token's value is derived, HMAC-SHA-256 of a key file over what it
/// is for, so that whoever may can read it again while the database holds nothing that could be used.
class RegistrationTokens {
public:
    RegistrationTokens(store::Database& db, Secret key) : db_(db), key_(std::move(key)) {}

    Result<contract::Items<contract::RegistrationToken>> list(policy::Caller const& caller,
                                                              contract::Nothing);
    Result<contract::Uid> create(policy::Caller const& caller,
                                 contract::CreateRegistrationToken::Request wanted);
    Result<contract::RegistrationToken> get(policy::Caller const& caller,
                                            contract::GetRegistrationToken::Request wanted);
    Result<contract::NoContent> update(policy::Caller const& caller,
                                       contract::UpdateRegistrationToken::Request wanted);
    Result<contract::NoContent> remove(policy::Caller const& caller,
                                       contract::DeleteRegistrationToken::Request wanted);
    Result<contract::NoContent> set_state(policy::Caller const& caller,
                                          contract::SetRegistrationTokenState::Request wanted);

    /// A value for one cluster and a short time, that leaves no row: it says itself what it is for.
    std::string enrolment_value(ClusterUid const& cluster, Time expiry) const;

    /// Where a machine with this value may enrol.
    struct Admission {
        ProjectUid project;  ///< clusters of this project only; empty: of any
        ClusterUid cluster;  ///< this cluster only; empty: any of the project's
        std::string token;   ///< what the audit trail says of it
    };
    Result<Admission> admit(store::Transaction const& tx, std::string const& value) const;

private:
    std::string value_of(model::RegistrationToken const& token) const;
    std::string seal(std::string const& purpose) const;
    contract::RegistrationToken to_wire(model::RegistrationToken const& token) const;

    store::Database& db_;
    Secret key_;
};

}  // namespace gatehouse::service
