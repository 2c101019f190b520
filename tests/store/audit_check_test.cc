#include "store/audit_check.h"

#include <cstdlib>
#include <gmock/gmock.h>
#include <random>
#include <soci/soci.h>

#include "store/audit_store.h"
#include "store/copy_database.h"
#include "store/postgresql_dialect.h"
#include "store/sqlite_dialect.h"
#include "tests/store/each_database.h"

namespace gatehouse::store {
namespace {

using namespace gatehouse::test;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr int written = 16;

/// Somebody who may write whatever they like into the database, and knows how digests are made.
class Tamperer {
public:
    Tamperer(std::string const& where, unsigned seed) : random_(seed) {
        if (names_postgresql(where)) {
            PostgresqlDialect(where).open_writer(sql);
            sql << "ALTER TABLE audit_event DROP CONSTRAINT audit_event_outcome_check";
            sql << "ALTER TABLE audit_event DROP CONSTRAINT audit_event_actor_type_check";
        } else {
            SqliteDialect(where).open_writer(sql);
            sql << "PRAGMA ignore_check_constraints=ON";
        }
        soci::row any;
        sql << "SELECT * FROM audit_event WHERE seq = 1", soci::into(any);
        for (std::size_t i = 0; i < any.size(); ++i)
            columns_.push_back(any.get_properties(i).get_name());
    }

    soci::session sql;
    std::string did;

    /// Does something, and returns the number of the first event that is then bad.
    long long tamper() {
        switch (below(9)) {
        case 0:
            return move_a_row();
        case 1:
            return swap_two();
        case 2:
            return remove(1 + below(written));
        case 3:
            return cut(below(written));
        case 4:
            return insert(1 + below(written), "no digest at all");
        case 5:
            return insert_with_its_right_digest(1 + below(written));
        case 6:
            return rewrite_the_rest();
        case 7:
            return change_with_its_right_digest();
        default:
            return change_a_field(columns_[std::size_t(below(int(columns_.size())))]);
        }
    }

private:
    long long below(int limit) { return std::uniform_int_distribution<long long>(0, limit - 1)(random_); }
    void run(std::string const& statement) {
        did += statement + "; ";
        sql << statement;
    }

