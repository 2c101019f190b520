#include <atomic>
#include <gmock/gmock.h>
#include <soci/soci.h>
#include <thread>

#include "store/audit_store.h"
#include "store/feed.h"
#include "store/project_store.h"
#include "store/session_store.h"
#include "store/ssh_key_store.h"
#include "store/topic.h"
#include "store/user_store.h"
#include "tests/store/each_database.h"

namespace gatehouse::store {
namespace {

using namespace gatehouse::test;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

model::Scope const tenant = model::Scope::tenant();

/// Runs `work(0)` to `work(count - 1)`, each in a thread of its own, to their end.
void at_once(int count, std::function<void(int)> const& work) {
    std::vector<std::thread> threads;
    for (int i = 0; i < count; ++i)
        threads.emplace_back(work, i);
    for (auto& thread : threads)
        thread.join();
}

class OneDatabase : public EachDatabase {
protected:
    std::vector<std::string> projects() {
        return db->look([](SystemTx& tx) {
            std::vector<std::string> names;
            for (auto const& project : ProjectStore(tx).all())
                names.push_back(project.meta.name);
            return names;
        });
    }
    std::vector<model::AuditEvent> trail() {
        return db->look([](SystemTx& tx) { return AuditStore(tx).list(tx.any(tenant), {}, {100}); });
    }
};

ON_EACH_DATABASE(OneDatabase);

TEST_P(OneDatabase, a_new_one_holds_the_tenant_and_the_project_that_terraform_asks_for) {
    EXPECT_THAT(projects(), ElementsAre("Default"));
}

TEST_P(OneDatabase, keeps_everything_when_it_is_opened_again_and_plants_nothing_twice) {
    change(*db, tenant, [](WriteTx& tx, Visibility const&) { return ProjectStore(tx).add({"Edge"}); });
    auto const tenant_uid = db->look([](SystemTx& tx) { return UserStore(tx).tenant().uid; });

    reopen();

    EXPECT_THAT(projects(), ElementsAre("Default", "Edge"));
    EXPECT_EQ(db->look([](SystemTx& tx) { return UserStore(tx).tenant().uid; }), tenant_uid);
    EXPECT_THAT(trail(), testing::SizeIs(1));
}

// --- A caller's write

TEST_P(OneDatabase, a_write_without_a_permit_does_not_commit) {
    EXPECT_THROW(db->write(the_house(),
                           [](WriteTx& tx) {
                               auto uid = ProjectStore(tx).add({"Edge"});
                               tx.audit<contract::CreateProject>(tenant, {"object", "Object"});
                               return uid;
                           }),
                 std::logic_error);
    EXPECT_THAT(projects(), ElementsAre("Default"));
    EXPECT_THAT(trail(), IsEmpty());
}

TEST_P(OneDatabase, a_write_without_an_audit_event_does_not_commit) {
    EXPECT_THROW(db->write(the_house(),
                           [](WriteTx& tx) {
                               EXPECT_TRUE(tx.permit<contract::CreateProject>(tenant));
                               return ProjectStore(tx).add({"Edge"});
                           }),
                 std::logic_error);
    EXPECT_THAT(projects(), ElementsAre("Default"));
}

TEST_P(OneDatabase, a_read_that_asked_for_no_permission_does_not_answer) {
    EXPECT_THROW(db->read(the_house(), [](ReadTx&) -> Result<int> { return 7; }), std::logic_error);
}

TEST_P(OneDatabase, a_refusal_rolls_everything_back) {
    auto const result = change(*db, tenant, [](WriteTx& tx, Visibility const&) -> Result<void> {
        EXPECT_TRUE(ProjectStore(tx).add({"Edge"}));
        tx.touch(tenant);
        return refuse(Code::conflict, "changed my mind");
    });

    EXPECT_EQ(result.error().message, "changed my mind");
    EXPECT_THAT(projects(), ElementsAre("Default"));
    EXPECT_THAT(trail(), IsEmpty());
}

TEST_P(OneDatabase, an_exception_rolls_back_and_the_writer_goes_on) {
    auto const failing = [](WriteTx& tx, Visibility const&) -> Result<void> {
        EXPECT_TRUE(ProjectStore(tx).add({"Edge"}));
        throw std::runtime_error("broken");
    };
    EXPECT_THROW(change(*db, tenant, failing), std::runtime_error);

    EXPECT_THAT(projects(), ElementsAre("Default"));
    EXPECT_TRUE(
        change(*db, tenant, [](WriteTx& tx, Visibility const&) { return ProjectStore(tx).add({"Edge"}); }));
}

TEST_P(OneDatabase, a_denial_is_recorded_though_nothing_else_is) {
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
    EXPECT_EQ(newest.outcome, model::Outcome::denied);
    EXPECT_EQ(newest.action, "project.update");
    EXPECT_EQ(newest.actor, "vera@example.com");
    EXPECT_EQ(newest.scope, scope);
    EXPECT_THAT(newest.decision.reason, HasSubstr("project.update"));
}

TEST_P(OneDatabase, a_write_reads_the_caller_s_rights_anew) {
    // The caller's own list says administrator; the database says nothing of the kind.
    auto const vera = a_person({{RoleUid("tenant-admin"), tenant}});

    auto const refused = db->write(vera, [](WriteTx& tx) -> Result<int> {
        return tx.permit<contract::CreateProject>(tenant).map([](auto const&) { return 1; });
    });

    EXPECT_EQ(refused.error().code, Code::forbidden);
}

TEST_P(OneDatabase, a_fault_does_not_tell_the_values_of_its_statement) {
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

TEST_P(OneDatabase, bookkeeping_may_not_touch_what_decides_who_enters) {
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
    EXPECT_EQ(db->why_not_written(), std::nullopt);
    EXPECT_TRUE(change(*db, tenant, [](WriteTx& tx, Visibility const&) {
        return ProjectStore(tx).add({"Edge"});
    })) << "and a caller's next write may";
}

TEST_P(OneDatabase, a_read_cannot_write) {
    EXPECT_THROW(db->look([](SystemTx& tx) {
        tx.sql() << "DELETE FROM project";
        return true;
    }),
                 DatabaseFault);
    EXPECT_THAT(projects(), ElementsAre("Default"));
}

TEST_P(OneDatabase, can_be_asked_whether_it_reads_and_writes) {
    EXPECT_EQ(db->why_not_read(), std::nullopt);
    EXPECT_EQ(db->why_not_written(), std::nullopt);
    EXPECT_EQ(db->changes(), 0U) << "asking changes nothing";
}

// --- What changed

TEST_P(OneDatabase, tells_what_changed_once_it_is_committed_and_nothing_of_what_was_not) {
    Told told(*db);

    change(*db, tenant, [](WriteTx& tx, Visibility const&) -> Result<void> {
        tx.touch(tenant);
        tx.touch(ClusterUid("c"));
        return {};
    });
    told.up_to("cluster:c");
    change(*db, tenant, [](WriteTx& tx, Visibility const&) -> Result<void> {
        tx.touch(ClusterUid("refused"));
        return refuse(Code::conflict, "no");
    });
    db->system([](SystemTx& tx) -> Result<void> {
        tx.announce(receipts);
        return {};
    });

    EXPECT_THAT(told.up_to(receipts), UnorderedElementsAre("tenant", "cluster:c", "receipts"));
}

TEST_P(OneDatabase, counts_what_a_console_may_show_and_no_sign_ins) {
    Told told(*db);
    auto const before = db->changes();
    db->system([](SystemTx& tx) -> Result<void> {
        SessionStore(tx).forget_ended();
        return {};
    });
    EXPECT_EQ(db->changes(), before);

    change(*db, tenant, [](WriteTx& tx, Visibility const&) {
        tx.touch(tenant);
        return ProjectStore(tx).add({"Edge"});
    });
    told.up_to("tenant");
    EXPECT_EQ(db->changes(), before + 1);
}

TEST_P(OneDatabase, revisions_grow_in_the_order_of_commits_whoever_writes) {
    Told told(*db);
    std::mutex mutex;
    std::vector<std::string> in_order_of_revision(101);
    at_once(4, [&](int writer) {
        for (int i = 0; i < 25; ++i) {
            ClusterUid const cluster(fmt::format("{}-{}", writer, i));
            auto const revision =
                change(*db, tenant, [&](WriteTx& tx, Visibility const&) -> Result<std::int64_t> {
                    return tx.touch(cluster);
                });
            std::scoped_lock const lock(mutex);
            in_order_of_revision.at(static_cast<std::size_t>(revision.value())) = topic(cluster);
        }
    });

    in_order_of_revision.erase(in_order_of_revision.begin());
    EXPECT_EQ(told.up_to(in_order_of_revision.back()), in_order_of_revision);
}

TEST_P(OneDatabase, writes_that_are_committed_together_succeed_and_fail_each_for_itself) {
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

TEST_P(OneDatabase, a_cluster_s_revision_is_the_newest_of_its_own_its_project_s_and_the_tenant_s) {
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

TEST(SharedDatabase, a_change_by_one_server_is_told_by_every_other) {
    ManualClock const clock;
    auto const where = PostgresqlCluster::instance().a_database();
    Database first(where, clock);
    Database second(where, clock);
    Told told(second);
    auto const before = second.changes();

    change(first, tenant, [](WriteTx& tx, Visibility const&) -> Result<void> {
        tx.touch(ClusterUid("c"));
        return {};
    });

    EXPECT_THAT(told.up_to("cluster:c"), ElementsAre("cluster:c"));
    EXPECT_GT(second.changes(), before);
    EXPECT_FALSE(second.is_ours_alone());
}

TEST(SharedDatabase, what_was_committed_while_the_connection_was_broken_is_told_once_it_is_back) {
    ManualClock const clock;
    auto const where = PostgresqlCluster::instance().a_database();
    Database first(where, clock);
    Database second(where, clock);
    Told told(second);

    PostgresqlCluster::instance().break_connections(where);
    change(first, tenant, [](WriteTx& tx, Visibility const&) -> Result<void> {
        tx.touch(ClusterUid("c"));
        return {};
    });

    EXPECT_THAT(told.up_to("cluster:c"), ElementsAre("cluster:c"));
    EXPECT_EQ(second.why_not_read(), std::nullopt);
}

TEST(SharedDatabase, two_servers_that_write_at_once_keep_the_rules_that_span_rows) {
    ManualClock const clock;
    auto const where = PostgresqlCluster::instance().a_database();
    Database first(where, clock);
    Database second(where, clock);
    std::atomic<int> added = 0;
    at_once(8, [&](int writer) {
        for (int i = 0; i < 10; ++i)
            if (change(writer % 2 == 0 ? first : second, tenant, [&](WriteTx& tx, Visibility const&) {
                    return ProjectStore(tx).add({fmt::format("Edge {}", i)});
                }))
                ++added;
    });
    EXPECT_EQ(added, 10) << "each name once, and every other attempt a refusal, not a fault";
}

TEST(SharedDatabase, a_url_with_nobody_behind_it_is_a_fault_that_names_no_password) {
    ManualClock const clock;
    try {
        Database const nowhere("postgresql://gatehouse:swordfish@127.0.0.1:1/gatehouse", clock);
        FAIL() << "nobody listens there";
    } catch (DatabaseFault const& fault) {
        EXPECT_THAT(fault.what(), Not(HasSubstr("swordfish")));
    }
}

}  // namespace
}  // namespace gatehouse::store
