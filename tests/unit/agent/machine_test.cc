#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <system_error>

#include "agent/accounts.h"
#include "agent/addresses.h"
#include "agent/backoff.h"
#include "agent/reporter.h"
#include "agent/subprocess.h"
#include "tests/unit/agent/builders.h"

namespace gatehouse::agent {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(Accounts, are_served_when_they_exist) {
    auto const found = find_logins({"root", "daemon", "no-such-account", "daemon"}, 0);

    EXPECT_THAT(found.present, ElementsAre("daemon", "root"));
    EXPECT_THAT(found.missing, ElementsAre("no-such-account"));
}

TEST(Accounts, that_are_not_login_names_are_missing) {
    EXPECT_THAT(find_logins({"../root", ""}, 0).present, IsEmpty());
}

TEST(Accounts, of_others_are_missing_for_an_agent_that_is_not_root) {
    constexpr uid_t daemons_uid = 1;

    EXPECT_THAT(find_logins({"root", "daemon", "nobody"}, daemons_uid).present, ElementsAre("daemon"));
}

TEST(Addresses, hold_no_loopback) {
    EXPECT_THAT(own_addresses(), testing::Not(testing::Contains(testing::AnyOf("127.0.0.1", "::1"))));
}

TEST(Backoff, doubles_from_a_fifth_of_a_second_to_ten_with_jitter) {
    Backoff backoff(1);
    for (auto const whole : {200, 400, 800, 1600, 3200, 6400, 10'000, 10'000}) {
        auto const pause = backoff.next();
        EXPECT_GE(pause, milliseconds(whole / 2));
        EXPECT_LE(pause, milliseconds(whole));
    }
    backoff.reset();
    EXPECT_LE(backoff.next(), milliseconds(200));
}

TEST(Backoff, of_two_nodes_differs) {
    Backoff one(1), other(2);
    std::vector<milliseconds> of_one, of_other;
    for (int i = 0; i < 8; ++i) {
        of_one.push_back(one.next());
        of_other.push_back(other.next());
    }
    EXPECT_NE(of_one, of_other);
}

TEST(RunProgram, gives_both_outputs_and_the_exit_code) {
    auto const finished =
        run_program({"/bin/sh", "-c", "echo out; echo err >&2; exit 3"}, milliseconds(5000));

    EXPECT_EQ(finished.out, "out\n");
    EXPECT_EQ(finished.err, "err\n");
    EXPECT_EQ(finished.exit_code, 3);
}

TEST(RunProgram, kills_a_program_that_does_not_end) {
    auto const started = std::chrono::steady_clock::now();

    EXPECT_EQ(run_program({"/bin/sleep", "60"}, milliseconds(100)).exit_code, 128 + 9);
    EXPECT_LT(std::chrono::steady_clock::now() - started, std::chrono::seconds(10));
}

TEST(RunProgram, throws_where_there_is_no_such_program) {
    EXPECT_THROW(run_program({"/no/such/program"}, milliseconds(1000)), std::system_error);
}

TEST(UnsoundPart, is_the_directory_that_others_may_write) {
    test::TemporaryDirectory const directory;
    std::filesystem::create_directory(directory / "open");
    std::filesystem::permissions(directory / "open", std::filesystem::perms(0777));

    EXPECT_EQ(unsound_part(directory / "open", ::geteuid()), directory / "open");
    EXPECT_EQ(unsound_part("/usr/bin", 0), std::nullopt);
}

}  // namespace
}  // namespace gatehouse::agent
