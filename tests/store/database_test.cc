#include <gmock/gmock.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <sys/stat.h>
#include <thread>

#include "base/files.h"
#include "store/audit_store.h"
#include "store/feed.h"
#include "store/project_store.h"
#include "store/session_store.h"
#include "store/ssh_key_store.h"
#include "store/topic.h"
#include "store/user_store.h"
#include "tests/store/house_caller.h"

namespace gatehouse::store {
namespace {

using namespace gatehouse::test;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

model::Scope const tenant = model::Scope::tenant();

/// Runs `work(0)` to `work(count - 1)`, each in a thread of its own, to their end.
void at_once(int count, std::function<void(int)> const& work) {
    std::vector<std::thread> threads;
    for (int i = 0; i < count; ++i)
        threads.emplace_back(work, i);
    for (auto& thread : threads)
        thread.join();
}

class DatabaseFile : public testing::Test {
protected:
    ManualClock clock;
    TemporaryDirectory directory;
    std::filesystem::path const file = directory / "gatehouse.db";
    std::unique_ptr<Database> db = std::make_unique<Database>(file, clock);

    void reopen() {
        db.reset();
        db = std::make_unique<Database>(file, clock);
    }
    std::vector<std::string> projects() {
        return db->look([](SystemTx& tx) {
            std::vector<std::string> names;
            for (auto const& project :
                 ProjectStore(tx).known_to({{RoleUid("tenant-admin"), model::Scope::tenant()}}))
                names.push_back(project.meta.name);
            return names;
        });
    }
    std::vector<model::AuditEvent> trail() {
        return db->look([](SystemTx& tx) { return AuditStore(tx).latest(tx.any(tenant), 100); });
    }
};

TEST_F(DatabaseFile, a_new_one_holds_the_tenant_and_the_project_that_terraform_asks_for) {
    EXPECT_THAT(projects(), ElementsAre("Default"));
}

TEST_F(DatabaseFile, keeps_everything_when_it_is_opened_again_and_plants_nothing_twice) {
    change(*db, tenant, [](WriteTx& tx, Visibility const&) { return ProjectStore(tx).add({"Edge"}); });
    auto const tenant_uid = db->look([](SystemTx& tx) { return UserStore(tx).tenant().uid; });

    reopen();

    EXPECT_THAT(projects(), ElementsAre("Default", "Edge"));
    EXPECT_EQ(db->look([](SystemTx& tx) { return UserStore(tx).tenant().uid; }), tenant_uid);
    EXPECT_THAT(trail(), testing::SizeIs(1));
}

TEST_F(DatabaseFile, can_be_read_by_its_owner_only) {
    change(*db, tenant, [](WriteTx& tx, Visibility const&) { return ProjectStore(tx).add({"Edge"}); });

    for (auto const* suffix : {"", "-wal", ".lock"}) {
        struct stat found {};
        ASSERT_EQ(::stat((file.string() + suffix).c_str(), &found), 0) << suffix;
        EXPECT_EQ(found.st_mode & 0077U, 0U) << suffix;
    }
}

TEST_F(DatabaseFile, a_second_one_to_open_it_is_refused_until_the_first_has_gone) {
    try {
        Database const second(file, clock);
        FAIL() << "two writers on one file";
    } catch (DatabaseFault const& fault) {
        EXPECT_THAT(fault.what(), HasSubstr("another process"));
    }
    EXPECT_TRUE(db->can_write()) << "the first goes on";

    db.reset();
    EXPECT_NO_THROW(Database(file, clock));
}

TEST_F(DatabaseFile, of_a_newer_program_is_refused_and_left_as_it_is) {
    db.reset();
    soci::session(soci::sqlite3, file.string())
        << "INSERT INTO schema_migration (number, applied_at) VALUES (9999, 0)";

    try {
        Database const older(file, clock);
        FAIL() << "a program must not write what it does not know";
    } catch (DatabaseFault const& fault) {
        EXPECT_THAT(fault.what(), testing::AllOf(HasSubstr("9999"), HasSubstr("newer")));
    }
}

TEST_F(DatabaseFile, that_is_no_database_is_refused) {
    std::filesystem::path const other = directory / "other.db";
    write_file_atomically(other, std::string(8192, 'x'), 0600);

    EXPECT_THROW(Database(other, clock), DatabaseFault);
}

TEST_F(DatabaseFile, writes_with_a_journal_that_survives_a_power_cut) {
    change(*db, tenant, [](WriteTx& tx, Visibility const&) -> Result<void> {
        std::string journal;
        int synchronous = 0;
        int foreign_keys = 0;
        tx.sql() << "PRAGMA journal_mode", soci::into(journal);
        tx.sql() << "PRAGMA synchronous", soci::into(synchronous);
        tx.sql() << "PRAGMA foreign_keys", soci::into(foreign_keys);
        EXPECT_EQ(journal, "wal");
        EXPECT_EQ(synchronous, 2) << "FULL";
        EXPECT_EQ(foreign_keys, 1);
        return {};
    });
}

// --- A caller's write

TEST_F(DatabaseFile, a_write_without_a_permit_does_not_commit) {
    EXPECT_THROW(db->write(the_house(),
                           [](WriteTx& tx) {
                               auto uid = ProjectStore(tx).add({"Edge"});
                               tx.audit<contract::CreateProject>(tenant, "object");
                               return uid;
                           }),
                 std::logic_error);
    EXPECT_THAT(projects(), ElementsAre("Default"));
    EXPECT_THAT(trail(), IsEmpty());
}

TEST_F(DatabaseFile, a_write_without_an_audit_event_does_not_commit) {
    EXPECT_THROW(db->write(the_house(),
                           [](WriteTx& tx) {
                               EXPECT_TRUE(tx.permit<contract::CreateProject>(tenant));
                               return ProjectStore(tx).add({"Edge"});
                           }),
                 std::logic_error);
    EXPECT_THAT(projects(), ElementsAre("Default"));
}

TEST_F(DatabaseFile, a_read_that_asked_for_no_permission_does_not_answer) {
    EXPECT_THROW(db->read(the_house(), [](ReadTx&) -> Result<int> { return 7; }), std::logic_error);
}

TEST_F(DatabaseFile, a_refusal_rolls_everything_back) {
    auto const result = change(*db, tenant, [](WriteTx& tx, Visibility const&) -> Result<void> {
        EXPECT_TRUE(ProjectStore(tx).add({"Edge"}));
        tx.touch(tenant);
        return refuse(Code::conflict, "changed my mind");
    });

    EXPECT_EQ(result.error().message, "changed my mind");
    EXPECT_THAT(projects(), ElementsAre("Default"));
    EXPECT_THAT(trail(), IsEmpty());
}

TEST_F(DatabaseFile, an_exception_rolls_back_and_the_writer_goes_on) {
    auto const failing = [](WriteTx& tx, Visibility const&) -> Result<void> {
        EXPECT_TRUE(ProjectStore(tx).add({"Edge"}));
        throw std::runtime_error("broken");
    };
    EXPECT_THROW(change(*db, tenant, failing), std::runtime_error);

    EXPECT_THAT(projects(), ElementsAre("Default"));
    EXPECT_TRUE(
        change(*db, tenant, [](WriteTx& tx, Visibility const&) { return ProjectStore(tx).add({"Edge"}); }));
}

TEST_F(DatabaseFile, a_denial_is_recorded_though_nothing_else_is) {
    auto const edge = change(*db, tenant, [](WriteTx& tx, Visibility const&) {
                          return ProjectStore(tx).add({"Edge"});
                      }).value();
    clock.advance(std::chrono::seconds(1));
    auto const scope = model::Scope::of(edge);
    auto const vera = a_person({{RoleUid("project-viewer"), scope}});

    auto const refused = db->read(vera, [&](ReadTx& tx) -> Result<int> {
        return tx.permit<contract::UpdateProject>(scope).map([](auto const&) { return 1; });
    });

    EXPECT_EQ(refused.error().code, Code::forbidden);
    auto const newest = trail().front();
    EXPECT_EQ(newest.outcome, "denied");
    EXPECT_EQ(newest.action, "project.update");
    EXPECT_EQ(newest.actor, "vera@example.com");
    EXPECT_EQ(newest.scope, scope);
    EXPECT_THAT(newest.decision, HasSubstr("project.update"));
}

TEST_F(DatabaseFile, a_write_reads_the_caller_s_rights_anew) {
    // The caller's own list says administrator; the database says nothing of the kind.
    auto const vera = a_person({{RoleUid("tenant-admin"), tenant}});

    auto const refused = db->write(vera, [](WriteTx& tx) -> Result<int> {
        return tx.permit<contract::CreateProject>(tenant).map([](auto const&) { return 1; });
    });

    EXPECT_EQ(refused.error().code, Code::forbidden);
}

TEST_F(DatabaseFile, a_fault_does_not_tell_the_values_of_its_statement) {
    try {
        change(*db, tenant, [](WriteTx& tx, Visibility const&) -> Result<void> {
            std::string const secret = "correct horse battery staple";
            tx.sql() << "INSERT INTO nowhere (column_of_it) VALUES (:value)", soci::use(secret, "value");
            return {};
        });
        FAIL() << "there is no such table";
    } catch (DatabaseFault const& fault) {
        EXPECT_THAT(fault.what(), Not(HasSubstr("horse")));
    }
}

// --- Bookkeeping

TEST_F(DatabaseFile, bookkeeping_may_not_touch_what_decides_who_enters) {
    for (auto const* statement :
         {"DELETE FROM ssh_key", "UPDATE ssh_key SET is_disabled = 0", "DELETE FROM role_binding",
          "UPDATE person SET is_active = 1", "DELETE FROM cluster", "UPDATE feed_head SET revision = 0",
          "DELETE FROM activation", "UPDATE registration_token SET is_active = 1", "DELETE FROM project",
          "UPDATE tenant SET rights_revision = 0", "DELETE FROM schema_migration", "DROP TABLE ssh_key"})
        EXPECT_THROW(db->system([&](SystemTx& tx) -> Result<void> {
            tx.sql() << statement;
            return {};
        }),
                     DatabaseFault)
            << statement;
    EXPECT_TRUE(db->can_write());
    EXPECT_TRUE(change(*db, tenant, [](WriteTx& tx, Visibility const&) {
        return ProjectStore(tx).add({"Edge"});
    })) << "and a caller's next write may";
}

TEST_F(DatabaseFile, a_read_cannot_write) {
    EXPECT_THROW(db->look([](SystemTx& tx) {
        tx.sql() << "DELETE FROM project";
        return true;
    }),
                 DatabaseFault);
    EXPECT_THAT(projects(), ElementsAre("Default"));
}

TEST_F(DatabaseFile, can_be_asked_whether_it_reads_and_writes) {
    EXPECT_TRUE(db->can_read());
    EXPECT_TRUE(db->can_write());
    EXPECT_EQ(db->changes(), 0U) << "asking changes nothing";
}

// --- What changed

TEST_F(DatabaseFile, tells_what_changed_once_it_is_committed_and_nothing_of_what_was_not) {
    std::vector<std::vector<std::string>> told;
    db->on_change([&](std::vector<std::string> const& topics) { told.push_back(topics); });

    change(*db, tenant, [](WriteTx& tx, Visibility const&) -> Result<void> {
        tx.touch(tenant);
        tx.touch(ClusterUid("c"));
        return {};
    });
    change(*db, tenant, [](WriteTx& tx, Visibility const&) -> Result<void> {
        tx.touch(tenant);
        return refuse(Code::conflict, "no");
    });
    db->system([](SystemTx& tx) -> Result<void> {
        tx.announce(receipts);
        return {};
    });

    EXPECT_THAT(told, ElementsAre(ElementsAre("tenant", "cluster:c"), ElementsAre("receipts")));
}

TEST_F(DatabaseFile, counts_what_a_console_may_show_and_no_sign_ins) {
    auto const before = db->changes();
    db->system([](SystemTx& tx) -> Result<void> {
        SessionStore(tx).forget_ended();
        return {};
    });
    EXPECT_EQ(db->changes(), before);

    change(*db, tenant, [](WriteTx& tx, Visibility const&) { return ProjectStore(tx).add({"Edge"}); });
    EXPECT_EQ(db->changes(), before + 1);
}

TEST_F(DatabaseFile, revisions_grow_in_the_order_of_commits_whoever_writes) {
    std::mutex mutex;
    std::map<std::string, std::int64_t> given;
    std::vector<std::int64_t> in_order_of_commit;
    db->on_change([&](Topics const& topics) {
        std::scoped_lock const lock(mutex);
        in_order_of_commit.push_back(given.at(topics.front()));
    });
    at_once(4, [&](int writer) {
        for (int i = 0; i < 25; ++i) {
            ClusterUid const cluster(fmt::format("{}-{}", writer, i));
            change(*db, tenant, [&](WriteTx& tx, Visibility const&) -> Result<void> {
                auto const revision = tx.touch(cluster);
                std::scoped_lock const lock(mutex);
                given[topic(cluster)] = revision;
                return {};
            });
        }
    });

    std::vector<std::int64_t> expected;
    for (std::int64_t revision = 1; revision <= 100; ++revision)
        expected.push_back(revision);
    EXPECT_EQ(in_order_of_commit, expected);
}

TEST_F(DatabaseFile, writes_that_are_committed_together_succeed_and_fail_each_for_itself) {
    at_once(8, [&](int writer) {
        for (int i = 0; i < 12; ++i) {
            auto const name = fmt::format("{} {}", writer, i);
            auto const attempt = [&] {
                return change(*db, tenant, [&](WriteTx& tx, Visibility const&) -> Result<void> {
                    TRY(ProjectStore(tx).add({name}));
                    if (i % 3 == 1)
                        return refuse(Code::conflict, name);
                    if (i % 3 == 2)
                        throw std::runtime_error(name);
                    return {};
                });
            };
            if (i % 3 == 0)
                EXPECT_TRUE(attempt());
            else if (i % 3 == 1)
                EXPECT_EQ(attempt().error().message, name);
            else
                EXPECT_THROW(attempt(), std::runtime_error);
        }
    });

    std::vector<std::string> expected = {"Default"};
    for (int writer = 0; writer < 8; ++writer)
        for (int i = 0; i < 12; i += 3)
            expected.push_back(fmt::format("{} {}", writer, i));
    EXPECT_THAT(projects(), testing::UnorderedElementsAreArray(expected));
    EXPECT_THAT(trail(), testing::SizeIs(8 * 4));
}

TEST_F(DatabaseFile, a_cluster_s_revision_is_the_newest_of_its_own_its_project_s_and_the_tenant_s) {
    auto const edge = change(*db, tenant, [](WriteTx& tx, Visibility const&) {
                          return ProjectStore(tx).add({"Edge"});
                      }).value();
    ClusterUid const cluster("c");
    auto const touch = [&](auto const& what) {
        return change(*db, tenant,
                      [&](WriteTx& tx, Visibility const&) -> Result<std::int64_t> { return tx.touch(what); })
            .value();
    };
    auto const revision = [&] {
        return db->look([&](SystemTx& tx) { return Feed(tx).revision(cluster, edge); });
    };
    EXPECT_EQ(revision(), 0);
    for (auto const& scope : {tenant, model::Scope::of(edge)}) {
        auto const now = touch(scope);
        EXPECT_EQ(revision(), now);
    }
    auto const own = touch(cluster);
    EXPECT_EQ(revision(), own);
    touch(ClusterUid("another"));
    touch(model::Scope::of(ProjectUid("another")));
    EXPECT_EQ(revision(), own);
    reopen();
    EXPECT_EQ(revision(), own);
}

}  // namespace
}  // namespace gatehouse::store
