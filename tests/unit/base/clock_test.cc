#include <gmock/gmock.h>

#include "base/clock.h"

namespace gatehouse {
namespace {

using namespace std::chrono;

Time at(year_month_day date, microseconds into_day = {}) { return Time{sys_days(date)} + into_day; }

TEST(Rfc3339, is_written_in_utc_with_milliseconds_that_never_round_up) {
    EXPECT_EQ(to_rfc3339(at(2030y / 1 / 31, 17h + 5min + 9s)), "2030-01-31T17:05:09.000Z");
    EXPECT_EQ(to_rfc3339(at(2030y / 1 / 31, 24h - 1us)), "2030-01-31T23:59:59.999Z");
    EXPECT_EQ(to_rfc3339(at(1969y / 12 / 31, 24h - 1us)), "1969-12-31T23:59:59.999Z");
    EXPECT_EQ(to_rfc3339(at(1y / 1 / 1)), "0001-01-01T00:00:00.000Z");
}

TEST(Rfc3339, what_is_written_reads_back) {
    for (auto const time :
         {at(1y / 1 / 1), at(1970y / 1 / 1), at(2024y / 2 / 29, 1ms), at(9999y / 12 / 31, 24h - 1ms)})
        EXPECT_EQ(parse_rfc3339(to_rfc3339(time)), time);
}

TEST(Rfc3339, reads_offsets_fractions_and_small_letters) {
    auto const noon = at(2030y / 1 / 31, 12h);

    EXPECT_EQ(parse_rfc3339("2030-01-31T12:00:00Z"), noon);
    EXPECT_EQ(parse_rfc3339("2030-01-31t12:00:00z"), noon);
    EXPECT_EQ(parse_rfc3339("2030-01-31 12:00:00Z"), noon);
    EXPECT_EQ(parse_rfc3339("2030-01-31T17:30:00+05:30"), noon);
    EXPECT_EQ(parse_rfc3339("2030-01-31T00:00:00-12:00"), noon);
    EXPECT_EQ(parse_rfc3339("2030-01-31T12:00:00.5Z"), noon + 500ms);
    EXPECT_EQ(parse_rfc3339("2030-01-31T12:00:00.123456789Z"), noon + 123456us);
}

TEST(Rfc3339, refuses_everything_else) {
    for (auto const* text : {"",
                             "now",
                             "2030",
                             "2030-01-31",
                             "2030-01-31T12:00Z",
                             "2030-01-31T12:00:00",
                             "2030-1-31T12:00:00Z",
                             "2030-13-01T00:00:00Z",
                             "2030-00-01T00:00:00Z",
                             "2030-02-29T00:00:00Z",
                             "2030-01-32T00:00:00Z",
                             "2030-01-31T24:00:00Z",
                             "2030-01-31T12:60:00Z",
                             "2030-01-31T12:00:61Z",
                             "2030-01-31T12:00:00.Z",
                             "2030-01-31T12:00:00.1234567890Z",
                             "2030-01-31T12:00:00+24:00",
                             "2030-01-31T12:00:00+01:60",
                             "2030-01-31T12:00:00+0100",
                             "2030-01-31T12:00:00 Z",
                             " 2030-01-31T12:00:00Z",
                             "2030-01-31T12:00:00Z ",
                             "+2030-01-31T12:00:00Z",
                             "-030-01-31T12:00:00Z",
                             "0000-12-31T00:00:00Z",
                             "10000-01-01T00:00:00Z"})
        EXPECT_FALSE(parse_rfc3339(text)) << text;
}

TEST(Rfc3339, refuses_an_offset_that_leads_out_of_the_years_it_can_write) {
    EXPECT_FALSE(parse_rfc3339("9999-12-31T23:59:59-00:01"));
    EXPECT_FALSE(parse_rfc3339("9999-12-31T23:59:60Z"));
    EXPECT_FALSE(parse_rfc3339("0001-01-01T00:00:00+00:01"));
}

TEST(Micros, are_what_the_database_keeps) {
    auto const time = at(2030y / 1 / 31, 123456us);

    EXPECT_EQ(to_micros(Time{}), 0);
    EXPECT_EQ(from_micros(to_micros(time)), time);
}

}  // namespace
}  // namespace gatehouse
