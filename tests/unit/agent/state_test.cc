#include "agent/state.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "agent/state_lock.h"
#include "tests/unit/agent/builders.h"

namespace gatehouse::agent {
namespace {

using testing::HasSubstr;

struct StateTest : testing::Test {
    test::TemporaryDirectory directory;
    StatePaths paths{directory.path()};
};

TEST_F(StateTest, an_identity_comes_back_as_it_was_saved_and_only_its_owner_can_read_it) {
    auto const saved = test::an_identity(test::a_signing_key());
    save_identity(paths, saved);

    auto const loaded = load_identity(paths);

    ASSERT_TRUE(loaded) << loaded.error().message;
    EXPECT_EQ(loaded->signing_key, saved.signing_key);
    EXPECT_EQ(loaded->credential.reveal(), "credential");
    EXPECT_EQ(loaded->cluster, "cluster-1");
    EXPECT_EQ(loaded->addresses, saved.addresses);
    EXPECT_EQ(loaded->sshd.config, saved.sshd.config);
    EXPECT_EQ(loaded->sshd_release.version, saved.sshd_release.version);
    EXPECT_EQ(test::mode_of(paths.identity()), 0600);
}

TEST_F(StateTest, without_an_identity_the_machine_is_not_enrolled) {
    auto const loaded = load_identity(paths);

    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().code, Code::not_found);
}

TEST_F(StateTest, a_damaged_identity_is_refused_with_the_remedy) {
    write_file_atomically(paths.identity(), "{\"server\":", 0600);

    auto const loaded = load_identity(paths);

    ASSERT_FALSE(loaded);
    EXPECT_THAT(loaded.error().message, HasSubstr("--replace"));
}

TEST_F(StateTest, a_second_agent_is_refused_until_the_first_has_ended) {
    {
        auto const first = StateLock::take(paths);
        ASSERT_TRUE(first);

        auto const second = StateLock::take(paths);
        ASSERT_FALSE(second);
        EXPECT_EQ(second.error().code, Code::conflict);
    }
    EXPECT_TRUE(StateLock::take(paths));
}

TEST_F(StateTest, a_flipped_digit_of_the_head_is_seen_as_damage) {
    State state(paths);
    state.keep(Seen{.position = {1, 41}, .skew_seconds = 0});
    auto text = *read_file(paths.seen());
    write_file_atomically(paths.seen(), text.replace(text.find("41"), 2, "91"), 0600);

    EXPECT_EQ(state.seen(), std::nullopt);
}

TEST_F(StateTest, denials_come_back_as_they_were_kept_and_a_flipped_letter_is_seen_as_damage) {
    State state(paths);
    Denials const kept{.keys = {{"revoked", 41}}, .settings = SettingsLimit{41, {"ops"}, {}}};
    state.keep(kept);
    EXPECT_EQ(state.denials(), kept);

    auto text = *read_file(paths.denials());
    write_file_atomically(paths.denials(), text.replace(text.find("revoked"), 1, "R"), 0600);

    EXPECT_EQ(state.denials(), Denials{});
}

TEST_F(StateTest, a_new_enrolment_forgets_what_the_old_console_counted) {
    State state(paths);
    state.keep(Seen{.position = {3, 7}, .skew_seconds = 1});
    state.keep(snapshot::Signed{"payload", "signature", "proof"});
    state.keep(Denials{.keys = {{"revoked", 41}}, .settings = {}});
    EXPECT_EQ(state.seen(), (Seen{.position = {3, 7}, .skew_seconds = 1}));

    state.forget();

    EXPECT_EQ(state.seen(), std::nullopt);
    EXPECT_EQ(state.snapshot(), std::nullopt);
    EXPECT_EQ(state.denials(), Denials{});
}

}  // namespace
}  // namespace gatehouse::agent
