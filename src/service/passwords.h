#pragma once

#include "base/secret.h"
#include "contract/accounts.h"
#include "policy/caller.h"
#include "service/letters.h"
#include "service/sessions.h"
#include "store/database.h"

namespace gatehouse::service {

/// Setting passwords: one's own, another's, by a link, and the administrator's by whoever owns the machine. A
/// new password ends all sessions of its owner but the one that set it.
class Passwords {
public:
    static constexpr auto link_life = std::chrono::hours(72);      ///< of one that an administrator made
    static constexpr auto forgotten_life = std::chrono::hours(1);  ///< of one that anybody may ask for

    Passwords(store::Database& db, Clock const& clock, Sessions& sessions, Letters& letters,
              Installation const& installation)
        : db_(db), clock_(clock), sessions_(sessions), letters_(letters), installation_(installation) {}

    Result<contract::NoContent> activate(policy::Caller const& caller, contract::NewPassword wanted);
    Result<contract::NoContent> reset(policy::Caller const& caller, contract::NewPassword wanted);
    Result<contract::NoContent> change(policy::Caller const& caller,
                                       contract::ChangePassword::Request wanted);
    Result<contract::NoContent> change_own(policy::Caller const& caller,
                                           contract::ChangeOwnPassword::Request wanted);
    /// Mails a link where there is such a user, and tells nobody whether there is.
    Result<contract::NoContent> forgot(policy::Caller const& caller, contract::ForgottenPassword wanted);
    Result<contract::NoContent> forgot_by_patch(policy::Caller const& caller,
                                                contract::ForgottenPassword wanted);
    Result<contract::NoContent> send_link(policy::Caller const& caller,
                                          contract::SendPasswordReset::Request wanted);
    Result<contract::CreatePasswordLink::Response> make_link(policy::Caller const& caller,
                                                             contract::CreatePasswordLink::Request wanted);

    /// Makes the tenant administrator `email`, or gives them a new password and ends their sessions; for the
    /// command line of whoever owns the machine. Returns the password.
    Result<Secret> reset_admin(std::string const& email);
    /// Whether anybody can administer this installation.
    bool has_admin();

private:
    template <class E>
    Result<contract::NoContent> set_by_link(policy::Caller const& caller, contract::NewPassword wanted);
    template <class E>
    Result<contract::NoContent> mail_forgotten(policy::Caller const& caller, std::string const& email);
    Result<void> check(Secret const& password, std::string const& field);

    store::Database& db_;
    Clock const& clock_;
    Sessions& sessions_;
    Letters& letters_;
    Installation const& installation_;
    Throttle throttle_;  ///< of those who ask for links
};

}  // namespace gatehouse::service
