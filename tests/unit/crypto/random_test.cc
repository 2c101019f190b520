#include "crypto/random.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

namespace gatehouse::crypto {
namespace {

using testing::MatchesRegex;

TEST(RandomBytes, come_in_the_wanted_number_and_differ) {
    EXPECT_EQ(random_bytes(0), "");
    EXPECT_EQ(random_bytes(1000).size(), 1000U);
    EXPECT_NE(random_bytes(16), random_bytes(16));
}

TEST(Uid, carries_version_7_and_the_variant_of_rfc_9562) {
    for (int i = 0; i < 100; ++i)
        EXPECT_THAT(new_uid(SystemClock().now()),
                    MatchesRegex("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
}

TEST(Uid, begins_with_the_milliseconds_of_the_example_in_rfc_9562) {
    // Appendix A.6: 2022-02-22T19:22:22Z is 0x017F22E279B0 milliseconds.
    auto const time = parse_rfc3339("2022-02-22T19:22:22Z").value();
    EXPECT_EQ(new_uid(time).substr(0, 18), "017f22e2-79b0-7000");
}

TEST(Uid, sorts_by_the_microsecond_of_its_making) {
    auto time = parse_rfc3339("2026-01-31T23:59:59.998Z").value();
    auto earlier = new_uid(time);
    for (int i = 0; i < 3000; ++i) {
        time += std::chrono::microseconds(1);
        auto later = new_uid(time);
        ASSERT_LT(earlier, later);
        earlier = std::move(later);
    }
}

TEST(Uid, is_new_each_time_within_one_microsecond) {
    auto const time = from_micros(1'800'000'000'000'000);
    std::set<std::string> uids;
    for (int i = 0; i < 1000; ++i)
        uids.insert(new_uid(time));
    EXPECT_EQ(uids.size(), 1000U);
}

TEST(Token, is_43_characters_of_base64url_and_new_each_time) {
    auto const one = new_token();
    EXPECT_THAT(std::string(one.reveal()), MatchesRegex("[A-Za-z0-9_-]{43}"));
    EXPECT_NE(one.reveal(), new_token().reveal());
}

TEST(TokenDigest, is_sha_256_in_lower_case_hex) {
    EXPECT_EQ(token_digest("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace gatehouse::crypto
