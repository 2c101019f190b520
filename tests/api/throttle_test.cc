#include <gmock/gmock.h>

#include "base/text.h"
#include "service/throttle.h"
#include "tests/support/test_house.h"

namespace gatehouse::test {
namespace {

using namespace std::chrono_literals;
using service::Throttle;

constexpr char password[] = "correct horse battery staple";

class ThrottledSignIn : public testing::Test {
protected:
    TestHouse house;
    Person const vera = a_user("vera").with_password(password).join(house);

    Answer attempt(std::string const& secret, std::string const& address = "198.51.100.7",
                   std::string const& device = "") {
        auto visitor = house.anyone().from(address);
        if (!device.empty())
            visitor = visitor.with("Cookie", "__Host-gatehouse-device=" + device);
        return visitor.post("/v1/auth/session",
                            R"({"emailId":"vera@example.com","password":")" + secret + "\"}");
    }
};

TEST_F(ThrottledSignIn, after_five_wrong_passwords_an_account_waits_even_for_the_right_one) {
    for (int i = 0; i < 5; ++i)
        ASSERT_EQ(attempt("wrong", "198.51.100." + std::to_string(i)).status, 401) << i;

    auto const answer = attempt(password, "203.0.113.9");

    EXPECT_EQ(answer.status, 429);
    EXPECT_EQ(answer.code(), "TooManyRequests");
    EXPECT_EQ(answer.header("Retry-After"), "1");
}

TEST_F(ThrottledSignIn, it_works_again_once_retry_after_has_passed_and_is_then_forgiven) {
    for (int i = 0; i < 5; ++i)
        attempt("wrong");
    auto const wait = to_number<int>(attempt(password).header("Retry-After")).value();
    house.clock.advance(std::chrono::seconds(wait));

    EXPECT_EQ(attempt(password).status, 204);
    EXPECT_EQ(attempt("wrong").status, 401);
    EXPECT_EQ(attempt(password).status, 204);
}

TEST_F(ThrottledSignIn, a_browser_that_signed_in_before_is_not_held_up_by_strangers) {
    auto const device = attempt(password).cookie("__Host-gatehouse-device").value();
    for (int i = 0; i < 5; ++i)
        attempt("wrong");
    ASSERT_EQ(attempt(password).status, 429);

    EXPECT_EQ(attempt(password, "198.51.100.7", device).status, 204);
}

TEST_F(ThrottledSignIn, such_a_browser_is_slowed_down_by_its_own_wrong_passwords) {
    auto const device = attempt(password).cookie("__Host-gatehouse-device").value();
    for (int i = 0; i < 5; ++i)
        ASSERT_EQ(attempt("wrong", "198.51.100.7", device).status, 401);

    EXPECT_EQ(attempt(password, "198.51.100.7", device).status, 429);
    EXPECT_EQ(attempt(password).status, 204) << "and holds up nobody else";
}

TEST_F(ThrottledSignIn, a_made_up_device_counts_as_a_stranger) {
    for (int i = 0; i < 5; ++i)
        attempt("wrong", "198.51.100.7", "made-up-" + std::to_string(i));

    EXPECT_EQ(attempt(password, "198.51.100.7", "made-up").status, 429);
}

TEST_F(ThrottledSignIn, an_address_that_tries_many_accounts_waits_as_well) {
    auto const guess = [&](int i) {
        return house.anyone()
            .from("203.0.113.5")
            .post("/v1/auth/session",
                  R"({"emailId":"user)" + std::to_string(i) + R"(@example.com","password":"x"})");
    };
    for (int i = 0; i < 20; ++i)
        ASSERT_EQ(guess(i).status, 401);

    EXPECT_EQ(guess(20).status, 429);
    EXPECT_EQ(attempt(password).status, 204) << "another address goes on";
}

TEST_F(ThrottledSignIn, owning_one_account_does_not_clear_the_way_to_the_others) {
    auto const guess = [&](int i) {
        return house.anyone()
            .from("203.0.113.5")
            .post("/v1/auth/session",
                  R"({"emailId":"user)" + std::to_string(i) + R"(@example.com","password":"x"})");
    };
    for (int i = 0; i < 19; ++i)
        ASSERT_EQ(guess(i).status, 401);
    ASSERT_EQ(attempt(password, "203.0.113.5").status, 204);
    ASSERT_EQ(guess(19).status, 401);

    EXPECT_EQ(guess(20).status, 429);
}

TEST_F(ThrottledSignIn, a_browser_that_signed_in_before_keeps_its_cookie) {
    auto const device = attempt(password).cookie("__Host-gatehouse-device").value();

    EXPECT_FALSE(attempt(password, "198.51.100.7", device).cookie("__Host-gatehouse-device"));
}

// The rule by itself: free attempts, then pauses of 1, 2, 4 ... seconds, at most 5 minutes; an hour forgives.
class ThrottleRule : public testing::Test {
protected:
    Throttle throttle;
    Time now = from_micros(1'900'000'000'000'000);

    int wait() {
        auto const result = throttle.attempt({{"bucket", 2}}, now);
        return result ? 0 : result.error().retry_after_seconds;
    }
};

TEST_F(ThrottleRule, pauses_double_up_to_five_minutes) {
    EXPECT_EQ(wait(), 0);
    EXPECT_EQ(wait(), 0);
    for (int const pause : {1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300}) {
        EXPECT_EQ(wait(), pause);
        now += std::chrono::seconds(pause) - 1us;
        EXPECT_EQ(wait(), 1) << "a microsecond too early";
        now += 1us;
        EXPECT_EQ(wait(), 0);
    }
}

TEST_F(ThrottleRule, an_hour_without_attempts_forgives) {
    for (int i = 0; i < 3; ++i)
        wait();
    now += 1h + 1us;

    EXPECT_EQ(wait(), 0);
    EXPECT_EQ(wait(), 0);
    EXPECT_EQ(wait(), 1);
}

TEST_F(ThrottleRule, a_refused_attempt_does_not_count) {
    wait();
    wait();
    for (int i = 0; i < 100; ++i)
        EXPECT_EQ(wait(), 1);
}

TEST_F(ThrottleRule, the_longest_wait_of_several_buckets_counts) {
    for (int i = 0; i < 2; ++i)
        ASSERT_TRUE(throttle.attempt({{"account", 2}}, now));

    auto const both = throttle.attempt({{"address", 20}, {"account", 2}}, now);

    ASSERT_FALSE(both);
    EXPECT_EQ(both.error().code, Code::too_many_requests);
    EXPECT_TRUE(throttle.attempt({{"address", 20}}, now));
}

}  // namespace
}  // namespace gatehouse::test
