#include "store/audit_store.h"

#include <fmt/ranges.h>

#include "crypto/random.h"
#include "store/rows.h"

namespace soci {
template <>
struct type_conversion<gatehouse::model::AuditEvent> {
    using base_type = values;
    static void from_base(values const& row, indicator, gatehouse::model::AuditEvent& event) {
        using namespace gatehouse;
        using namespace gatehouse::store;
        event.number = number(row, "seq");
        event.digest = text(row, "digest");
        event.uid = text(row, "uid");
        event.at = time(row, "at");
        event.action = text(row, "action");
        event.type = *from_name<model::ActionType>(text(row, "type"));
        event.message = text(row, "message");
        event.outcome = *from_name<model::Outcome>(text(row, "outcome"));
        event.actor_type = *from_name<model::ActorType>(text(row, "actor_type"));
        event.actor = text(row, "actor");
        event.user = UserUid(text(row, "user_uid"));
        event.credential = text(row, "credential");
        event.address = text(row, "address");
        event.request = text(row, "request");
        event.scope = model::Scope::of(ProjectUid(text(row, "scope")));
        event.project_name = text(row, "project_name");
        event.object = {text(row, "object"), text(row, "object_name")};
        event.decision = text(row, "decision");
        event.detail = text(row, "detail");
    }
    static void to_base(gatehouse::model::AuditEvent const&, values&, indicator&) {}
};
}  // namespace soci

namespace gatehouse::store {

using soci::into;
using soci::use;

namespace {

/// The conditions of a filter, and the values they compare with. Only what is asked for stands in the
/// statement, so that an index can serve it.
class Conditions {
public:
    Conditions(Visibility const& visible, AuditFilter const& filter) {
        if (!visible.scope().is_tenant())
            say("e.scope = " + bound(visible.scope().str()));
        if (!filter.project.empty())
            say("e.scope = " + bound(filter.project));
        if (!filter.user.empty())
            say("e.user_uid = " + bound(filter.user));
        if (!filter.actor.empty())
            say("lower(e.actor) = lower(" + bound(filter.actor) + ")");
        if (!filter.kind.empty())
            say("e.kind = " + bound(filter.kind));
        if (!filter.object.empty())
            say("e.object = " + bound(filter.object));
        if (filter.type)
            say("e.type = " + bound(std::string(to_name(*filter.type))));
        if (filter.outcome)
            say("e.outcome = " + bound(std::string(to_name(*filter.outcome))));
        if (filter.from)
            say("e.at >= " + bound(*filter.from));
        if (filter.until)
            say("e.at < " + bound(*filter.until));
    }

    void after(model::AuditEvent const& event) {
        auto const at = bound(event.at);
        say("(e.at, e.uid) < (" + at + ", " + bound(event.uid) + ")");
    }

    std::string where() const { return text_.empty() ? "" : " WHERE " + text_; }

    /// These conditions must outlive the statement: it keeps the values' addresses.
    void bind(soci::details::prepare_temp_type& statement) const {
        for (auto const& [name, value] : texts_)
            statement, use(value, name);
        for (auto const& [name, value] : moments_)
            statement, use(value, name);
    }

private:
    void say(std::string const& condition) { text_ += (text_.empty() ? "" : " AND ") + condition; }
    std::string next_name() const { return fmt::format("value{}", texts_.size() + moments_.size()); }
    std::string bound(std::string value) {
        return ":" + texts_.emplace_back(next_name(), std::move(value)).first;
    }
    std::string bound(Time value) { return ":" + moments_.emplace_back(next_name(), to_micros(value)).first; }

