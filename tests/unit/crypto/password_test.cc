#include "crypto/password.h"

#include <ctime>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gatehouse::crypto {
namespace {

using testing::StartsWith;

TEST(Password, is_recognised_by_its_hash_and_no_other_is) {
    auto const hash = hash_password("correct horse battery staple");
    EXPECT_THAT(hash, StartsWith("$argon2id$v=19$m=65536,t=3,p=1$"));
    EXPECT_TRUE(verify_password(hash, "correct horse battery staple"));
    EXPECT_FALSE(verify_password(hash, "correct horse battery stapler"));
    EXPECT_FALSE(verify_password(hash, ""));
}

TEST(Password, counts_every_byte_also_a_zero) {
    using namespace std::string_view_literals;
    auto const hash = hash_password("one\0two"sv);
    EXPECT_TRUE(verify_password(hash, "one\0two"sv));
    EXPECT_FALSE(verify_password(hash, "one"));
}

TEST(Password, gets_a_new_salt_each_time) { EXPECT_NE(hash_password("same"), hash_password("same")); }

TEST(Password, matches_the_hash_in_the_argon2_reference_tests) {
    auto const* const reference =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    EXPECT_TRUE(verify_password(reference, "password"));
    EXPECT_FALSE(verify_password(reference, "passwore"));
}

TEST(Password, never_matches_what_is_not_a_hash) {
    EXPECT_FALSE(verify_password("plain text", "plain text"));
    EXPECT_FALSE(verify_password("$argon2id$nonsense", "nonsense"));
}

TEST(Password, of_an_unknown_account_is_refused_after_the_same_work) {
    auto const hash = hash_password("known");
    auto const start = std::clock();
    EXPECT_FALSE(verify_password(hash, "wrong"));
    auto const known = std::clock();
    EXPECT_FALSE(verify_password("", ""));
    auto const unknown = std::clock();
    EXPECT_GT(unknown - known, (known - start) / 2);
}

}  // namespace
}  // namespace gatehouse::crypto
