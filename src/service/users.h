#pragma once

#include "base/secret.h"
#include "contract/users.h"
#include "policy/caller.h"
#include "service/installation.h"
#include "store/database.h"

namespace gatehouse::service {

/// People: creating them, their first password, and which roles they hold.
class Users {
public:
    static constexpr std::size_t least_password = 8;
    static constexpr std::size_t most_password = 128;
    static constexpr auto activation_life = std::chrono::hours(72);

    Users(store::Database& db, Installation const& installation) : db_(db), installation_(installation) {}

    Result<contract::CreateUser::Response> create(policy::Caller const& caller,
                                                  contract::CreateUser::Request wanted);
    Result<contract::NoContent> activate(policy::Caller const& caller,
                                         contract::ActivateUser::Request wanted);
    Result<contract::NoContent> set_roles(policy::Caller const& caller,
                                          contract::SetUserRoles::Request wanted);
    Result<contract::NoContent> set_projects(policy::Caller const& caller,
                                             contract::SetUserProjects::Request wanted);

    /// Makes the tenant administrator `email`, or gives them a new password and ends their sessions; for the
    /// command line of whoever owns the machine. Returns the password.
    Result<Secret> reset_admin(std::string const& email);
    /// Whether anybody can administer this installation.
    bool has_admin();

private:
    store::Database& db_;
    Installation const& installation_;
};

}  // namespace gatehouse::service
