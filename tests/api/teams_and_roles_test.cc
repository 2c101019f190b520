#include <gmock/gmock.h>

#include "tests/support/test_house.h"

namespace gatehouse::test {
namespace {

using testing::HasSubstr;

class TeamsAndRoles : public testing::Test {
protected:
    TestHouse house;
    ProjectUid const edge = house.a_project("Edge");
    Person const vera = a_user("vera").sign_in(house);

    std::string a_role(std::string const& name, std::string const& permissions,
                       std::string const& scope = "project") {
        auto const answer = make_role(name, permissions, scope);
        EXPECT_EQ(answer.status, 201) << answer.body;
        return answer.uid();
    }
    Answer make_role(std::string const& name, std::string const& permissions,
                     std::string const& scope = "project") {
        return house.ada().post("/v1/roles", R"({"metadata":{"name":")" + name +
                                                 R"("},"spec":{"permissions":)" + permissions +
                                                 R"(,"scope":")" + scope + R"(","type":"user"}})");
    }
    std::string a_team(std::string const& name, std::string const& users) {
        auto const answer = house.ada().post(
            "/v1/teams", R"({"metadata":{"name":")" + name +
                             R"("},"spec":{"roles":null,"sources":null,"users":)" + users + "}}");
        EXPECT_EQ(answer.status, 201) << answer.body;
        return answer.uid();
    }
    std::string projects_body(std::string const& role) const {
        return R"({"projects":[{"projectUid":")" + edge.str() + R"(","roles":[")" + role + "\"]}]}";
    }
};

TEST_F(TeamsAndRoles, a_custom_role_gives_what_it_names_and_keeps_what_means_nothing_here) {
    auto const role = a_role("Key watcher", R"(["sshKey.list","macro.create"])");
    ASSERT_EQ(house.ada().put("/v1/users/" + vera.uid.str() + "/projects", projects_body(role)).status, 204);

    EXPECT_EQ(vera.in(edge).get("/v1/users/assets/sshkeys").status, 200);
    EXPECT_EQ(vera.in(edge).get("/v1/clusters").status, 403);
    EXPECT_EQ(house.ada().get("/v1/roles/" + role).at("/spec/permissions"),
              R"(["sshKey.list","macro.create"])");
}

TEST_F(TeamsAndRoles, a_role_s_name_is_taken_in_any_case_by_built_in_ones_too) {
    a_role("Key watcher", "[]");

    EXPECT_EQ(make_role("KEY WATCHER", "[]").rule(), "NAME_TAKEN");
    EXPECT_EQ(make_role("project ADMIN", "[]").rule(), "NAME_TAKEN");
}

TEST_F(TeamsAndRoles, a_role_carries_only_what_its_scope_has) {
    EXPECT_EQ(make_role("a", R"(["sshKey.get","user.get"])").field(), "/spec/permissions/1");
    EXPECT_EQ(make_role("b", R"(["user.get"])", "tenant").status, 201);
    EXPECT_EQ(make_role("c", R"(["sshKey.fly"])").field(), "/spec/permissions/0");
    EXPECT_EQ(make_role("d", "[]", "resource").field(), "/spec/scope");
}

TEST_F(TeamsAndRoles, built_in_roles_stay_as_they_are_and_can_be_cloned) {
    auto const edit = R"({"metadata":{"name":"Mine"},"spec":{"permissions":[],"scope":"project"}})";
    EXPECT_EQ(house.ada().put("/v1/roles/project-viewer", edit).status, 409);
    EXPECT_EQ(house.ada().remove("/v1/roles/project-viewer").status, 409);

    auto const clone = house.ada().post("/v1/roles/project-viewer/clone", R"({"metadata":{"name":"Mine"}})");

    ASSERT_EQ(clone.status, 201) << clone.body;
    EXPECT_EQ(house.ada().get("/v1/roles/" + clone.uid()).at("/spec/permissions"),
              house.ada().get("/v1/roles/project-viewer").at("/spec/permissions"));
    EXPECT_EQ(house.ada().put("/v1/roles/" + clone.uid(), edit).status, 204);
}

