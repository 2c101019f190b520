#include "store/audit_store.h"

#include <fmt/ranges.h>

#include "crypto/random.h"
#include "store/conditions.h"
#include "store/grounds.h"
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
        event.decision = grounds_from(text(row, "decision"));
        event.detail = text(row, "detail");
    }
    static void to_base(gatehouse::model::AuditEvent const&, values&, indicator&) {}
};
}  // namespace soci

namespace gatehouse::store {

using soci::into;
using soci::use;

namespace {

Conditions conditions_of(Visibility const& visible, AuditFilter const& filter) {
    Conditions all;
    if (!visible.scope().is_tenant())
        all.say("e.scope = " + all.bound(visible.scope().str()));
    if (!filter.project.empty())
        all.say("e.scope = " + all.bound(filter.project));
    if (!filter.user.empty())
        all.say("e.user_uid = " + all.bound(filter.user));
    if (!filter.actor.empty())
        all.say("lower(e.actor) = lower(" + all.bound(filter.actor) + ")");
    if (!filter.object.empty())
        all.say("e.object = " + all.bound(filter.object));
    // These have few values. SQLite does not know that, and would as soon go through everything that was done
    // as through the events of one person: where those above narrow it down, no index serves these.
    auto const broad = [narrow = !all.empty()](std::string const& column) {
        return column + (narrow ? " || '' = " : " = ");
    };
    if (!filter.kind.empty())
        all.say(broad("e.kind") + all.bound(filter.kind));
    if (filter.type)
        all.say(broad("e.type") + all.bound(std::string(to_name(*filter.type))));
    if (filter.outcome)
        all.say(broad("e.outcome") + all.bound(std::string(to_name(*filter.outcome))));
    if (filter.from)
        all.say("e.at >= " + all.bound(*filter.from));
    if (filter.until)
        all.say("e.at < " + all.bound(*filter.until));
    return all;
}

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
    auto conditions = conditions_of(visible, filter);
    if (page.after) {
        auto const at = conditions.bound(page.after->at);
        conditions.say("(e.at, e.uid) < (" + at + ", " + conditions.bound(page.after->uid) + ")");
    }
    auto statement = (sql_.prepare << with_project << conditions.where()
                                   << " ORDER BY e.at DESC, e.uid DESC LIMIT :limit OFFSET :offset");
    conditions.bind(statement);
    soci::rowset<model::AuditEvent> const rows =
        (statement, use(page.limit, "limit"), use(page.offset, "offset"));
    return all(rows);
}

int AuditStore::count(Visibility const& visible, AuditFilter const& filter, int most) const {
    auto const conditions = conditions_of(visible, filter);
    if (conditions.empty())  // numbered from 1 without a gap
        return static_cast<int>(std::min<std::int64_t>(head().number, most));
    return conditions.count(sql_, "audit_event e", most);
}

std::map<std::string, std::string> AuditStore::details_of(std::vector<std::string> const& objects,
                                                          std::string_view action) const {
    std::map<std::string, std::string> details;
    if (objects.empty())
        return details;
    Conditions which;
    which.say("action = " + which.bound(std::string(action)));
    std::vector<std::string> names;
    for (auto const& object : objects)
        names.push_back(which.bound(object));
    which.say(fmt::format("object IN ({})", fmt::join(names, ", ")));
    auto statement = (sql_.prepare << "SELECT object, detail FROM audit_event" << which.where());
    which.bind(statement);
    for (auto const& row : soci::rowset<soci::row>(statement))
        details.emplace(row.get<std::string>("object"), row.get<std::string>("detail"));
    return details;
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
