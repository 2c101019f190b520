#include "store/session_store.h"

#include "crypto/random.h"
#include "store/rows.h"

namespace soci {
template <>
struct type_conversion<gatehouse::model::Session> {
    using base_type = values;
    static void from_base(values const& row, indicator, gatehouse::model::Session& session) {
        using namespace gatehouse;
        using namespace gatehouse::store;
        session.uid = text(row, "uid");
        session.digest = text(row, "digest");
        session.kind = *from_name<model::SessionKind>(text(row, "kind"));
        session.user = UserUid(text(row, "person_uid"));
        session.created = time(row, "created_at");
        session.last_action = time(row, "last_action_at");
        session.ends = time(row, "ends_at");
        session.address = text(row, "address");
        session.agent = text(row, "agent");
    }
    static void to_base(gatehouse::model::Session const& session, values& row, indicator& state) {
        using namespace gatehouse;
        using namespace gatehouse::store;
        set(row, "uid", session.uid);
        set(row, "digest", session.digest);
        set(row, "kind", std::string(to_name(session.kind)));
        set(row, "person_uid", session.user);
        set(row, "created_at", session.created);
        set(row, "last_action_at", session.last_action);
        set(row, "ends_at", session.ends);
        set(row, "address", session.address);
        set(row, "agent", session.agent);
        state = i_ok;
    }
};
template <>
struct type_conversion<gatehouse::store::SessionStore::Found> {
    using base_type = values;
    static void from_base(values const& row, indicator state, gatehouse::store::SessionStore::Found& found) {
        using namespace gatehouse::store;
        type_conversion<gatehouse::model::Session>::from_base(row, state, found.session);
        found.user.uid = found.session.user;
        found.user.email = text(row, "email");
        found.user.first_name = text(row, "first_name");
        found.user.last_name = text(row, "last_name");
        found.user.active = true;
    }
};
}  // namespace soci

namespace gatehouse::store {

using soci::into;
using soci::use;

std::optional<SessionStore::Found> SessionStore::find(std::string const& digest) const {
    Found found;
    long long const now = to_micros(now_);
    sql_ << "SELECT session.*, email, first_name, last_name FROM session JOIN person ON person.uid = "
            "person_uid "
            "WHERE digest = :digest AND ends_at > :now AND is_active = 1",
        use(digest, "digest"), use(now, "now"), into(found);
    return sql_.got_data() ? std::optional(found) : std::nullopt;
}

std::string SessionStore::add(model::Session session) {
    session.uid = crypto::new_uid(now_);
    sql_ << "INSERT INTO session (uid, digest, kind, person_uid, created_at, last_action_at, ends_at, "
            "address, agent) VALUES "
            "(:uid, "
            ":digest, :kind, :person_uid, :created_at, :last_action_at, :ends_at, :address, :agent)",
        row_of(session);
    return session.uid;
}

void SessionStore::renew(std::string const& uid, Time last_action, Time ends) {
    long long const action = to_micros(last_action);
    long long const end = to_micros(ends);
    sql_ << "UPDATE session SET last_action_at = :action, ends_at = :ends WHERE uid = :uid",
        use(action, "action"), use(end, "ends"), use(uid, "uid");
}

void SessionStore::exchange(std::string const& uid, std::string const& digest, Time ends) {
    long long const end = to_micros(ends);
    sql_ << "UPDATE session SET digest = :digest, ends_at = :ends WHERE uid = :uid", use(digest, "digest"),
        use(end, "ends"), use(uid, "uid");
}

void SessionStore::end(std::string const& uid) {
    sql_ << "DELETE FROM session WHERE uid = :uid", use(uid, "uid");
}

void SessionStore::end_by_digest(UserUid const& owner, std::string const& digest) {
    sql_ << "DELETE FROM session WHERE digest = :digest AND person_uid = :owner", use(digest, "digest"),
        use(owner.str(), "owner");
}

void SessionStore::end_all(UserUid const& owner) {
    sql_ << "DELETE FROM session WHERE person_uid = :owner", use(owner.str(), "owner");
}

void SessionStore::end_others(UserUid const& owner, std::string const& but) {
    sql_ << "DELETE FROM session WHERE person_uid = :owner AND uid <> :but", use(owner.str(), "owner"),
        use(but, "but");
}

std::vector<model::Session> SessionStore::of(UserUid const& owner) const {
    long long const now = to_micros(now_);
    soci::rowset<model::Session> const rows =
        (sql_.prepare << "SELECT * FROM session WHERE person_uid = :owner AND ends_at > :now ORDER BY "
                         "last_action_at DESC, uid",
         use(owner.str(), "owner"), use(now, "now"));
    return all(rows);
}

void SessionStore::shorten(std::chrono::minutes idle) {
    long long const life = std::chrono::microseconds(idle).count();
    sql_ << "UPDATE session SET ends_at = last_action_at + :life WHERE kind = 'browser' AND ends_at > "
            "last_action_at + :most",
        use(life, "life"), use(life, "most");
}

int SessionStore::count_of(UserUid const& owner) const {
    int count = 0;
    long long const now = to_micros(now_);
    sql_ << "SELECT COUNT(*) FROM session WHERE person_uid = :owner AND ends_at > :now",
        use(owner.str(), "owner"), use(now, "now"), into(count);
    return count;
}

std::int64_t SessionStore::count() const {
    long long count = 0;
    long long const now = to_micros(now_);
    sql_ << "SELECT COUNT(*) FROM session WHERE ends_at > :now", use(now, "now"), into(count);
    return count;
}

void SessionStore::end_all() { sql_ << "DELETE FROM session"; }

void SessionStore::forget_ended() {
    long long const now = to_micros(now_);
    sql_ << "DELETE FROM session WHERE ends_at <= :now", use(now, "now");
    long long const long_ago = to_micros(now_ - known_browser_life);
    sql_ << "DELETE FROM known_browser WHERE seen_at <= :then", use(long_ago, "then");
}

void SessionStore::remember_browser(UserUid const& user, std::string const& digest) {
    long long const now = to_micros(now_);
    sql_ << "INSERT INTO known_browser (digest, person_uid, seen_at) VALUES (:digest, :person, :now) "
            "ON CONFLICT (digest) DO UPDATE SET seen_at = excluded.seen_at",
        use(digest, "digest"), use(user.str(), "person"), use(now, "now");
}

bool SessionStore::knows_browser(UserUid const& user, std::string const& digest) const {
    int found = 0;
    sql_ << "SELECT COUNT(*) FROM known_browser WHERE digest = :digest AND person_uid = :person",
        use(digest, "digest"), use(user.str(), "person"), into(found);
    return found > 0;
}

}  // namespace gatehouse::store
