#pragma once

#include "base/clock.h"
#include "base/secret.h"
#include "contract/sessions.h"
#include "policy/caller.h"
#include "service/throttle.h"
#include "store/database.h"

namespace gatehouse::service {

/// Signing in and out, and who a token belongs to.
class Sessions {
public:
    static constexpr auto api_token_life = std::chrono::minutes(15);
    static constexpr auto browser_life = std::chrono::hours(12);
    static constexpr auto renew_after = std::chrono::minutes(1);  ///< renewal is written at most this often

    Sessions(store::Database& db, Clock const& clock) : db_(db), clock_(clock) {}

    Result<contract::UserToken> authenticate(policy::Caller const& caller, contract::Credentials wanted);
    Result<contract::UserToken> refresh(policy::Caller const& caller, contract::RefreshToken::Request wanted);
    Result<contract::NoContent> revoke(policy::Caller const& caller, contract::RevokeTokens::Request wanted);
    Result<contract::BrowserSession> start_browser(policy::Caller const& caller,
                                                   contract::Credentials wanted);
    Result<contract::NoContent> end_browser(policy::Caller const& caller, contract::Nothing);
    Result<contract::GetUserInfo::Response> user_info(policy::Caller const& caller, contract::Nothing);
    Result<contract::GetMe::Response> me(policy::Caller const& caller, contract::Nothing);

    /// Whom a token of this kind belongs to. `background`: a poll, which does not prolong a browser's
    /// session.
    Result<policy::Caller> identify(policy::Credential kind, Secret token, bool background);

    void forget_ended();

    /// Whose password this is; slows down who guesses, and tells the trail of wrong ones under the endpoint's
    /// name.
    Result<model::User> check_password(policy::Caller const& caller, contract::Credentials wanted,
                                       contract::Endpoint const& endpoint);

private:
    Result<model::User> admit(policy::Caller const& caller, contract::Credentials wanted,
                              contract::Endpoint const& endpoint);
    Result<Secret> start(policy::Caller const& caller, model::User const& user, model::SessionKind kind,
                         std::string const& browser);

    store::Database& db_;
    Clock const& clock_;
    Throttle throttle_;
};

}  // namespace gatehouse::service
