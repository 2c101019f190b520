#include "store/conditions.h"

#include <soci/soci.h>

#include "sshkey/names.h"

namespace gatehouse::store {

std::string TextFilter::compared(std::string const& text) const {
    return ignore_case ? sshkey::name_key(text) : text;
}

bool TextFilter::lets_through(std::string const& whole) const {
    auto const text = compared(whole);
    return (!equal || text == compared(*equal)) && (!unequal || text != compared(*unequal)) &&
           (!contained || text.find(compared(*contained)) != std::string::npos) &&
           (!beginning || text.starts_with(compared(*beginning)));
}

void Conditions::compare(std::string const& column, std::string const& folded, TextFilter const& filter) {
    auto const& compared = filter.ignore_case ? folded : column;
    auto const value = [&](std::string const& text) { return bound(filter.compared(text)); };
    if (filter.equal)
        say(compared + " = " + value(*filter.equal));
    if (filter.unequal)
        say(compared + " <> " + value(*filter.unequal));
    // LIKE would take the person's own % and _ for patterns.
    if (filter.contained && !filter.contained->empty())
        say("replace(" + compared + ", " + value(*filter.contained) + ", '') <> " + compared);
    if (filter.beginning) {
        auto const beginning = value(*filter.beginning);
        say("substr(" + compared + ", 1, length(" + beginning + ")) = " + beginning);
    }
}

void Conditions::bind(soci::details::prepare_temp_type& statement) const {
    for (auto const& [name, value] : texts_)
        statement, soci::use(value, name);
    for (auto const& [name, value] : moments_)
        statement, soci::use(value, name);
}

int Conditions::count(soci::session& sql, std::string const& table, int most) const {
    int number = 0;
    auto statement = (sql.prepare << "SELECT COUNT(*) FROM (SELECT 1 FROM " << table << where()
                                  << " LIMIT :most) AS matching");
    bind(statement);
    soci::statement counted = (statement, soci::use(most, "most"), soci::into(number));
    counted.execute(true);
    return number;
}

std::string order_by(Order const& order) {
    std::string const way = order.descending ? " DESC" : "";
    return " ORDER BY " + std::string(order.by_creation ? "created_at" : "name_key") + way + ", uid" + way;
}

std::string limit_of(Page const& page) {
    constexpr long long all = 0x7fffffff;  // SQLite takes no OFFSET without a LIMIT
    return " LIMIT " + std::to_string(page.limit > 0 ? page.limit : all) + " OFFSET " +
           std::to_string(page.offset);
}

}  // namespace gatehouse::store
