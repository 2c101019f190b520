#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"

namespace soci {
class session;
namespace details {
class prepare_temp_type;
}
}  // namespace soci

namespace gatehouse::store {

/// How a text is compared; what is empty lets all through.
struct TextFilter {
    std::optional<std::string> equal;
    std::optional<std::string> unequal;
    std::optional<std::string> contained;
    std::optional<std::string> beginning;
    bool ignore_case = true;

    /// The text as it is compared: folded (sshkey::name_key) where case does not count.
    std::string compared(std::string const& text) const;
    /// What Conditions::compare says in a statement, for a list that is in hand.
    bool lets_through(std::string const& whole) const;
};

/// The conditions of a statement, and the values they compare with. Only what is asked for stands in the
/// statement, so that an index can serve it.
class Conditions {
public:
    void say(std::string const& condition) { text_ += (text_.empty() ? "" : " AND ") + condition; }
    /// A text column against a filter. `folded` is the column that holds its folded form (sshkey::name_key).
    void compare(std::string const& column, std::string const& folded, TextFilter const& filter);
    /// The name under which the statement knows this value.
    std::string bound(std::string value) {
        return ":" + texts_.emplace_back(next_name(), std::move(value)).first;
    }
    std::string bound(Time value) { return ":" + moments_.emplace_back(next_name(), to_micros(value)).first; }

    bool empty() const { return text_.empty(); }
    std::string where() const { return text_.empty() ? "" : " WHERE " + text_; }
    /// These conditions must outlive the statement: it keeps the values' addresses.
    void bind(soci::details::prepare_temp_type& statement) const;

    /// How many rows of this table they hold for; counts no further than `most`.
    int count(soci::session& sql, std::string const& table, int most) const;

private:
    std::string next_name() const { return "value" + std::to_string(texts_.size() + moments_.size()); }

    std::string text_;
    std::vector<std::pair<std::string, std::string>> texts_;
    std::vector<std::pair<std::string, long long>> moments_;
};

/// By name, or by when it was made; equals by their uid.
struct Order {
    bool by_creation = false;
    bool descending = false;
};
/// " ORDER BY ...", for a table with the columns name_key, created_at and uid.
std::string order_by(Order const& order);

/// A part of a list that is entered at a place.
struct Page {
    int limit = 0;  ///< 0: all
    int offset = 0;
};
/// " LIMIT ... OFFSET ..."
std::string limit_of(Page const& page);

}  // namespace gatehouse::store
