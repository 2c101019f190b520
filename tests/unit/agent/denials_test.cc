#include "agent/denials.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/snapshot/builders.h"

namespace gatehouse::agent {
namespace {

using snapshot::Content;
using snapshot::Grant;
using test::a_grant;
using test::at;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::int64_t jump = std::int64_t(1) << 32;

/// What the node held last, and a snapshot of the next epoch that grants the same.
class DenialsTest : public testing::Test {
protected:
    DenialsTest() {
        last.logins = {"ops", "root"};
        last.settingsRevision = 5;
        auto grant = a_grant("known", {"ops", "root"});
        grant.revision = 7;
        last.grants = {grant};
        next = last;
        next.epoch = 2;
        next.revision = last.revision + jump;
    }
    Grant& known() { return next.grants[0]; }
    Grant& known_before() { return last.grants[0]; }
    std::vector<std::string> held() const { return Denials{}.after(last, next).held(next); }
    Content granted() const { return Denials{}.after(last, next).applied_to(next); }

    Content last = test::a_snapshot_of("cluster-1");
    Content next;
};

TEST_F(DenialsTest, a_later_epoch_that_grants_the_same_denies_nothing) {
    EXPECT_THAT(held(), IsEmpty());
    EXPECT_EQ(granted(), next);
}

TEST_F(DenialsTest, a_key_that_was_not_there_and_was_not_decided_since_is_held) {
    auto revoked = a_grant("revoked", {"ops"});
    revoked.revision = last.revision;
    next.grants.push_back(revoked);

    EXPECT_THAT(held(), ElementsAre("revoked"));
    EXPECT_EQ(granted().grants, last.grants);
}

TEST_F(DenialsTest, a_key_of_which_the_console_does_not_say_when_it_was_decided_is_held) {
    next.grants.push_back(a_grant("revoked", {"ops"}));

    EXPECT_THAT(held(), ElementsAre("revoked"));
}

TEST_F(DenialsTest, a_key_that_was_decided_later_than_the_last_snapshot_is_free) {
    auto registered = a_grant("registered", {"ops"});
    registered.revision = last.revision + 1;
    next.grants.push_back(registered);

    EXPECT_THAT(held(), IsEmpty());
}

TEST_F(DenialsTest, within_an_epoch_every_key_is_free) {
    next.epoch = last.epoch;
    next.grants.push_back(a_grant("any", {"ops"}));

    EXPECT_THAT(held(), IsEmpty());
}

TEST_F(DenialsTest, another_key_under_the_same_uid_is_held) {
    known().blob = a_grant("other", {}).blob;

    EXPECT_THAT(held(), ElementsAre("known"));
}

TEST_F(DenialsTest, a_login_that_was_taken_from_a_key_holds_it) {
    known_before().logins = {"ops"};

    EXPECT_THAT(held(), ElementsAre("known"));
}

TEST_F(DenialsTest, a_narrower_key_is_free) {
    known().logins = {"ops"};
    known().from = {"192.0.2.0/24"};
    known().expiry = at("2030-01-02T00:00:00Z");

    EXPECT_THAT(held(), IsEmpty());
}

TEST_F(DenialsTest, an_expiry_that_was_set_or_brought_forward_holds_the_key) {
    known_before().expiry = at("2030-01-02T00:00:00Z");
    EXPECT_THAT(held(), ElementsAre("known")) << "it had none";

    known().expiry = at("2030-01-02T00:00:01Z");
    EXPECT_THAT(held(), ElementsAre("known"));

    known().expiry = at("2030-01-02T00:00:00Z");
    EXPECT_THAT(held(), IsEmpty());
}

TEST_F(DenialsTest, a_restriction_to_addresses_that_was_set_or_changed_holds_the_key) {
    known_before().from = {"192.0.2.0/24"};
    EXPECT_THAT(held(), ElementsAre("known")) << "it had none";

    known().from = {"198.51.100.0/24"};
    EXPECT_THAT(held(), ElementsAre("known"));
}

TEST_F(DenialsTest, a_held_key_stays_out_of_later_snapshots_until_it_is_decided_anew) {
    auto revoked = a_grant("revoked", {"ops"});
    revoked.revision = 30;
    next.grants.push_back(revoked);
    auto denials = Denials{}.after(last, next);
    auto later = next;
    later.revision += 1;
    denials = denials.after(next, later);
    EXPECT_THAT(denials.held(later), ElementsAre("revoked"));

    auto gone = later;
    gone.grants.pop_back();
    denials = denials.after(later, gone);
    EXPECT_THAT(denials.after(gone, later).held(later), ElementsAre("revoked")) << "it was absent meanwhile";

    later.grants[1].revision = last.revision + 1;
    EXPECT_THAT(denials.after(gone, later).held(later), IsEmpty());
}

TEST_F(DenialsTest, a_held_key_is_held_through_another_epoch) {
    auto revoked = a_grant("revoked", {"ops"});
    revoked.revision = 30;
    next.grants.push_back(revoked);
    auto const denials = Denials{}.after(last, next);
    auto third = next;
    third.epoch = 3;
    third.revision += jump;

    EXPECT_THAT(denials.after(next, third).held(third), ElementsAre("revoked"));
}

TEST_F(DenialsTest, a_login_that_was_taken_from_the_cluster_stays_shut_and_holds_no_key) {
    last.logins = {"ops"};
    known_before().logins = {"ops"};

    EXPECT_THAT(held(), IsEmpty());
    EXPECT_THAT(granted().logins, ElementsAre("ops"));
    EXPECT_THAT(granted().grants[0].logins, ElementsAre("ops"));
    EXPECT_THAT(Denials{}.after(last, next).shut_logins(next), ElementsAre("root"));
}

TEST_F(DenialsTest, an_option_that_was_taken_from_the_cluster_stays_off) {
    last.sshOptions.portForwarding = false;
    next.sshOptions.agentForwarding = true;

    EXPECT_FALSE(granted().sshOptions.portForwarding);
    EXPECT_FALSE(granted().sshOptions.agentForwarding);
    EXPECT_TRUE(granted().sshOptions.pty);
}

TEST_F(DenialsTest, settings_that_were_saved_later_are_free) {
    last.logins = {"ops"};
    known_before().logins = {"ops"};
    auto const denials = Denials{}.after(last, next);
    auto saved = next;
    saved.settingsRevision = last.revision + 1;

    EXPECT_EQ(denials.after(next, saved).applied_to(saved), saved);
    next = saved;
    EXPECT_EQ(granted(), saved) << "also where the node hears of both at once";
}

}  // namespace
}  // namespace gatehouse::agent
