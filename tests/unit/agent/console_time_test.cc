#include "agent/console_time.h"

#include <gtest/gtest.h>

#include "tests/unit/agent/builders.h"

namespace gatehouse::agent {
namespace {

using std::chrono::hours;
using std::chrono::seconds;
using test::at;
using test::ManualClock;

struct Clocks {
    void pass(seconds time) {
        wall.advance(time);
        steady.advance(time);
    }
    ManualClock wall{at("2030-01-01T00:00:00Z")};
    ManualClock steady{at("1970-01-02T00:00:00Z")};
};

TEST(ConsoleTime, goes_on_from_what_the_console_said) {
    Clocks clocks;
    ConsoleTime time(clocks.wall, clocks.steady, seconds(0));

    time.heard(at("2030-01-01T00:10:00Z"));
    clocks.pass(seconds(30));

    EXPECT_EQ(time.now(), at("2030-01-01T00:10:30Z"));
    EXPECT_EQ(time.skew(), seconds(-600));
    EXPECT_EQ(time.correction(), seconds(-600));
}

TEST(ConsoleTime, is_not_moved_by_setting_the_nodes_clock) {
    Clocks clocks;
    ConsoleTime time(clocks.wall, clocks.steady, seconds(0));
    time.heard(clocks.wall.now());

    clocks.wall.advance(-hours(5));

    EXPECT_EQ(time.now(), at("2030-01-01T00:00:00Z"));
    EXPECT_EQ(time.correction(), -hours(5));
}

TEST(ConsoleTime, leaves_two_seconds_alone) {
    Clocks clocks;
    ConsoleTime time(clocks.wall, clocks.steady, seconds(0));

    time.heard(clocks.wall.now() + seconds(2));
    EXPECT_EQ(time.correction(), seconds(0));

    time.heard(clocks.wall.now() + seconds(3));
    EXPECT_EQ(time.correction(), seconds(-3));

    time.heard(clocks.wall.now() + seconds(5));
    EXPECT_EQ(time.correction(), seconds(-3)) << "no rewriting for a jitter";

    time.heard(clocks.wall.now());
    EXPECT_EQ(time.correction(), seconds(0));
}

TEST(ConsoleTime, believes_of_the_last_skew_only_what_ends_lines_earlier) {
    Clocks clocks;
    ConsoleTime slow(clocks.wall, clocks.steady, seconds(-100));
    EXPECT_EQ(slow.now(), clocks.wall.now() + seconds(100));
    EXPECT_EQ(slow.correction(), seconds(-100));

    ConsoleTime fast(clocks.wall, clocks.steady, seconds(100));
    EXPECT_EQ(fast.now(), clocks.wall.now());
    EXPECT_EQ(fast.correction(), seconds(0));
}

}  // namespace
}  // namespace gatehouse::agent