    std::string text_;
    std::vector<std::pair<std::string, std::string>> texts_;
    std::vector<std::pair<std::string, long long>> moments_;
};

constexpr char with_project[] = "SELECT e.*, COALESCE(p.name, '') AS project_name FROM audit_event e LEFT "
                                "JOIN project p ON p.uid = e.scope";

}  // namespace

std::string AuditStore::add(model::AuditEvent event) {
    auto const last = head();  // nobody comes in between: there is one writer at a time
    event.uid = crypto::new_uid(now_);
    event.number = last.number + 1;
    auto row = trail_row(event);
    row.emplace_back("digest", chain_digest(last.digest, row));
    std::vector<char const*> names;
    for (auto const& [name, value] : row)
        names.push_back(name);
    auto insert = (sql_.prepare << fmt::format("INSERT INTO audit_event ({}) VALUES (:{})",
                                               fmt::join(names, ", "), fmt::join(names, ", :")));
    for (auto const& [name, value] : row)
        insert, use(value, name);
    soci::statement(insert).execute(true);
    return event.uid;
}

TrailHead AuditStore::head() const {
    long long number = 0;
    std::string digest;
    sql_ << "SELECT seq, digest FROM audit_event ORDER BY seq DESC LIMIT 1", into(number), into(digest);
    return {number, digest};
}

std::vector<model::AuditEvent> AuditStore::after(std::int64_t sent, int limit) const {
    long long const number = sent;
    soci::rowset<model::AuditEvent> const rows =
        (sql_.prepare << with_project << " WHERE e.seq > :number ORDER BY e.seq LIMIT :limit",
         use(number, "number"), use(limit, "limit"));
    return all(rows);
}

std::int64_t AuditStore::sent_to(std::string const& sink) const {
    long long number = 0;
    sql_ << "SELECT COALESCE(MAX(sent_to), 0) FROM audit_sink WHERE name = :sink", use(sink, "sink"),
        into(number);
    return number;
}

void AuditStore::set_sent_to(std::string const& sink, std::int64_t number) {
    long long const sent = number;
    sql_ << "INSERT INTO audit_sink (name, sent_to) VALUES (:sink, :number) "
            "ON CONFLICT (name) DO UPDATE SET sent_to = excluded.sent_to",
        use(sink, "sink"), use(sent, "number");
}

bool AuditStore::holds(TrailHead const& head) const {
    int found = 0;
    long long const number = head.number;
    sql_ << "SELECT COUNT(*) FROM audit_event WHERE seq = :number AND digest = :digest",
        use(number, "number"), use(head.digest, "digest"), into(found);
    return found == 1 || head.number == 0;
}

std::vector<model::AuditEvent> AuditStore::list(Visibility const& visible, AuditFilter const& filter,
                                                AuditPage const& page) const {
    Conditions conditions(visible, filter);
    if (page.after)
        conditions.after(*page.after);
    auto statement = (sql_.prepare << with_project << conditions.where()
                                   << " ORDER BY e.at DESC, e.uid DESC LIMIT :limit OFFSET :offset");
    conditions.bind(statement);
    soci::rowset<model::AuditEvent> const rows =
        (statement, use(page.limit, "limit"), use(page.offset, "offset"));
    return all(rows);
}

int AuditStore::count(Visibility const& visible, AuditFilter const& filter, int most) const {
    Conditions const conditions(visible, filter);
    int number = 0;
    auto statement = (sql_.prepare << "SELECT COUNT(*) FROM (SELECT 1 FROM audit_event e"
                                   << conditions.where() << " LIMIT :most) AS matching");
    conditions.bind(statement);
    soci::statement counted = (statement, use(most, "most"), into(number));
    counted.execute(true);
    return number;
}

Result<model::AuditEvent> AuditStore::find(Visibility const& visible, std::string const& uid) const {
    model::AuditEvent event;
    auto const scope = visible.scope().str();
    sql_ << with_project << " WHERE e.uid = :uid AND :scope IN ('', e.scope)", use(uid, "uid"),
        use(scope, "scope"), into(event);
    if (!sql_.got_data())
        return refuse(Code::not_found, "there is no such event in this scope");
    return event;
}

}  // namespace gatehouse::store
