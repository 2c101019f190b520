#include <gmock/gmock.h>

#include "tests/support/keys.h"
#include "tests/support/test_house.h"

// Whose access a key is, and what becomes of it when they leave.
namespace gatehouse::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string const keys = "/v1/users/assets/sshkeys";

class Owners : public testing::Test {
protected:
    TestHouse house;
    ProjectUid const edge = house.a_project("Edge");
    ProjectUid const cloud = house.a_project("Cloud");
    ClusterUid const cluster = house.a_cluster(edge, "cluster");
    Person const vera =
        a_user("vera").with("project-admin", in(edge)).with("project-admin", in(cloud)).sign_in(house);

    std::string add(Visitor const& who, std::string const& more = "") {
        auto const answer = who.post(keys, key_body("key " + std::to_string(++made), a_key("k"), more));
        EXPECT_EQ(answer.status, 201) << answer.body;
        return answer.uid();
    }
    std::string state(std::string const& key, ProjectUid const& project) {
        return house.ada().in(project).get(keys + "/" + key).at("/status/state");
    }
    Answer set_state(Person const& user, bool active) {
        return house.ada().put("/v1/users/" + user.uid.str() + "/state",
                               std::string(R"({"isActive":)") + (active ? "true" : "false") + "}");
    }
    Answer set_projects(Person const& user, std::string const& projects) {
        return house.ada().put("/v1/users/" + user.uid.str() + "/projects",
                               R"({"projects":)" + projects + "}");
    }
    Answer resume(std::string const& key) { return house.ada().in(edge).post(keys + "/" + key + "/resume"); }
    int made = 0;
};

TEST_F(Owners, a_key_is_that_of_who_adds_it_unless_they_say_otherwise) {
    auto const mine = add(vera.in(edge));
    auto const projects = add(vera.in(edge), R"(,"ownerUid":"")");
    auto const adas = add(house.ada().in(edge), R"(,"ownerUid":")" + vera.uid.str() + "\"");

    auto const owner = [&](std::string const& key) {
        return house.ada().in(edge).get(keys + "/" + key).at("/status/owner");
    };
    EXPECT_THAT(owner(mine), HasSubstr(vera.email));
    EXPECT_EQ(owner(projects), "null");
    EXPECT_THAT(owner(adas), HasSubstr(vera.email));
}

TEST_F(Owners, only_somebody_with_a_role_there_can_own_a_key) {
    auto const stranger = a_user("stranger").with("project-viewer", in(cloud)).sign_in(house);
    auto const body = [&](std::string const& uid) {
        return key_body("k", a_key("k"), R"(,"ownerUid":")" + uid + "\"");
    };

    EXPECT_EQ(vera.in(edge).post(keys, body(stranger.uid.str())).field(), "/spec/ownerUid");
    EXPECT_EQ(vera.in(edge).post(keys, body("nobody")).field(), "/spec/ownerUid");
}

TEST_F(Owners, deactivation_ends_sessions_and_suspends_every_key_at_once_and_re_activation_brings_none_back) {
    auto node = house.a_node(cluster, "node");
    auto const in_edge = add(vera.in(edge));
    auto const in_cloud = add(vera.in(cloud));
    ASSERT_THAT(node.catch_up().grants, SizeIs(1));

    EXPECT_EQ(set_state(vera, false).status, 204);

    EXPECT_EQ(vera.get("/v1/me").status, 401);
    EXPECT_EQ(state(in_edge, edge), "suspended");
    EXPECT_EQ(state(in_cloud, cloud), "suspended");
    EXPECT_THAT(node.catch_up().grants, IsEmpty()) << "and the node hears of it";

    EXPECT_EQ(set_state(vera, true).status, 204);
    EXPECT_EQ(vera.get("/v1/me").status, 401) << "a session that was ended stays so";
    EXPECT_EQ(state(in_edge, edge), "suspended");

    EXPECT_EQ(resume(in_edge).status, 204);
    EXPECT_EQ(state(in_edge, edge), "active");
    EXPECT_THAT(node.catch_up().grants, SizeIs(1));
}

TEST_F(Owners, the_end_of_the_last_role_in_a_project_suspends_the_keys_there_and_no_others) {
    auto const in_edge = add(vera.in(edge));
    auto const in_cloud = add(vera.in(cloud));

    EXPECT_EQ(
        set_projects(vera, R"([{"projectUid":")" + cloud.str() + R"(","roles":["project-viewer"]}])").status,
        204);

    EXPECT_EQ(state(in_edge, edge), "suspended");
    EXPECT_EQ(state(in_cloud, cloud), "active");
    EXPECT_EQ(vera.get("/v1/me").status, 401);
    EXPECT_EQ(resume(in_edge).rule(), "NO_SUCH_OWNER") << "not while its owner holds nothing there";
}

TEST_F(Owners, a_team_that_is_left_takes_its_roles_along) {
    auto const tess = a_user("tess").sign_in(house);
    auto const team =
        house.ada()
            .post("/v1/teams", R"({"metadata":{"name":"Ops"},"spec":{"users":[")" + tess.uid.str() + "\"]}}")
            .uid();
    ASSERT_EQ(house.ada()
                  .put("/v1/teams/" + team + "/projects",
                       R"({"projects":[{"projectUid":")" + edge.str() + R"(","roles":["project-admin"]}]})")
                  .status,
              204);
    auto const key = add(tess.in(edge));

    EXPECT_EQ(house.ada().remove("/v1/teams/" + team).status, 204);

    EXPECT_EQ(state(key, edge), "suspended");
    EXPECT_EQ(tess.get("/v1/me").status, 401);
}

TEST_F(Owners, a_deleted_user_leaves_suspended_keys_that_tell_whose_they_were) {
    auto const key = add(vera.in(edge));

    EXPECT_EQ(house.ada().remove("/v1/users/" + vera.uid.str()).status, 204);

    auto const found = house.ada().in(edge).get(keys + "/" + key);
    EXPECT_EQ(found.at("/status/state"), "suspended");
    EXPECT_THAT(found.at("/status/suspended"), HasSubstr(vera.email));
    EXPECT_EQ(resume(key).rule(), "NO_SUCH_OWNER");
}

TEST_F(Owners, each_suspension_stands_in_the_trail_of_its_project) {
    add(vera.in(edge));
    house.clock.advance(std::chrono::seconds(1));
    set_state(vera, false);

    EXPECT_EQ(house.ada().in(edge).get("/v1/audits").at("/items/0/spec/action"), "sshKey.suspend");
}

TEST_F(Owners, what_would_stop_working_is_told_before) {
    add(vera.in(edge));
    add(vera.in(cloud));

    auto const told = house.ada().get("/v1/users/" + vera.uid.str() + "/belongings");

    EXPECT_EQ(told.at("/sessions"), "1");
    EXPECT_THAT(told.each("/sshKeys", "/project/name"), testing::UnorderedElementsAre("Edge", "Cloud"));
}

}  // namespace
}  // namespace gatehouse::test
