#include "store/audit_check.h"

#include <fmt/format.h>
#include <limits>
#include <soci/soci.h>

#include "base/harmless.h"
#include "base/text.h"
#include "store/database_fault.h"
#include "store/dialect.h"

namespace gatehouse::store {

namespace {

constexpr int page = 500;

std::string const& value(TrailRow const& row, std::string_view column) {
    for (auto const& [name, text] : row)
        if (name == column)
            return text;
    throw std::logic_error(fmt::format("audit_event has no column {}", column));
}

/// Goes along the chain; every value is taken as it stands, since it may be anything.
class Check {
public:
    explicit Check(TrailHead const& noted) : noted_(noted) {}

    /// False: the row is bad.
    bool holds(TrailRow const& row, std::string const& digest) {
        auto const number = last_.number + 1;
        auto const& found = value(row, "seq");
        if (found != std::to_string(number)) {
            auto const later = to_number<std::int64_t>(found).value_or(0) > number;
            return later ? fail({}, number, fmt::format("it is missing; the next is number {}", found))
                         : fail(row, number, fmt::format("its number is {}", harmless(found)));
        }
        if (chain_digest(last_.digest, row) != digest)
            return fail(row, number, "it does not fit its digest, or the event before it");
        if (number == noted_.number && digest != noted_.digest)
            return fail(row, number,
                        "another event had this number when it was noted outside the database: this one or "
                        "earlier ones were replaced, and the digests made anew");
        last_ = {number, digest};
        return true;
    }

    TrailVerdict end() {
        if (!bad_ && last_.number < noted_.number)
            fail({}, last_.number + 1,
                 fmt::format("it is missing, and all after it: the trail had come to number {}",
                             noted_.number));
        return {last_.number, std::move(bad_)};
    }

    std::int64_t last() const { return last_.number; }

private:
    bool fail(TrailRow const& row, std::int64_t number, std::string what) {
        bad_ = BadEvent{number, {}, {}, std::move(what)};
        if (row.empty())
            return false;
        bad_->uid = harmless(value(row, "uid"));
        if (auto const at = to_number<std::int64_t>(value(row, "at")))
            bad_->time = to_rfc3339(from_micros(*at));
        return false;
    }

    TrailHead const noted_;
    TrailHead last_;
    std::optional<BadEvent> bad_;
};

}  // namespace

TrailVerdict check_trail(soci::session& sql, TrailHead const& noted) {
    auto row = trail_row({});
    std::string digest;
    long long after = std::numeric_limits<long long>::min();
    std::string columns;
    for (auto const& [name, text] : row)
        columns += fmt::format("COALESCE(CAST({} AS TEXT), ''), ", name);
    auto query = (sql.prepare << "SELECT " << columns
                              << "digest FROM audit_event WHERE seq > :after ORDER BY seq LIMIT "
                              << std::to_string(page));
    for (auto& [name, text] : row)
        query, soci::into(text);
    soci::statement statement = (query, soci::into(digest), soci::use(after, "after"));

    Check check(noted);
    for (int read = page; read == page; after = check.last()) {
        statement.execute();
        for (read = 0; statement.fetch(); ++read)
            if (!check.holds(row, digest))
                return check.end();
    }
    return check.end();
}

TrailVerdict check_trail(std::string const& database, TrailHead const& noted) {
    try {
        soci::session sql;
        open_beside(sql, database);
        return check_trail(sql, noted);
    } catch (soci::soci_error const& error) {
        throw DatabaseFault(error.get_error_message());
    }
}

}  // namespace gatehouse::store
