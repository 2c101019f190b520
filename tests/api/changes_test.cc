#include <gmock/gmock.h>

#include "tests/support/keys.h"
#include "tests/support/test_house.h"

namespace gatehouse::test {
namespace {

using testing::MatchesRegex;

constexpr char keys[] = "/v1/users/assets/sshkeys";

class Changes : public testing::Test {
protected:
    TestHouse house;
    ProjectUid const edge = house.a_project("Edge");
    Visitor const in_edge = house.ada().in(edge);
};

TEST_F(Changes, changes_answers_304_until_something_that_a_console_shows_changes) {
    auto const first = house.ada().get("/v1/changes");
    ASSERT_EQ(first.status, 200);
    EXPECT_EQ(first.body, "{}");
    auto const poll = [&](Answer const& last) {
        return house.ada().with("If-None-Match", last.header("ETag")).get("/v1/changes");
    };
    EXPECT_THAT(first.header("ETag"), MatchesRegex("\".+\""));
    auto const same = poll(first);
    EXPECT_EQ(same.status, 304);
    EXPECT_EQ(same.body, "");
    EXPECT_EQ(same.header("ETag"), first.header("ETag"));
    a_user("quiet").sign_in(house);
    EXPECT_EQ(house.ada().with("If-None-Match", "\"other\"").get("/v1/changes").status, 200);

    auto const before = house.ada().get("/v1/changes");
    in_edge.post(keys, key_body("laptop", a_key("k")));
    EXPECT_EQ(poll(before).status, 200);
}

TEST_F(Changes, a_node_s_receipt_is_a_change_and_its_idle_polls_are_not) {
    auto node = house.a_node(house.a_cluster(edge, "c"), "n");
    auto const tag = [&] { return house.ada().get("/v1/changes").header("ETag"); };
    node.hear();
    auto const before = tag();
    node.poll();
    auto const confirmed = tag();
    EXPECT_NE(confirmed, before);

    node.poll();
    EXPECT_EQ(tag(), confirmed);
}

}  // namespace
}  // namespace gatehouse::test
