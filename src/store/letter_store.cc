#include "store/letter_store.h"

#include "store/rows.h"

namespace soci {
template <>
struct type_conversion<gatehouse::model::Letter> {
    using base_type = values;
    static void from_base(values const& row, indicator, gatehouse::model::Letter& letter) {
        using namespace gatehouse::store;
        letter.uid = text(row, "uid");
        letter.recipient = text(row, "recipient");
        letter.subject = text(row, "subject");
        letter.text = text(row, "body");
        letter.has_link = flag(row, "has_link");
        letter.written = time(row, "written_at");
        letter.next_try = time(row, "next_try_at");
        letter.tries = small(row, "tries");
    }
    static void to_base(gatehouse::model::Letter const& letter, values& row, indicator& state) {
        using namespace gatehouse::store;
        set(row, "uid", letter.uid);
        set(row, "recipient", letter.recipient);
        set(row, "subject", letter.subject);
        set(row, "body", letter.text);
        set(row, "has_link", letter.has_link);
        set(row, "written_at", letter.written);
        set(row, "next_try_at", letter.next_try);
        set(row, "tries", letter.tries);
        state = i_ok;
    }
};
template <>
struct type_conversion<gatehouse::store::LetterStore::Ending> {
    using base_type = values;
    static void from_base(values const& row, indicator, gatehouse::store::LetterStore::Ending& ending) {
        using namespace gatehouse::store;
        ending = {text(row, "kind"),    text(row, "uid"),       text(row, "name"),
                  text(row, "project"), text(row, "recipient"), time(row, "expires_at")};
    }
};
}  // namespace soci

namespace gatehouse::store {

using soci::into;
using soci::use;

void LetterStore::add(model::Letter const& wanted) {
    auto letter = wanted;
    letter.written = letter.next_try = now_;
    sql_ << "INSERT INTO letter (uid, recipient, subject, body, has_link, written_at, next_try_at, tries) "
            "VALUES "
            "(:uid, :recipient, :subject, :body, :has_link, :written_at, :next_try_at, :tries)",
        row_of(letter);
}

std::optional<model::Letter> LetterStore::next_due() const {
    model::Letter letter;
    long long const now = to_micros(now_);
    sql_ << "SELECT * FROM letter WHERE next_try_at <= :now ORDER BY next_try_at, uid LIMIT 1",
        use(now, "now"), into(letter);
    return sql_.got_data() ? std::optional(letter) : std::nullopt;
}

bool LetterStore::take(model::Letter const& letter, Time next_try) {
    long long const seen = to_micros(letter.next_try);
    long long const next = to_micros(next_try);
    soci::statement taken =
        (sql_.prepare << "UPDATE letter SET next_try_at = :next, tries = tries + 1 WHERE uid = "
                         ":uid AND next_try_at = :seen",
         use(next, "next"), use(letter.uid, "uid"), use(seen, "seen"));
    taken.execute(true);
    return taken.get_affected_rows() == 1;
}

void LetterStore::remove(std::string const& uid) {
    sql_ << "DELETE FROM letter WHERE uid = :uid", use(uid, "uid");
}

void LetterStore::remove_all() { sql_ << "DELETE FROM letter"; }

std::vector<LetterStore::Ending> LetterStore::untold(std::chrono::days before) const {
    long long const now = to_micros(now_);
    long long const ahead = std::chrono::microseconds(before).count();
    long long const until = now + ahead;
    int const days = int(before.count());
    auto const rest = [](std::string const& table) {
        return table + ".expires_at > :now AND " + table + ".expires_at <= :until AND " + table +
               ".modified_at < " + table +
               ".expires_at - :ahead AND NOT EXISTS (SELECT 1 FROM told WHERE "
               "told.object_uid = " +
               table + ".uid AND told.expires_at = " + table + ".expires_at AND told.days_before <= :days)";
    };
    std::vector<Ending> found;
    auto const collect = [&](std::string const& query) {
        soci::rowset<Ending> const rows = (sql_.prepare << query, use(now, "now"), use(until, "until"),
                                           use(ahead, "ahead"), use(days, "days"));
        found.insert(found.end(), rows.begin(), rows.end());
    };
    collect(
        "SELECT 'SSH key' AS kind, ssh_key.uid, ssh_key.name, COALESCE(project.name, '') AS project, "
        "ssh_key.owner_email AS recipient, ssh_key.expires_at FROM ssh_key LEFT JOIN project ON project.uid "
        "= "
        "ssh_key.scope WHERE ssh_key.owner_email <> '' AND ssh_key.is_disabled = 0 AND ssh_key.held_since IS "
        "NULL AND ssh_key.suspended_since IS NULL AND " +
        rest("ssh_key"));
    collect("SELECT 'API key' AS kind, api_key.uid, api_key.name, '' AS project, person.email AS recipient, "
            "api_key.expires_at FROM api_key JOIN person ON person.uid = api_key.person_uid WHERE "
            "person.is_active = 1 AND api_key.is_active = 1 AND " +
            rest("api_key"));
    return found;
}

std::vector<LetterStore::Ending> LetterStore::untold_passwords(std::chrono::days life,
                                                               std::chrono::days before) const {
    long long const lived = std::chrono::microseconds(life).count();
    long long const latest = to_micros(now_ - life);
    long long const earliest = to_micros(now_ - life + before);
    soci::rowset<Ending> const rows =
        (sql_.prepare
             << "SELECT 'password' AS kind, person.uid, '' AS name, '' AS project, person.email AS "
                "recipient, person.password_set_at AS expires_at FROM person WHERE person.is_active = 1 "
                "AND person.password_set_at > :latest AND person.password_set_at <= :earliest AND NOT "
                "EXISTS (SELECT 1 FROM told WHERE told.object_uid = person.uid AND told.expires_at = "
                "person.password_set_at + :lived)",
         use(latest, "latest"), use(earliest, "earliest"), use(lived, "lived"));
    auto found = all(rows);
    for (auto& ending : found)
        ending.expiry += life;
    return found;
}

void LetterStore::note_told(Ending const& ending, std::chrono::days before) {
    long long const expiry = to_micros(ending.expiry);
    int const days = int(before.count());
    sql_ << "INSERT INTO told (object_uid, expires_at, days_before) VALUES (:uid, :expiry, :days)",
        use(ending.uid, "uid"), use(expiry, "expiry"), use(days, "days");
}

void LetterStore::forget_told() {
    long long const now = to_micros(now_);
    sql_ << "DELETE FROM told WHERE expires_at <= :now", use(now, "now");
}

}  // namespace gatehouse::store
