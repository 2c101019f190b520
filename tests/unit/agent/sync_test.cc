#include "agent/sync.h"

#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/agent/builders.h"

namespace gatehouse::agent {
namespace {

using std::chrono::hours;
using std::chrono::seconds;
using test::a_grant;
using test::at;
using test::debian_12_sshd;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using Took = Sync::Took;

/// One life of the agent's process over a state directory.
struct Process {
    Process(StatePaths const& paths, Identity const& identity, Clock const& wall, Clock const& steady)
        : state(paths), writer(paths.authorized_keys()),
          time(wall, steady, seconds(state.seen().value_or(Seen{}).skew_seconds)),
          sync(identity, state, writer, time, 0) {}
    State state;
    AuthorizedKeysWriter writer;
    ConsoleTime time;
    Sync sync;
};

class SyncTest : public testing::Test {
protected:
    SyncTest() {
        content.grants = {a_grant("key-1", {"root"}), a_grant("key-2", {"root"})};
        restart();
    }
    void restart() {
        process.reset();
        process = std::make_unique<Process>(paths, identity, wall, steady);
        process->sync.start(debian_12_sshd);
    }
    Took offer(snapshot::Content const& offered) {
        auto const made = snapshot::sign(offered, console);
        return take({.serverTime = wall.now(),
                     .logins = offered.logins,
                     .snapshot = contract::SignedSnapshot{made.payload, made.signature, made.proof}});
    }
    Took take(contract::PollNode::Response const& answer) {
        return process->sync.take(answer, debian_12_sshd);
    }
    void pass(seconds time) {
        wall.advance(time);
        steady.advance(time);
    }
    std::string root_file() const {
        return read_file(paths.authorized_keys() / "root").value_or("(no file)");
    }
    std::vector<std::string> problems() const { return process->sync.problems(); }
    void put(std::filesystem::path const& path, std::string const& text) const {
        std::ofstream(path) << text;
    }

    test::TemporaryDirectory directory;
    StatePaths paths{directory.path()};
    crypto::SigningKey console = test::a_signing_key();
    Identity identity = test::an_identity(console);
    test::ManualClock wall{at("2030-01-01T00:00:00Z")};
    test::ManualClock steady{at("1970-01-02T00:00:00Z")};
    snapshot::Content content = test::a_snapshot_of("cluster-1");
    std::unique_ptr<Process> process;
};

TEST_F(SyncTest, a_new_node_confirms_nothing) {
    auto const confirmed = process->sync.confirmed();

    EXPECT_EQ(confirmed.position, Position{});
    EXPECT_EQ(to_rfc3339(confirmed.lease_end), "0001-01-01T00:00:00.000Z");
    EXPECT_THAT(problems(), IsEmpty());
}

TEST_F(SyncTest, what_was_taken_is_written_and_confirmed) {
    EXPECT_EQ(offer(content), Took::news);

    EXPECT_THAT(root_file(), HasSubstr("gatehouse:key-1"));
    EXPECT_EQ(process->sync.confirmed().position, (Position{1, 41}));
    EXPECT_EQ(process->sync.confirmed().lease_end, content.leaseEnd);
    EXPECT_EQ(process->sync.next_end(), content.leaseEnd);
}

TEST_F(SyncTest, a_later_revision_replaces_everything) {
    offer(content);
    content.revision = 42;
    content.grants.pop_back();

    EXPECT_EQ(offer(content), Took::news);

    EXPECT_THAT(root_file(), Not(HasSubstr("gatehouse:key-2")));
}

TEST_F(SyncTest, a_longer_lease_of_the_same_revision_is_news) {
    offer(content);
    content.leaseEnd += hours(1);

    EXPECT_EQ(offer(content), Took::news);
    EXPECT_THAT(root_file(), HasSubstr("20300104005959Z"));
}

TEST_F(SyncTest, an_earlier_revision_is_refused_and_the_last_good_one_stays) {
    offer(content);
    auto const before = root_file();
    content.revision = 40;
    content.grants.push_back(a_grant("leaver", {"root"}));

    EXPECT_EQ(offer(content), Took::refused);

    EXPECT_EQ(root_file(), before);
    EXPECT_EQ(process->sync.confirmed().position, (Position{1, 41}));
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("offers snapshot 1.40 and this node has seen 1.41")));
}

TEST_F(SyncTest, a_later_epoch_may_count_from_the_beginning) {
    offer(content);
    content.epoch = 2;
    content.revision = 1;
    EXPECT_EQ(offer(content), Took::news);

    content.epoch = 1;
    content.revision = 99;
    EXPECT_EQ(offer(content), Took::refused);
}

TEST_F(SyncTest, the_same_revision_with_a_shorter_lease_is_refused) {
    offer(content);
    content.leaseEnd -= hours(1);

    EXPECT_EQ(offer(content), Took::refused);
    EXPECT_THAT(root_file(), HasSubstr("20300103235959Z"));
}