TEST_F(TeamsAndRoles, a_role_that_somebody_holds_is_not_deleted_and_its_holders_are_named) {
    auto const role = a_role("Key watcher", R"(["sshKey.list"])");
    house.ada().put("/v1/users/" + vera.uid.str() + "/projects", projects_body(role));

    auto const refused = house.ada().remove("/v1/roles/" + role);

    EXPECT_EQ(refused.rule(), "ROLE_IN_USE");
    EXPECT_THAT(refused.body, HasSubstr(vera.email));
    house.ada().put("/v1/users/" + vera.uid.str() + "/projects", R"({"projects":[]})");
    EXPECT_EQ(house.ada().remove("/v1/roles/" + role).status, 204);
}

TEST_F(TeamsAndRoles, custom_roles_come_first) {
    auto const role = a_role("Zebra", "[]");

    auto const list = house.ada().get("/v1/roles?limit=50");

    EXPECT_EQ(list.at("/items/0/metadata/uid"), role);
    EXPECT_EQ(list.at("/items/0/spec/type"), "user");
    EXPECT_EQ(list.at("/items/1/spec/type"), "system");
    EXPECT_EQ(list.at("/listmeta/count"), "13");
}

TEST_F(TeamsAndRoles, members_hold_the_roles_of_their_team) {
    auto const team = a_team("Ops", "[\"" + vera.uid.str() + "\"]");
    EXPECT_EQ(vera.in(edge).get("/v1/clusters").status, 404);

    EXPECT_EQ(house.ada().put("/v1/teams/" + team + "/projects", projects_body("project-viewer")).status,
              204);

    EXPECT_EQ(vera.in(edge).get("/v1/clusters").status, 200);
    auto const held = house.ada().get("/v1/users/" + vera.uid.str() + "/projects");
    EXPECT_EQ(held.at("/projects/0/roles"), "[]");
    EXPECT_EQ(held.at("/projects/0/inheritedRoles/0/name"), "Project Viewer");
}

TEST_F(TeamsAndRoles, the_trail_tells_through_which_team_and_role_something_was_allowed) {
    auto const team = a_team("Ops", "[\"" + vera.uid.str() + "\"]");
    house.ada().put("/v1/teams/" + team + "/projects", projects_body("project-admin"));
    house.clock.advance(std::chrono::seconds(1));

    vera.in(edge).post("/v1/clusters",
                       R"({"metadata":{"name":"c"},"spec":{"environment":"edge","logins":["ops"]}})");

    auto const event = house.ada().in(edge).get("/v1/audits").at("/items/0/spec/decision");
    EXPECT_THAT(event, testing::AllOf(HasSubstr("\"Ops\""), HasSubstr("\"Project Admin\""),
                                      HasSubstr("cluster.create"), HasSubstr(edge.str())));
}

TEST_F(TeamsAndRoles, nobody_gives_more_than_they_hold) {
    auto const custom = a_role(
        "Personnel", R"(["user.update","user.get","team.update","role.update","sshKey.list"])", "tenant");
    house.ada().put("/v1/users/" + vera.uid.str() + "/roles", R"({"roles":[")" + custom + "\"]}");
    auto const bob = a_user("bob").sign_in(house);
    auto const set = [&](std::string const& role) {
        return vera.put("/v1/users/" + bob.uid.str() + "/roles", R"({"roles":[")" + role + "\"]}");
    };

    EXPECT_EQ(set("tenant-admin").rule(), "MORE_THAN_HELD");
    EXPECT_EQ(set("project-viewer").rule(), "MORE_THAN_HELD");
    EXPECT_EQ(set(custom).status, 204);
    EXPECT_EQ(vera.put("/v1/users/" + vera.uid.str() + "/projects", projects_body("project-admin")).rule(),
              "MORE_THAN_HELD")
        << "nor to oneself";

    auto const admins = a_team("Admins", "[]");
    house.ada().put("/v1/teams/" + admins + "/roles", R"({"roles":["tenant-admin"]})");
    EXPECT_EQ(vera.put("/v1/teams/" + admins,
                       R"({"metadata":{"name":"Admins"},"spec":{"users":[")" + vera.uid.str() + "\"]}}")
                  .rule(),
              "MORE_THAN_HELD")
        << "nor by joining a team that holds more";
    EXPECT_EQ(
        vera.put(
                "/v1/roles/" + custom,
                R"({"metadata":{"name":"Personnel"},"spec":{"scope":"tenant","permissions":["user.update","edgeToken.get"]}})")
            .rule(),
        "MORE_THAN_HELD")
        << "nor by writing it into a role one holds";
    EXPECT_EQ(
        vera.put("/v1/users/" + house.ada().uid.str(), R"({"spec":{"emailId":"vera2@example.com"}})").rule(),
        "MORE_THAN_HELD")
        << "nor by taking over where an administrator's mail goes";
}

