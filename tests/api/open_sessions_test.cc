#include <gmock/gmock.h>

#include "tests/support/test_house.h"

namespace gatehouse::test {
namespace {

using namespace std::chrono_literals;
using testing::Each;
using testing::ElementsAre;

class OpenSessionsApi : public testing::Test {
protected:
    TestHouse house;
    Person const vera = a_user("vera").with_password("correct horse").join(house);
    Person const uma = a_user("uma").with("tenant-user-admin", in_tenant()).sign_in(house);
    std::string const path = "/v1/users/" + vera.uid.str() + "/sessions";

    Visitor browser(std::string const& agent, std::string const& address) {
        auto const session =
            house.anyone()
                .from(address)
                .with("User-Agent", agent)
                .post("/v1/auth/session", R"({"emailId":"vera@example.com","password":"correct horse"})");
        return house.anyone()
            .with("Origin", own_origin)
            .with("Cookie", "__Host-gatehouse=" + session.cookie("__Host-gatehouse").value());
    }
};

TEST_F(OpenSessionsApi, one_sees_where_one_is_signed_in_and_which_of_it_is_this) {
    auto const begun = to_rfc3339(house.clock.now());
    auto const laptop = browser("Firefox on a laptop", "192.0.2.7");
    house.clock.advance(10s);
    auto const phone = browser("evil\x1b[31m \xe2\x80\xae" + std::string(300, 'x'), "192.0.2.8");

    auto const list = phone.get(path);
    ASSERT_EQ(list.status, 200) << list.body;
    EXPECT_THAT(list.each("/items", "/address"), ElementsAre("192.0.2.8", "192.0.2.7"));
    EXPECT_THAT(list.each("/items", "/isCurrent"), ElementsAre("true", "false"));
    EXPECT_THAT(list.each("/items", "/kind"), Each("browser"));
    EXPECT_EQ(list.at("/items/1/begun"), begun);
    EXPECT_EQ(list.at("/items/1/agent"), "Firefox on a laptop");
    EXPECT_EQ(list.at("/items/0/agent"), "evil?[31m ???" + std::string(187, 'x'));
    EXPECT_EQ(uma.get("/v1/users/" + vera.uid.str()).at("/status/lastSignIn"), to_rfc3339(house.clock.now()));
}

TEST_F(OpenSessionsApi, a_session_that_is_ended_stops_at_once) {
    auto const laptop = browser("laptop", "192.0.2.7");
    house.clock.advance(1s);
    auto const phone = browser("phone", "192.0.2.8");
    auto const uid = phone.get(path).at("/items/1/uid");

    EXPECT_EQ(phone.remove(path + "/" + uid).status, 204);
    EXPECT_EQ(laptop.get("/v1/me").status, 401);
    EXPECT_EQ(phone.get("/v1/me").status, 200);
    EXPECT_EQ(phone.remove(path + "/" + uid).code(), "ResourceNotFound");
}

TEST_F(OpenSessionsApi, other_peoples_take_the_permission_and_are_reached_under_their_own_name_only) {
    auto const phone = browser("phone", "192.0.2.8");
    auto const uid = uma.get(path).at("/items/0/uid");
    auto const nobody = a_user("nobody").sign_in(house);

    EXPECT_EQ(nobody.get(path).status, 403);
    EXPECT_EQ(nobody.remove(path + "/" + uid).status, 403);
    EXPECT_EQ(nobody.remove("/v1/users/" + nobody.uid.str() + "/sessions/" + uid).status, 404);
    EXPECT_EQ(phone.get("/v1/me").status, 200);
    EXPECT_EQ(uma.remove(path + "/" + uid).status, 204);
    EXPECT_EQ(phone.get("/v1/me").status, 401);
}

TEST_F(OpenSessionsApi, the_tenant_says_how_long_a_browser_may_be_idle) {
    auto const tenant = "/v1/tenants/" + uma.get("/v1/users/info").at("/tenantUid") + "/authTokenSettings";
    auto const set = [&](int minutes) {
        return uma.put(tenant, R"({"expiryTimeMinutes":)" + std::to_string(minutes) + "}");
    };
    EXPECT_EQ(uma.get(tenant).at("/expiryTimeMinutes"), "240");
    EXPECT_EQ(set(14).field(), "/expiryTimeMinutes");
    EXPECT_EQ(set(1441).status, 400);
    auto const before = browser("before", "192.0.2.7");

    EXPECT_EQ(set(15).status, 204);
    auto const after = browser("after", "192.0.2.8");
    house.clock.advance(15min - 1s);
    EXPECT_EQ(after.get("/v1/me").status, 200);
    house.clock.advance(1s);
    EXPECT_EQ(before.get("/v1/me").status, 401) << "it holds for who is signed in already";
    EXPECT_EQ(after.get("/v1/me").status, 200) << "the last action prolonged it";

    EXPECT_EQ(set(1440).status, 204);
    auto const long_one = browser("long", "192.0.2.9");
    house.clock.advance(24h - 1s);
    EXPECT_EQ(long_one.get("/v1/me").status, 200);
}

}  // namespace
}  // namespace gatehouse::test
