#include "service/tenant_settings.h"

#include <algorithm>

#include "base/text.h"
#include "service/change.h"
#include "store/session_store.h"
#include "store/sign_in_rules_store.h"
#include "store/user_store.h"

namespace gatehouse::service {

using namespace contract;
using model::SignInRules;
using policy::Caller;
using store::ReadTx;
using store::SignInRulesStore;
using store::WriteTx;

namespace {

constexpr int shortest = 8;
constexpr int longest = 128;
constexpr int most_days = 3650;
constexpr int least_idle_minutes = 15;
constexpr int most_idle_minutes = 1440;

Result<void> find_tenant(store::Transaction const& tx, TenantUid const& uid) {
    if (store::UserStore(tx).tenant().uid != uid)
        return refuse(Code::not_found, "there is no such tenant");
    return {};
}

PasswordPolicy to_wire(SignInRules const& rules) {
    PasswordPolicy wire;
    wire.minLength = rules.least_length;
    wire.maxLength = rules.most_length;
    wire.minNumOfBlockLetters = rules.upper_case;
    wire.minNumOfSmallLetters = rules.lower_case;
    wire.minNumOfDigits = rules.digits;
    wire.minNumOfSpecialCharacters = rules.special;
    wire.expiryDurationInDays = rules.expiry_days;
    wire.firstReminderInDays = rules.reminder_days;
    wire.creationTimestamp = rules.created.value_or(Time{});
    wire.updateTimestamp = rules.modified;
    return wire;
}

Result<void> check_range(int value, int least, int most, char const* field) {
    if (value < least || value > most)
        return refuse(Code::invalid, fmt::format("this goes from {} to {}", least, most), field);
    return {};
}

Result<void> check(SignInRules const& rules) {
    TRY(check_range(rules.least_length, shortest, longest, "/minLength"));
    TRY(check_range(rules.most_length, std::max(64, rules.least_length), longest, "/maxLength"));
    TRY(check_range(rules.upper_case, 0, longest, "/minNumOfBlockLetters"));
    TRY(check_range(rules.lower_case, 0, longest, "/minNumOfSmallLetters"));
    TRY(check_range(rules.digits, 0, longest, "/minNumOfDigits"));
    TRY(check_range(rules.special, 0, longest, "/minNumOfSpecialCharacters"));
    if (rules.upper_case + rules.lower_case + rules.digits + rules.special > rules.most_length)
        return refuse(Code::invalid, "no password of the greatest length could hold all of these",
                      "/maxLength");
    TRY(check_range(rules.expiry_days, 0, most_days, "/expiryDurationInDays"));
    return check_range(rules.reminder_days, 0, rules.expiry_days, "/firstReminderInDays");
}

/// What the audit trail keeps.
struct Timeout {
    int expiryTimeMinutes = 0;
};
BOOST_DESCRIBE_STRUCT(Timeout, (), (expiryTimeMinutes))

struct Kinds {
    int all = 0;
    int upper = 0;
    int lower = 0;
    int digits = 0;
    int special = 0;
};

Kinds kinds_in(std::string_view password) {
    Kinds found;
    for (char const c : password) {
        if ((static_cast<unsigned char>(c) & 0xC0U) == 0x80U)
            continue;  // goes on a character of UTF-8
        ++found.all;
        ++(c >= 'A' && c <= 'Z'   ? found.upper
           : c >= 'a' && c <= 'z' ? found.lower
           : c >= '0' && c <= '9' ? found.digits
                                  : found.special);
    }
    return found;
}

}  // namespace

Result<PasswordPolicy> TenantSettings::password_policy(Caller const& caller, ByTenant wanted) {
    return db_.read(caller, [&](ReadTx& tx) -> Result<PasswordPolicy> {
        TRY(tx.permit<GetPasswordPolicy>(model::Scope::tenant()));
        TRY(find_tenant(tx, wanted.tenantUid));
        return to_wire(SignInRulesStore(tx).get());
    });
}

Result<NoContent> TenantSettings::set_password_policy(Caller const& caller,
                                                      SetPasswordPolicy::Request wanted) {
    return db_.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        TRY(tx.permit<SetPasswordPolicy>(model::Scope::tenant()));
        TRY(find_tenant(tx, wanted.tenantUid));
        if (wanted.isRegex || !wanted.regex.value_or("").empty())
            return refuse(Code::invalid,
                          "a rule as a regular expression is not taken; say how many characters of each kind",
                          wanted.isRegex ? "/isRegex" : "/regex");
        SignInRulesStore store(tx);
        auto const old = store.get();
        SignInRules rules;
        rules.least_length = wanted.minLength.value_or(rules.least_length);
        rules.most_length = wanted.maxLength.value_or(rules.most_length);
        rules.upper_case = wanted.minNumOfBlockLetters.value_or(0);
        rules.lower_case = wanted.minNumOfSmallLetters.value_or(0);
        rules.digits = wanted.minNumOfDigits.value_or(0);
        rules.special = wanted.minNumOfSpecialCharacters.value_or(0);
        rules.expiry_days = wanted.expiryDurationInDays.value_or(0);
        rules.reminder_days = wanted.firstReminderInDays.value_or(0);
        TRY(check(rules));
        rules.idle = old.idle;
        rules.created = old.created;
        store.set(rules);
        tx.audit<SetPasswordPolicy>(model::Scope::tenant(), {wanted.tenantUid.str(), "password policy"},
                                    change<PasswordPolicy>(to_wire(old), to_wire(store.get())));
        return NoContent{};
    });
}