TEST_F(SyncTest, a_lease_that_is_over_by_the_consoles_time_is_refused) {
    content.leaseEnd = wall.now();

    EXPECT_EQ(offer(content), Took::refused);
    EXPECT_FALSE(std::filesystem::exists(paths.snapshot()));
}

TEST_F(SyncTest, strangers_snapshots_are_refused) {
    offer(content);
    auto const before = root_file();
    content.revision = 42;
    content.grants.clear();
    auto const forged = snapshot::sign(content, test::a_signing_key());

    auto const took =
        take({.serverTime = wall.now(),
              .logins = {"root"},
              .snapshot = contract::SignedSnapshot{forged.payload, forged.signature, forged.proof}});

    EXPECT_EQ(took, Took::refused);
    EXPECT_EQ(root_file(), before);
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("not signed")));
}

TEST_F(SyncTest, a_refusal_is_forgotten_with_the_next_good_answer) {
    offer(content);
    content.revision = 40;
    offer(content);
    content.revision = 42;
    offer(content);

    EXPECT_THAT(problems(), IsEmpty());
}

TEST_F(SyncTest, an_empty_snapshot_empties_the_files) {
    offer(content);
    content.revision = 42;
    content.grants.clear();

    EXPECT_EQ(offer(content), Took::news);
    EXPECT_EQ(root_file(), "");
}

TEST_F(SyncTest, a_key_that_ends_goes_at_its_time_without_the_console) {
    content.grants[0].expiry = at("2030-01-01T00:00:10Z");
    offer(content);
    EXPECT_EQ(process->sync.next_end(), content.grants[0].expiry);
    EXPECT_FALSE(process->sync.rewrite_is_due());

    pass(seconds(10));
    ASSERT_TRUE(process->sync.rewrite_is_due());
    process->sync.rewrite(debian_12_sshd);

    EXPECT_THAT(root_file(), Not(HasSubstr("gatehouse:key-1")));
    EXPECT_THAT(root_file(), HasSubstr("gatehouse:key-2"));
    EXPECT_EQ(process->sync.next_end(), content.leaseEnd);
    EXPECT_FALSE(process->sync.rewrite_is_due());
}

TEST_F(SyncTest, setting_the_nodes_clock_back_does_not_stretch_the_lease) {
    offer(content);

    wall.advance(-hours(100));
    ASSERT_TRUE(process->sync.rewrite_is_due());
    process->sync.rewrite(debian_12_sshd);
    EXPECT_THAT(root_file(), HasSubstr("expiry-time=\"20291230195959Z\"")) << "sshd reads the node's clock";

    pass(hours(72));
    ASSERT_TRUE(process->sync.rewrite_is_due());
    process->sync.rewrite(debian_12_sshd);
    EXPECT_EQ(root_file(), "");
}

TEST_F(SyncTest, a_clock_over_a_minute_off_is_reported) {
    take({.serverTime = wall.now() + seconds(60), .logins = {}, .snapshot = {}});
    EXPECT_THAT(problems(), IsEmpty());

    take({.serverTime = wall.now() + seconds(61), .logins = {}, .snapshot = {}});
    EXPECT_THAT(problems(), ElementsAre("this node's clock is 61 seconds behind the console's"));
}

TEST_F(SyncTest, an_answer_without_news_undoes_edits_by_hand) {
    offer(content);
    auto const right = root_file();
    put(paths.authorized_keys() / "root", "ssh-ed25519 AAAA a-door\n");

    EXPECT_EQ(take({.serverTime = wall.now(), .logins = {"root"}, .snapshot = {}}), Took::nothing);

    EXPECT_EQ(root_file(), right);
}

TEST_F(SyncTest, a_start_without_the_console_confirms_and_mends_what_is_stored) {
    offer(content);
    auto const right = root_file();
    put(paths.authorized_keys() / "root", right + "ssh-ed25519 AAAA a-door\n");

    restart();

    EXPECT_EQ(root_file(), right);
    EXPECT_EQ(process->sync.confirmed().position, (Position{1, 41}));
    EXPECT_THAT(process->sync.wanted_logins(), ElementsAre("root"));
}

TEST_F(SyncTest, a_start_after_the_lease_leaves_no_line) {
    offer(content);
    pass(hours(24 * 4));

    restart();

    EXPECT_EQ(root_file(), "");
}

TEST_F(SyncTest, a_damaged_stored_snapshot_widens_nothing) {
    offer(content);
    auto const right = root_file();
    auto stored = *read_file(paths.snapshot());
    stored.replace(stored.find("key-1"), 5, "key-9");
    put(paths.snapshot(), stored);
    put(paths.authorized_keys() / "root", right + "ssh-ed25519 AAAA a-door\n");
    put(paths.authorized_keys() / "ops", "ssh-ed25519 AAAA a-door\n");

    restart();

    EXPECT_EQ(root_file(), right) << "our lines stay until their lease ends";
    EXPECT_EQ(read_file(paths.authorized_keys() / "ops"), "");
    EXPECT_EQ(process->sync.confirmed().position, Position{}) << "so that the console sends it again";
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("stored snapshot cannot be used")));
    EXPECT_EQ(offer(content), Took::news);
    EXPECT_THAT(problems(), IsEmpty());
}

