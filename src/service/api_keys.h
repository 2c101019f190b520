#pragma once

#include "base/clock.h"
#include "base/secret.h"
#include "contract/api_keys.h"
#include "policy/caller.h"
#include "store/database.h"

namespace gatehouse::service {

/// API keys: what a program shows in place of a password. Whoever shows one is its user, with the rights they
/// hold at that moment.
class ApiKeys {
public:
    static constexpr std::size_t most_per_user = 20;
    static constexpr auto default_life = std::chrono::days(90);
    static constexpr auto note_use_after = std::chrono::minutes(1);  ///< a use is written at most this often

    ApiKeys(store::Database& db, Clock const& clock) : db_(db), clock_(clock) {}

    Result<contract::CreateApiKey::Response> create(policy::Caller const& caller,
                                                    contract::CreateApiKey::Request wanted);
    /// One's own, or with the permission for it everybody's.
    Result<contract::ListApiKeys::Response> list(policy::Caller const& caller, contract::Nothing);
    Result<contract::ApiKey> get(policy::Caller const& caller, contract::GetApiKey::Request wanted);
    Result<contract::NoContent> update(policy::Caller const& caller, contract::UpdateApiKey::Request wanted);
    Result<contract::NoContent> set_state(policy::Caller const& caller, contract::ApiKeyStateWanted wanted);
    Result<contract::NoContent> patch_state(policy::Caller const& caller, contract::ApiKeyStateWanted wanted);
    Result<contract::NoContent> remove(policy::Caller const& caller, contract::DeleteApiKey::Request wanted);

    /// Whom this API key, shown from this address, belongs to.
    Result<policy::Caller> identify(Secret key, std::string const& address);

private:
    template <class E>
    Result<contract::NoContent> switch_to(policy::Caller const& caller,
                                          contract::ApiKeyStateWanted const& wanted);
    void note_use(model::ApiKey const& key, std::string const& address);

    store::Database& db_;
    Clock const& clock_;
};

}  // namespace gatehouse::service
