#pragma once

#include "contract/tenant_settings.h"
#include "model/sign_in_rules.h"
#include "policy/caller.h"
#include "store/database.h"

namespace gatehouse::service {

/// What the tenant asks of passwords and sessions.
class TenantSettings {
public:
    explicit TenantSettings(store::Database& db) : db_(db) {}

    Result<contract::PasswordPolicy> password_policy(policy::Caller const& caller, contract::ByTenant wanted);
    Result<contract::NoContent> set_password_policy(policy::Caller const& caller,
                                                    contract::SetPasswordPolicy::Request wanted);
    Result<contract::GetSessionTimeout::Response> session_timeout(policy::Caller const& caller,
                                                                  contract::ByTenant wanted);
    Result<contract::NoContent> set_session_timeout(policy::Caller const& caller,
                                                    contract::SetSessionTimeout::Request wanted);

private:
    store::Database& db_;
};

/// Refuses at `field` a password that the rules do not let pass, and says which.
Result<void> check_new_password(std::string_view password, model::SignInRules const& rules,
                                std::string const& field);

}  // namespace gatehouse::service
