#include "crypto/api_key.h"

#include <gmock/gmock.h>
#include <map>
#include <set>
#include <string>

namespace gatehouse::crypto {
namespace {

using testing::MatchesRegex;

TEST(ApiKey, is_found_by_its_prefix_and_new_each_time) {
    std::set<std::string> keys;
    for (int i = 0; i < 1000; ++i) {
        std::string const key(new_api_key().reveal());
        EXPECT_THAT(key, MatchesRegex("ghk_[0-9A-Za-z]{49}"));
        EXPECT_TRUE(is_api_key(key)) << key;
        keys.insert(key);
    }
    EXPECT_EQ(keys.size(), 1000U);
}

TEST(ApiKey, uses_every_letter_and_digit_about_equally_often) {
    std::map<char, int> seen;
    for (int i = 0; i < 2000; ++i) {
        auto const key = new_api_key();
        for (char const c : key.reveal().substr(4, 43))
            ++seen[c];
    }
    ASSERT_EQ(seen.size(), 62U);
    for (auto const& [c, times] : seen) {  // 86,000 draws, 1387 of each; the deviation of that is 37
        EXPECT_GT(times, 1387 - 8 * 37) << c;
        EXPECT_LT(times, 1387 + 8 * 37) << c;
    }
}

TEST(ApiKey, a_key_that_was_mistyped_or_cut_is_known_as_such) {
    std::string const key(new_api_key().reveal());
    for (std::size_t i = 0; i < key.size(); ++i) {
        auto mistyped = key;
        mistyped[i] = key[i] == 'x' ? 'y' : 'x';
        EXPECT_FALSE(is_api_key(mistyped)) << i;
        EXPECT_FALSE(is_api_key(key.substr(0, i))) << i;
        EXPECT_FALSE(is_api_key(key.substr(0, i) + key.substr(i + 1))) << i;
    }
    EXPECT_FALSE(is_api_key(key + "x"));
    EXPECT_FALSE(is_api_key(" " + key));
}

TEST(ApiKey, the_check_is_the_beginning_of_a_sha_256) {
    // sha256("ghk_" + 43 zeros) begins with b7fdb03e; its 32 bits in base 62, the last digit first.
    EXPECT_TRUE(is_api_key("ghk_" + std::string(43, '0') + "6K8uM3"));
}

}  // namespace
}  // namespace gatehouse::crypto