Result<GetSessionTimeout::Response> TenantSettings::session_timeout(Caller const& caller, ByTenant wanted) {
    return db_.read(caller, [&](ReadTx& tx) -> Result<GetSessionTimeout::Response> {
        TRY(tx.permit<GetSessionTimeout>(model::Scope::tenant()));
        TRY(find_tenant(tx, wanted.tenantUid));
        return GetSessionTimeout::Response{int(SignInRulesStore(tx).get().idle.count())};
    });
}

Result<NoContent> TenantSettings::set_session_timeout(Caller const& caller,
                                                      SetSessionTimeout::Request wanted) {
    TRY(check_range(wanted.expiryTimeMinutes, least_idle_minutes, most_idle_minutes, "/expiryTimeMinutes"));
    return db_.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        TRY(tx.permit<SetSessionTimeout>(model::Scope::tenant()));
        TRY(find_tenant(tx, wanted.tenantUid));
        SignInRulesStore store(tx);
        auto rules = store.get();
        Timeout const before{int(rules.idle.count())};
        rules.idle = std::chrono::minutes(wanted.expiryTimeMinutes);
        store.set(rules);
        store::SessionStore(tx).shorten(rules.idle);
        tx.audit<SetSessionTimeout>(model::Scope::tenant(), {wanted.tenantUid.str(), "session time-out"},
                                    change<Timeout>(before, Timeout{wanted.expiryTimeMinutes}));
        return NoContent{};
    });
}

Result<void> check_new_password(std::string_view password, SignInRules const& rules,
                                std::string const& field) {
    auto const found = kinds_in(password);
    if (found.all < rules.least_length || found.all > rules.most_length)
        return refuse(
            Code::invalid,
            fmt::format("a password has {} to {} characters", rules.least_length, rules.most_length), field,
            "PASSWORD_LENGTH");
    std::vector<std::string> missing;
    auto const want = [&](int has, int wanted, std::string_view what) {
        if (has < wanted)
            missing.push_back(fmt::format("{} {}", wanted, what));
    };
    want(found.upper, rules.upper_case, "of A to Z");
    want(found.lower, rules.lower_case, "of a to z");
    want(found.digits, rules.digits, "of 0 to 9");
    want(found.special, rules.special, "other characters");
    if (missing.empty())
        return {};
    return refuse(Code::invalid, fmt::format("this tenant's passwords hold at least {}", enumerate(missing)),
                  field, "PASSWORD_TOO_SIMPLE");
}

}  // namespace gatehouse::service