    long long change_a_field(std::string column) {
        auto const at = 1 + below(written);
        if (column == "seq")  // see move_a_row()
            column = "at";
        auto const changed = column == "at" ? fmt::format("at + {}", 1 + below(1'000'000'000))
                                            : fmt::format("{} || '{}'", column, char('a' + below(26)));
        auto const shorter = fmt::format("substr({}, 2)", column);
        std::string before;
        sql << fmt::format("SELECT CAST({} AS TEXT) FROM audit_event WHERE seq = {}", column, at),
            soci::into(before);
        bool const cuts = column != "at" && !before.empty() && below(2) == 0;
        run(fmt::format("UPDATE audit_event SET {} = {} WHERE seq = {}", column, cuts ? shorter : changed,
                        at));
        return at;
    }
    long long move_a_row() {
        auto const at = 1 + below(written);
        bool const up = below(2) == 0;
        run(fmt::format("UPDATE audit_event SET seq = {} WHERE seq = {}",
                        up ? written + 1 + below(100) : -below(100), at));
        return up ? at : 1;
    }
    long long swap_two() {
        auto const one = 1 + below(written - 1);
        auto const other = one + 1 + below(int(written - one));
        run(fmt::format("UPDATE audit_event SET seq = -1 WHERE seq = {}", one));
        run(fmt::format("UPDATE audit_event SET seq = {} WHERE seq = {}", one, other));
        run(fmt::format("UPDATE audit_event SET seq = {} WHERE seq = -1", other));
        return one;
    }
    long long remove(long long at) {
        run(fmt::format("DELETE FROM audit_event WHERE seq = {}", at));
        return at;
    }
    long long cut(long long after) {
        run(fmt::format("DELETE FROM audit_event WHERE seq > {}", after));
        return after + 1;
    }
    long long insert(long long at, std::string const& digest) {
        run(fmt::format("UPDATE audit_event SET seq = -seq - 1 WHERE seq >= {}", at));
        run("UPDATE audit_event SET seq = -seq WHERE seq < 0");
        auto const source = at == 1 ? 2 : 1;
        std::string values;
        for (auto const& column : columns_)
            values += (values.empty() ? "" : ", ") + (column == "seq"      ? std::to_string(at)
                                                      : column == "uid"    ? "'another'"
                                                      : column == "digest" ? "'" + digest + "'"
                                                                           : column);
        run(fmt::format("INSERT INTO audit_event ({}) SELECT {} FROM audit_event WHERE seq = {}",
                        fmt::join(columns_, ", "), values, source));
        return at;
    }
    long long insert_with_its_right_digest(long long at) {
        insert(at, "");
        set_digest(at);
        return std::min<long long>(at + 1,
                                   written);  // the one that it pushed away, or the one that was noted
    }
    long long change_with_its_right_digest() {
        auto const at = change_a_field("actor");
        set_digest(at);
        return std::min<long long>(at + 1, written);
    }
    /// All digests are right again, and no row shows that anything is amiss.
    long long rewrite_the_rest() {
        auto const from = below(2) == 0 ? change_a_field("actor") : insert(1 + below(written), "");
        for (auto at = from; at <= written; ++at)
            set_digest(at);
        cut(written);
        return written;
    }
    void set_digest(long long at) {
        auto row = trail_row({});
        for (auto& [name, text] : row)
            sql << fmt::format("SELECT CAST({} AS TEXT) FROM audit_event WHERE seq = {}", name, at),
                soci::into(text);
        std::string previous;
        sql << fmt::format("SELECT digest FROM audit_event WHERE seq = {}", at - 1), soci::into(previous);
        run(fmt::format("UPDATE audit_event SET digest = '{}' WHERE seq = {}", chain_digest(previous, row),
                        at));
    }

    std::mt19937 random_;
    std::vector<std::string> columns_;
};

class CheckedTrail : public EachDatabase {
protected:
    void SetUp() override {
        for (int i = 1; i <= written; ++i) {
            clock.advance(std::chrono::seconds(1));
            auto const scope = i % 3 == 0 ? model::Scope::of(ProjectUid("p")) : model::Scope::tenant();
            db->system([&](SystemTx& tx) -> Result<void> {
                model::AuditEvent event;
                event.at = tx.now();
                event.is({"sshKey.create", model::ActionType::create, "Register an SSH key"});
                event.actor = fmt::format("person{}@example.com", i % 4);
                event.user = UserUid(i % 4 == 0 ? "" : "somebody");
                event.credential = "api token";
                event.address = "192.0.2.1";
                event.request = std::to_string(i);
                event.scope = scope;
                event.object = {"uid of " + std::to_string(i), "Zoë's ключ"};
                event.decision.reason = "because";
                event.detail = R"({"before":null})";
                tx.record(event);
                return {};
            });
        }
    }
    TrailHead head() {
        return db->look([](SystemTx& tx) { return AuditStore(tx).head(); });
    }
};

TEST_P(CheckedTrail, that_nobody_touched_is_sound_also_beside_a_server_and_after_a_copy) {
    auto const noted = head();
    auto const verdict = check_trail(where, noted);
    EXPECT_EQ(verdict.events, written);
    EXPECT_EQ(verdict.bad, std::nullopt) << verdict.bad->what;

    db.reset();
    auto const copy = (directory / "copy.db").string();
    copy_database(where, copy, clock.now(), [](auto const&, auto) {});

    EXPECT_EQ(check_trail(copy, noted).events, written);
    EXPECT_EQ(check_trail(copy, noted).bad, std::nullopt);
}

TEST_P(CheckedTrail, goes_on_behind_what_was_noted) {
    auto const noted = head();
    change(*db, model::Scope::tenant(), [](WriteTx&, Visibility const&) -> Result<void> { return {}; });

    EXPECT_EQ(check_trail(where, noted).events, written + 1);
    EXPECT_EQ(check_trail(where, noted).bad, std::nullopt);
}

TEST_P(CheckedTrail, names_the_first_bad_event_whatever_was_done_to_it) {
    auto const noted = head();
    db.reset();
    char const* const chosen = std::getenv("GATEHOUSE_SEED");
    unsigned const seed = chosen ? unsigned(std::atoll(chosen)) : std::random_device()();
    SCOPED_TRACE(fmt::format("GATEHOUSE_SEED={}", seed));
    Tamperer somebody(where, seed);

    int const times = GetParam() == "SQLite" ? 10'000 : 300;
    for (int i = 0; i < times; ++i) {
        somebody.did.clear();
        somebody.sql << "BEGIN";
        auto const first_bad = somebody.tamper();
        auto const verdict = check_trail(somebody.sql, noted);
        somebody.sql << "ROLLBACK";
        ASSERT_TRUE(verdict.bad) << "not found: " << somebody.did;
        ASSERT_EQ(verdict.bad->number, first_bad) << somebody.did << verdict.bad->what;
        ASSERT_EQ(verdict.events, first_bad - 1) << somebody.did;
    }
    EXPECT_EQ(check_trail(somebody.sql, noted).bad, std::nullopt);
}

TEST_P(CheckedTrail, tells_which_row_it_is_and_what_is_wrong_with_it) {
    auto const noted = head();
    auto const uid = db->look([](SystemTx& tx) {
        return AuditStore(tx).list(tx.any(model::Scope::tenant()), {}, {1, 12}).front().uid;
    });
    db.reset();
    Tamperer somebody(where, 1);
    auto const bad = [&] { return check_trail(somebody.sql, noted).bad.value(); };

    somebody.sql << "UPDATE audit_event SET actor = 'eve@example.com' WHERE seq = 4";
    EXPECT_EQ(bad().number, 4);
    EXPECT_EQ(bad().uid, uid);
    EXPECT_EQ(bad().time, to_rfc3339(clock.now() - std::chrono::seconds(12)));
    EXPECT_THAT(bad().what, HasSubstr("does not fit its digest"));

    somebody.sql << "DELETE FROM audit_event WHERE seq = 4";
    EXPECT_THAT(bad().what, HasSubstr("missing; the next is number 5"));
    EXPECT_THAT(bad().uid, IsEmpty());

    somebody.sql << "DELETE FROM audit_event";
    EXPECT_EQ(bad().number, 1);
    EXPECT_THAT(bad().what, HasSubstr("the trail had come to number 16"));
}

TEST_P(CheckedTrail, keeps_texts_that_a_database_would_not_take) {
    db->system([&](SystemTx& tx) -> Result<void> {
        model::AuditEvent event;
        event.actor = std::string("a\0b\xff\r\n", 6) + "\u202e";
        tx.record(event);
        return {};
    });
    EXPECT_EQ(check_trail(where, head()).bad, std::nullopt);
    EXPECT_EQ(db->look([](SystemTx& tx) {
        return AuditStore(tx).list(tx.any(model::Scope::tenant()), {.kind = ""}, {1, written}).front().actor;
    }),
              R"(a\u0000b\ufffd\u000d\u000a\u202e)");
}

ON_EACH_DATABASE(CheckedTrail);

}  // namespace
}  // namespace gatehouse::store