TEST_F(TeamsAndRoles, an_administrator_through_a_team_counts_as_one) {
    auto const admins = a_team("Admins", "[\"" + vera.uid.str() + "\"]");
    house.ada().put("/v1/teams/" + admins + "/roles", R"({"roles":["tenant-admin"]})");

    EXPECT_EQ(vera.put("/v1/users/" + house.ada().uid.str() + "/roles", R"({"roles":[]})").status, 204);
    EXPECT_EQ(vera.remove("/v1/teams/" + admins).rule(), "LAST_ADMIN");
    EXPECT_EQ(vera.put("/v1/users/" + vera.uid.str() + "/state", R"({"isActive":false})").rule(),
              "LAST_ADMIN");
    EXPECT_EQ(vera.remove("/v1/users/" + vera.uid.str()).rule(), "LAST_ADMIN");
}

TEST_F(TeamsAndRoles, access_is_explained_to_oneself_and_to_who_may_see_users) {
    auto const team = a_team("Ops", "[\"" + vera.uid.str() + "\"]");
    house.ada().put("/v1/teams/" + team + "/projects", projects_body("project-viewer"));
    auto const ask =
        "/v1/access/explain?projectUid=" + edge.str() + "&userUid=" + vera.uid.str() + "&permission=";

    auto const yes = house.ada().get(ask + "sshKey.list");
    auto const no = vera.get(ask + "sshKey.create");

    EXPECT_EQ(yes.at("/decision/allowed"), "true");
    EXPECT_EQ(yes.at("/decision/team/name"), "Ops");
    EXPECT_EQ(no.at("/decision/allowed"), "false");
    EXPECT_EQ(no.at("/roles/0/gives"), "false");
    auto const bob = a_user("bob").sign_in(house);
    EXPECT_EQ(bob.get(ask + "sshKey.list").status, 403);
}

TEST_F(TeamsAndRoles, what_palette_has_and_gatehouse_has_not_is_empty_and_nothing_is_swallowed) {
    auto const user = "/v1/workspaces/users/" + vera.uid.str() + "/roles";
    EXPECT_EQ(house.ada().get(user).body, R"({"projects":[]})");
    EXPECT_EQ(house.ada().put(user, R"({"workspaces":[{"uid":"w","roles":[]}]})").status, 204);
    EXPECT_EQ(house.ada().put(user, R"({"workspaces":[{"uid":"w","roles":["r"]}]})").field(), "/workspaces");
    auto const tags = "/v1/users/" + vera.uid.str() + "/resourceRoles";
    EXPECT_EQ(house.ada().post(tags, R"({"filterRefs":[],"projectUids":[],"roles":[]})").status, 204);
    EXPECT_EQ(house.ada().post(tags, R"({"filterRefs":["f"],"projectUids":["p"],"roles":["r"]})").field(),
              "/roles");
}

TEST_F(TeamsAndRoles, lists_page_and_filter_as_palette_s) {
    for (int i = 0; i < 5; ++i)
        a_user("user" + std::to_string(i)).join(house);

    auto const first = house.ada().get("/v1/users?limit=2");
    EXPECT_EQ(first.at("/listmeta/count"), "7");
    auto const second = house.ada().get("/v1/users?limit=2&continue=" + first.at("/listmeta/continue"));
    EXPECT_NE(second.at("/items/0/metadata/uid"), first.at("/items/0/metadata/uid"));
    EXPECT_EQ(house.ada().get("/v1/users?limit=0").at("/items/6/metadata/uid").empty(), false);
    EXPECT_EQ(house.ada().get("/v1/users?filters=spec.emailId%3DUSER3@example.com").at("/listmeta/count"),
              "1");
    EXPECT_EQ(house.ada().get("/v1/users?filters=spec.shoeSize%3D1").field(), "/filters");
    EXPECT_EQ(house.ada().get("/v1/users?offset=10001").field(), "/offset");
    auto const found = house.ada().post("/v1/users/summary",
                                        R"({"filter":{"emailId":{"eq":"user3@example.com"}},"sort":null})");
    EXPECT_EQ(found.at("/items/0/spec/emailId"), "user3@example.com");
    EXPECT_EQ(found.count("/items"), 1);
}

}  // namespace
}  // namespace gatehouse::test
