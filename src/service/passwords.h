#pragma once

#include "base/secret.h"
#include "contract/accounts.h"
#include "policy/caller.h"
#include "store/database.h"

namespace gatehouse::service {

/// Passwords: the first one, by an activation link, and the administrator's, by whoever owns the machine.
class Passwords {
public:
    static constexpr std::size_t least_length = 8;
    static constexpr std::size_t most_length = 128;

    explicit Passwords(store::Database& db) : db_(db) {}

    Result<contract::NoContent> activate(policy::Caller const& caller,
                                         contract::ActivateUser::Request wanted);

    /// Makes the tenant administrator `email`, or gives them a new password and ends their sessions; for the
    /// command line of whoever owns the machine. Returns the password.
    Result<Secret> reset_admin(std::string const& email);
    /// Whether anybody can administer this installation.
    bool has_admin();

private:
    store::Database& db_;
};

}  // namespace gatehouse::service
