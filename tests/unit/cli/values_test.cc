#include "cli/values.h"

#include <gtest/gtest.h>

#include "cli/command.h"

namespace gatehouse::cli {
namespace {

using namespace std::chrono_literals;

Time const noon = Time(std::chrono::sys_days(std::chrono::year(2026) / 5 / 1)) + 12h;

TEST(Duration, is_a_number_with_its_unit) {
    EXPECT_EQ(parse_duration("90s").value(), 90s);
    EXPECT_EQ(parse_duration("15m").value(), 15min);
    EXPECT_EQ(parse_duration("12h").value(), 12h);
    EXPECT_EQ(parse_duration("30d").value(), 720h);
}

TEST(Duration, is_nothing_else) {
    for (auto const* text : {"", "d", "12", "1.5h", "-1d", "12 h", "3w", "99999999999d"}) {
        auto const duration = parse_duration(text);
        ASSERT_FALSE(duration) << text;
        EXPECT_EQ(duration.error().rule, usage_rule);
    }
}

TEST(Moment, may_be_named_by_date_by_time_and_by_how_far_it_is_from_now) {
    EXPECT_EQ(to_rfc3339(parse_time("2026-12-31", noon, Direction::ahead).value()),
              "2026-12-31T00:00:00.000Z");
    EXPECT_EQ(to_rfc3339(parse_time("2026-12-31T18:00:00+02:00", noon, Direction::ahead).value()),
              "2026-12-31T16:00:00.000Z");
    EXPECT_EQ(parse_time("1d", noon, Direction::ahead).value(), noon + 24h);
    EXPECT_EQ(parse_time("1d", noon, Direction::back).value(), noon - 24h);
    for (auto const* text : {"tomorrow", "2026-13-01", "12:00", ""})
        EXPECT_FALSE(parse_time(text, noon, Direction::ahead)) << text;
}

TEST(Shown, times_are_to_the_second_and_durations_in_their_largest_whole_unit) {
    EXPECT_EQ(show(std::optional(noon)), "2026-05-01T12:00:00Z");
    EXPECT_EQ(show(std::optional<Time>()), "");
    EXPECT_EQ(show(std::chrono::seconds(3 * 86400)), "3d");
    EXPECT_EQ(show(36h), "36h");
    EXPECT_EQ(show(61s), "61s");
}

}  // namespace
}  // namespace gatehouse::cli
