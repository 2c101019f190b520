#pragma once

#include "base/id.h"
#include "contract/endpoint.h"
#include "contract/wire.h"

namespace gatehouse::contract {

struct ByTenant {
    TenantUid tenantUid;
};
BOOST_DESCRIBE_STRUCT(ByTenant, (), (tenantUid))

/// Palette's v1TenantPasswordPolicyEntity. A number that is 0 asks for nothing.
struct PasswordPolicy {
    int minLength = 0;
    int maxLength = 0;
    int minNumOfBlockLetters = 0;  ///< upper case
    int minNumOfSmallLetters = 0;
    int minNumOfDigits = 0;
    int minNumOfSpecialCharacters = 0;
    int expiryDurationInDays = 0;  ///< 0: passwords do not expire
    int firstReminderInDays = 0;   ///< before a password expires
    bool isRegex = false;          ///< always false: a rule as a regular expression is not taken
    std::string regex;
    Time creationTimestamp{};
    Time updateTimestamp{};
};
BOOST_DESCRIBE_STRUCT(PasswordPolicy, (),
                      (minLength, maxLength, minNumOfBlockLetters, minNumOfSmallLetters, minNumOfDigits,
                       minNumOfSpecialCharacters, expiryDurationInDays, firstReminderInDays, isRegex, regex,
                       creationTimestamp, updateTimestamp))

struct GetPasswordPolicy {
    static constexpr Endpoint endpoint{Method::get,
                                       "/v1/tenants/{tenantUid}/password/policy",
                                       200,
                                       policy::Permission::user_get,
                                       "tenant.passwordPolicy",
                                       "See the password policy"};
    using Request = ByTenant;
    using Response = PasswordPolicy;
};

/// Holds for every password that is set from now on; the expiry at once. What is left out gets its default.
struct SetPasswordPolicy {
    static constexpr Endpoint endpoint{Method::post,
                                       "/v1/tenants/{tenantUid}/password/policy",
                                       204,
                                       policy::Permission::user_update,
                                       "tenant.passwordPolicy",
                                       "Set the password policy"};
    struct Request {
        TenantUid tenantUid;
        std::optional<int> minLength;
        std::optional<int> maxLength;
        std::optional<int> minNumOfBlockLetters;
        std::optional<int> minNumOfSmallLetters;
        std::optional<int> minNumOfDigits;
        std::optional<int> minNumOfSpecialCharacters;
        std::optional<int> expiryDurationInDays;
        std::optional<int> firstReminderInDays;
        bool isRegex = false;
        std::optional<std::string> regex;
    };
    using Response = NoContent;
};
BOOST_DESCRIBE_STRUCT(SetPasswordPolicy::Request, (),
                      (tenantUid, minLength, maxLength, minNumOfBlockLetters, minNumOfSmallLetters,
                       minNumOfDigits, minNumOfSpecialCharacters, expiryDurationInDays, firstReminderInDays,
                       isRegex, regex))

struct GetSessionTimeout {
    static constexpr Endpoint endpoint{Method::get,
                                       "/v1/tenants/{tenantUid}/authTokenSettings",
                                       200,
                                       policy::Permission::user_get,
                                       "tenant.sessionTimeout",
                                       "See after how long without an action a browser is signed out"};
    using Request = ByTenant;
    struct Response {
        int expiryTimeMinutes = 0;
    };
};
BOOST_DESCRIBE_STRUCT(GetSessionTimeout::Response, (), (expiryTimeMinutes))

struct SetSessionTimeout {
    static constexpr Endpoint endpoint{Method::put,
                                       "/v1/tenants/{tenantUid}/authTokenSettings",
                                       204,
                                       policy::Permission::user_update,
                                       "tenant.sessionTimeout",
                                       "Set after how long without an action a browser is signed out"};
    struct Request {
        TenantUid tenantUid;
        int expiryTimeMinutes = 0;  ///< 15 to 1440
    };
    using Response = NoContent;
};
BOOST_DESCRIBE_STRUCT(SetSessionTimeout::Request, (), (tenantUid, expiryTimeMinutes))

}  // namespace gatehouse::contract
