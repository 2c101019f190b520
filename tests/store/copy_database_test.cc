#include <gmock/gmock.h>

#include "store/copy_database.h"
#include "store/feed.h"
#include "store/project_store.h"
#include "store/session_store.h"
#include "store/ssh_key_store.h"
#include "store/user_store.h"
#include "tests/store/each_database.h"

namespace gatehouse::store {
namespace {

using namespace gatehouse::test;
using testing::HasSubstr;

model::Scope const tenant = model::Scope::tenant();

/// From each database to the other, and back to its own kind.
class CopiedDatabase : public EachDatabase {
protected:
    std::vector<std::string> const targets = {(directory / "copy.db").string(),
                                              PostgresqlCluster::instance().a_database()};

    UserUid fill() {
        change(*db, tenant, [](WriteTx& tx, Visibility const& visible) -> Result<void> {
            model::SshKey key;
            key.meta.name = "Zoë's \"key\", 100 % :name";
            key.meta.labels = {{"a", "1"}, {"b", ""}};
            key.blob = "blob";
            key.revision = tx.touch(tenant);
            TRY(SshKeyStore(tx).add(visible, key));
            key.meta.name = "with an end";
            key.blob = "another";
            key.expiry = tx.now() + std::chrono::hours(1);
            TRY(SshKeyStore(tx).add(visible, key));
            return {};
        });
        model::User user;
        user.email = "ada@example.com";
        return change(*db, tenant, [&](WriteTx& tx, Visibility const&) { return UserStore(tx).add(user); })
            .value();
    }
    static std::vector<model::SshKey> keys(Database& of) {
        return look(of, tenant,
                    [](SystemTx& tx, Visibility const& visible) { return SshKeyStore(tx).list(visible); });
    }
};

ON_EACH_DATABASE(CopiedDatabase);

TEST_P(CopiedDatabase, holds_what_was_in_the_other_and_plants_nothing_of_its_own) {
    auto const user = fill();
    auto const before = keys(*db);
    ASSERT_EQ(before.size(), 2U);
    auto const tenant_uid = db->look([](SystemTx& tx) { return UserStore(tx).tenant().uid; });
    auto const revision =
        db->look([](SystemTx& tx) { return Feed(tx).revision(ClusterUid("c"), ProjectUid("p")); });
    db.reset();

    for (auto const& target : targets) {
        std::map<std::string, long long> told;
        copy_database(where, target, clock.now(), [&](auto const& table, auto rows) { told[table] = rows; });

        EXPECT_EQ(told.at("ssh_key"), 2);
        EXPECT_EQ(told.at("project"), 1);
        Database copy(target, clock);
        auto const after = keys(copy);
        ASSERT_EQ(after.size(), 2U);
        for (std::size_t i = 0; i < 2; ++i) {
            EXPECT_EQ(after[i].uid, before[i].uid);
            EXPECT_EQ(after[i].meta.name, before[i].meta.name);
            EXPECT_EQ(after[i].meta.labels, before[i].meta.labels);
            EXPECT_EQ(after[i].expiry, before[i].expiry);
            EXPECT_EQ(after[i].revision, before[i].revision);
        }
        EXPECT_EQ(copy.look([](SystemTx& tx) { return UserStore(tx).tenant().uid; }), tenant_uid);
        EXPECT_TRUE(
            copy.look([&](SystemTx& tx) { return UserStore(tx).find(tx.any(tenant), user).has_value(); }));
        EXPECT_EQ(copy.look([](SystemTx& tx) { return Feed(tx).revision(ClusterUid("c"), ProjectUid("p")); }),
                  revision);
        EXPECT_EQ(copy.why_not_written(), std::nullopt);
    }
}

TEST_P(CopiedDatabase, goes_into_an_empty_one_only) {
    fill();
    db.reset();
    for (auto const& target : targets) {
        Database(target, clock);  // which plants a tenant

        try {
            copy_database(where, target, clock.now(), [](auto const&, auto) {});
            FAIL() << "two tenants in one database";
        } catch (DatabaseFault const& fault) {
            EXPECT_THAT(fault.what(), HasSubstr("not empty"));
        }
    }
}

}  // namespace
}  // namespace gatehouse::store