TEST_F(SyncTest, a_lost_stored_snapshot_does_not_let_an_older_one_in) {
    offer(content);
    std::filesystem::remove(paths.snapshot());
    restart();

    content.revision = 40;
    EXPECT_EQ(offer(content), Took::refused);
}

TEST_F(SyncTest, an_older_stored_snapshot_put_back_by_hand_is_not_used) {
    content.grants.push_back(a_grant("leaver", {"root"}));
    offer(content);
    auto const old = *read_file(paths.snapshot());
    content.revision = 42;
    content.grants.pop_back();
    offer(content);
    auto const right = root_file();
    put(paths.snapshot(), old);

    restart();

    EXPECT_EQ(root_file(), right);
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("older than 1.42")));
}

TEST_F(SyncTest, a_damaged_head_falls_back_to_the_stored_snapshot) {
    offer(content);
    put(paths.seen(), "{");
    restart();

    content.revision = 40;
    EXPECT_EQ(offer(content), Took::refused);
}

TEST_F(SyncTest, with_head_and_snapshot_lost_only_a_lease_that_runs_is_taken) {
    offer(content);
    put(paths.seen(), "");
    put(paths.snapshot(), "\0\1\2");
    restart();

    content.leaseEnd = wall.now() - seconds(1);
    EXPECT_EQ(offer(content), Took::refused);
    content.leaseEnd = wall.now() + seconds(1);
    EXPECT_EQ(offer(content), Took::news);
}

TEST_F(SyncTest, a_key_that_a_restored_console_brings_back_gets_no_line_and_is_told) {
    offer(content);
    content.epoch = 2;
    content.revision += 1000;
    auto revoked = a_grant("revoked", {"root"});
    revoked.revision = 40;
    content.grants.push_back(revoked);

    EXPECT_EQ(offer(content), Took::news);

    EXPECT_THAT(root_file(), Not(HasSubstr("gatehouse:revoked")));
    EXPECT_THAT(root_file(), HasSubstr("gatehouse:key-2"));
    EXPECT_THAT(process->sync.held(), ElementsAre("revoked"));
    restart();
    EXPECT_THAT(root_file(), Not(HasSubstr("gatehouse:revoked")));
    EXPECT_THAT(process->sync.held(), ElementsAre("revoked"));

    content.revision += 1;
    content.grants.back().revision = content.revision;
    offer(content);
    EXPECT_THAT(root_file(), HasSubstr("gatehouse:revoked"));
    EXPECT_THAT(process->sync.held(), IsEmpty());
}

TEST_F(SyncTest, a_login_that_a_restored_console_brings_back_is_told_as_a_problem) {
    content.logins = {"root"};
    offer(content);
    content.epoch = 2;
    content.logins = {"ops", "root"};

    offer(content);

    EXPECT_THAT(problems(), ElementsAre(HasSubstr("ops came back with an older state of the console")));
}

TEST_F(SyncTest, the_proof_of_what_it_holds_survives_a_restart_and_a_damaged_one_is_not_shown) {
    offer(content);
    auto const proof = process->sync.proof();
    ASSERT_TRUE(proof);
    EXPECT_TRUE(snapshot::proves(*proof, console.public_key(), "cluster-1", {1, 41}));
    restart();
    EXPECT_EQ(process->sync.proof(), proof);

    auto stored = *read_file(paths.snapshot());
    put(paths.snapshot(), stored.replace(stored.find(*proof), 4, "\\u0000"));
    restart();

    EXPECT_EQ(process->sync.proof(), std::nullopt);
    EXPECT_EQ(process->sync.confirmed().position, (Position{1, 41})) << "the snapshot itself is sound";
}

TEST_F(SyncTest, what_an_agent_stored_before_there_were_proofs_is_in_force) {
    offer(content);
    auto const right = root_file();
    auto stored = *read_file(paths.snapshot());
    put(paths.snapshot(), stored.erase(stored.find(",\"proof\"")) + "}");
    std::filesystem::remove(paths.authorized_keys() / "root");

    restart();

    EXPECT_EQ(root_file(), right);
}

TEST_F(SyncTest, an_account_that_does_not_exist_gets_no_file) {
    content.logins = {"no-such-account", "root"};
    content.grants[0].logins = {"no-such-account", "root"};

    offer(content);

    EXPECT_FALSE(std::filesystem::exists(paths.authorized_keys() / "no-such-account"));
    EXPECT_THAT(root_file(), HasSubstr("key-1"));
}

TEST_F(SyncTest, the_skew_survives_a_restart) {
    auto const made = snapshot::sign(content, console);
    take({.serverTime = wall.now() + seconds(100),
          .logins = {"root"},
          .snapshot = contract::SignedSnapshot{made.payload, made.signature, made.proof}});
    auto const before = root_file();
    EXPECT_THAT(before, HasSubstr("20300103235819Z"));

    restart();

    EXPECT_EQ(root_file(), before);
}

}  // namespace
}  // namespace gatehouse::agent
