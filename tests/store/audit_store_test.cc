#include <gmock/gmock.h>

#include "store/audit_store.h"
#include "tests/store/each_database.h"

namespace gatehouse::store {
namespace {

using namespace gatehouse::test;
using testing::ElementsAre;
using testing::IsEmpty;

model::Scope const tenant = model::Scope::tenant();

class Audits : public EachDatabase {
protected:
    /// What the trail calls "Object", of each that a filter lets through.
    std::vector<std::string> names(AuditFilter const& filter, AuditPage const& page = {50}) {
        return look(*db, tenant, [&](SystemTx& tx, Visibility const& v) {
            std::vector<std::string> found;
            for (auto const& event : AuditStore(tx).list(v, filter, page))
                found.push_back(event.object.name);
            return found;
        });
    }
    void add(std::string const& name) {
        clock.advance(std::chrono::seconds(1));
        db->write(the_house(), [&](WriteTx& tx) -> Result<void> {
            TRY(tx.permit<contract::CreateSshKey>(tenant));
            tx.audit<contract::CreateSshKey>(tenant, {"uid of " + name, name});
            return {};
        });
    }
};

TEST_P(Audits, are_found_by_each_filter_and_by_all_together) {
    auto const begin = clock.now();
    add("one");
    add("two");
    auto const all_of_it = AuditFilter{.from = begin,
                                       .until = clock.now(),
                                       .actor = "GATEHOUSE",
                                       .kind = "sshKey",
                                       .object = "uid of one",
                                       .type = model::ActionType::create,
                                       .outcome = model::Outcome::done};

    EXPECT_THAT(names({}), ElementsAre("two", "one"));
    EXPECT_THAT(names({.from = clock.now()}), ElementsAre("two"));
    EXPECT_THAT(names({.until = clock.now()}), ElementsAre("one"));
    EXPECT_THAT(names({.user = "somebody"}), IsEmpty());
    EXPECT_THAT(names({.project = "elsewhere"}), IsEmpty());
    EXPECT_THAT(names({.kind = "node"}), IsEmpty());
    EXPECT_THAT(names({.type = model::ActionType::remove}), IsEmpty());
    EXPECT_THAT(names({.outcome = model::Outcome::denied}), IsEmpty());
    EXPECT_THAT(names(all_of_it), ElementsAre("one"));
}

TEST_P(Audits, come_in_pages_and_are_counted_as_far_as_asked) {
    for (auto const* name : {"1", "2", "3"})
        add(name);
    look(*db, tenant, [&](SystemTx& tx, Visibility const& v) {
        AuditStore const trail(tx);
        auto const first = trail.list(v, {}, {1});
        EXPECT_THAT(names({}, {.limit = 5, .after = first.front()}), ElementsAre("2", "1"));
        EXPECT_THAT(names({}, {.limit = 1, .offset = 1}), ElementsAre("2"));
        EXPECT_EQ(trail.count(v, {}, 50), 3);
        EXPECT_EQ(trail.count(v, {}, 2), 2);
        return true;
    });
}

TEST_P(Audits, are_the_project_s_own_in_a_project) {
    add("the tenant's");
    auto const uid = look(*db, tenant, [](SystemTx& tx, Visibility const& v) {
        return AuditStore(tx).list(v, {}, {1}).front().uid;
    });

    auto const in_edge = model::Scope::of(ProjectUid("edge"));
    look(*db, in_edge, [&](SystemTx& tx, Visibility const& v) {
        EXPECT_THAT(AuditStore(tx).list(v, {}, {50}), IsEmpty());
        EXPECT_EQ(AuditStore(tx).count(v, {}, 50), 0);
        EXPECT_FALSE(AuditStore(tx).find(v, uid));
        return true;
    });
}

ON_EACH_DATABASE(Audits);

}  // namespace
}  // namespace gatehouse::store
