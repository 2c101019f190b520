#include "store/sign_in_rules_store.h"

#include "store/rows.h"

namespace soci {
template <>
struct type_conversion<gatehouse::model::SignInRules> {
    using base_type = values;
    static void from_base(values const& row, indicator, gatehouse::model::SignInRules& rules) {
        using namespace gatehouse::store;
        rules.least_length = small(row, "least_length");
        rules.most_length = small(row, "most_length");
        rules.upper_case = small(row, "upper_case");
        rules.lower_case = small(row, "lower_case");
        rules.digits = small(row, "digits");
        rules.special = small(row, "special");
        rules.expiry_days = small(row, "expiry_days");
        rules.reminder_days = small(row, "reminder_days");
        rules.idle = std::chrono::minutes(small(row, "idle_minutes"));
        rules.created = time(row, "created_at");
        rules.modified = time(row, "modified_at");
    }
    static void to_base(gatehouse::model::SignInRules const& rules, values& row, indicator& state) {
        using namespace gatehouse::store;
        set(row, "least_length", rules.least_length);
        set(row, "most_length", rules.most_length);
        set(row, "upper_case", rules.upper_case);
        set(row, "lower_case", rules.lower_case);
        set(row, "digits", rules.digits);
        set(row, "special", rules.special);
        set(row, "expiry_days", rules.expiry_days);
        set(row, "reminder_days", rules.reminder_days);
        set(row, "idle_minutes", int(rules.idle.count()));
        set(row, "created_at", rules.created);
        set(row, "modified_at", rules.modified);
        state = i_ok;
    }
};
}  // namespace soci

namespace gatehouse::store {

model::SignInRules SignInRulesStore::get() const {
    model::SignInRules rules;
    sql_ << "SELECT * FROM sign_in_rules", soci::into(rules);
    return sql_.got_data() ? rules : model::SignInRules{};
}

void SignInRulesStore::set(model::SignInRules rules) {
    rules.created = rules.created.value_or(now_);
    rules.modified = now_;
    sql_ << "DELETE FROM sign_in_rules";
    sql_ << "INSERT INTO sign_in_rules (id, least_length, most_length, upper_case, lower_case, digits, "
            "special, "
            "expiry_days, reminder_days, idle_minutes, created_at, modified_at) VALUES (1, :least_length, "
            ":most_length, :upper_case, :lower_case, :digits, :special, :expiry_days, :reminder_days, "
            ":idle_minutes, :created_at, :modified_at)",
        row_of(rules);
}

}  // namespace gatehouse::store
