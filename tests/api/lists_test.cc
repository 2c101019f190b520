#include <gmock/gmock.h>

#include "base/text.h"
#include "contract/users.h"
#include "store/user_store.h"
#include "tests/support/test_house.h"

namespace gatehouse::test {
namespace {

using testing::ElementsAre;
using testing::IsSupersetOf;

class Lists : public testing::Test {
protected:
    TestHouse house;

    /// So many users more, as if each had been invited.
    void join(int how_many) {
        auto const done =
            house.db().write(policy::Caller::house(), [&](store::WriteTx& tx) -> Result<UserUid> {
                TRY(tx.permit<contract::CreateUser>(model::Scope::tenant()));
                for (int i = 0; i < how_many; ++i) {
                    auto const mail = fmt::format("person-{:05}-{}@example.com", joined_++, how_many);
                    auto const user =
                        TRY(store::UserStore(tx).add({{}, mail, "Person", "Example", true, {}}));
                    tx.audit<contract::CreateUser>(model::Scope::tenant(), {user.str(), mail});
                }
                return UserUid();
            });
        ASSERT_TRUE(done.has_value());
    }
    Answer make_team(std::string const& name) {
        return house.ada().post("/v1/teams", R"({"metadata":{"name":)" + quoted(name) + R"(},"spec":{}})");
    }
    Answer users(std::string const& query) { return house.ada().get("/v1/users" + query); }

private:
    int joined_ = 0;
};

TEST_F(Lists, of_users_are_counted_exactly_to_10000_which_stands_for_more) {
    house.ada();
    join(9'998);
    EXPECT_EQ(users("?limit=1").at("/listmeta/count"), "9999");
    join(1);
    EXPECT_EQ(users("?limit=1").at("/listmeta/count"), "10000");
    join(5);
    EXPECT_EQ(users("?limit=1").at("/listmeta/count"), "10000");

    auto const all = users("?limit=0");
    EXPECT_EQ(all.count("/items"), 10'005);
    EXPECT_EQ(all.at("/listmeta/continue"), "");

    auto const last = users("?offset=10000");
    EXPECT_EQ(last.count("/items"), 5) << "a list is entered at 10,000 and no later";
    EXPECT_EQ(users("?offset=10001").field(), "/offset");
}

TEST_F(Lists, of_users_are_read_page_by_page_to_their_end) {
    house.ada();
    join(100);

    auto const first = users("");
    EXPECT_EQ(first.count("/items"), 50);
    EXPECT_EQ(first.at("/listmeta/limit"), "50");
    auto const second = users("?continue=" + first.at("/listmeta/continue"));
    EXPECT_EQ(second.count("/items"), 50);
    EXPECT_EQ(second.at("/listmeta/offset"), "50");
    auto const third = users("?continue=" + second.at("/listmeta/continue"));
    EXPECT_EQ(third.count("/items"), 1);
    EXPECT_EQ(third.at("/listmeta/continue"), "");

    auto seen = first.each("/items", "/spec/emailId");
    for (auto const* page : {&second, &third})
        for (auto const& mail : page->each("/items", "/spec/emailId"))
            seen.push_back(mail);
    EXPECT_THAT(users("?limit=0").each("/items", "/spec/emailId"), testing::UnorderedElementsAreArray(seen));
}

TEST_F(Lists, refuse_pages_that_there_cannot_be) {
    for (std::string const list : {"/v1/users", "/v1/teams", "/v1/roles"}) {
        EXPECT_EQ(house.ada().get(list + "?limit=-1").field(), "/limit");
        EXPECT_EQ(house.ada().get(list + "?offset=-1").field(), "/offset");
        EXPECT_EQ(house.ada().get(list + "?continue=somewhere").field(), "/continue");
        EXPECT_EQ(house.ada().get(list + "?filters=metadata.colour%3Dred").field(), "/filters");
        EXPECT_EQ(house.ada().get(list + "?orderBy=metadata.name%3D2").field(), "/orderBy");
    }
}

TEST_F(Lists, of_roles_begin_with_the_custom_ones) {
    auto const role = [&](std::string const& name) {
        auto const made = house.ada().post(
            "/v1/roles", R"({"metadata":{"name":)" + quoted(name) +
                             R"(},"spec":{"scope":"project","permissions":["sshKey.get"]}})");
        EXPECT_EQ(made.status, 201) << made.body;
    };
    role("Zebra keeper");
    role("Aardvark keeper");

    auto const names = house.ada().get("/v1/roles?limit=50").each("/items", "/metadata/name");

    ASSERT_GE(names.size(), 2u);
    EXPECT_THAT(std::vector(names.begin(), names.begin() + 2),
                ElementsAre("Aardvark keeper", "Zebra keeper"));
    EXPECT_THAT(names, IsSupersetOf({"Tenant Admin", "Project Viewer"}));
}

TEST_F(Lists, of_teams_come_in_the_order_that_is_asked_for) {
    for (std::string const name : {"bird", "Cat", "ant"}) {
        EXPECT_EQ(make_team(name).status, 201);
        house.clock.advance(std::chrono::seconds(1));
    }
    auto const listed = [&](std::string const& order) {
        return house.ada().get("/v1/teams?orderBy=" + order).each("/items", "/metadata/name");
    };
    auto const summed_up = [&](std::string const& sort) {
        return house.ada()
            .post("/v1/teams/summary", R"({"sort":)" + sort + "}")
            .each("/items", "/metadata/name");
    };
    EXPECT_THAT(listed(""), ElementsAre("ant", "bird", "Cat"));
    EXPECT_THAT(listed("metadata.name=-1"), ElementsAre("Cat", "bird", "ant"));
    EXPECT_THAT(listed("metadata.creationTimestamp=1"), ElementsAre("bird", "Cat", "ant"));
    EXPECT_THAT(listed("metadata.creationTimestamp=-1"), ElementsAre("ant", "Cat", "bird"));
    EXPECT_THAT(summed_up("null"), ElementsAre("ant", "bird", "Cat"));
    EXPECT_THAT(summed_up(R"([{"field":"name","order":"desc"}])"), ElementsAre("Cat", "bird", "ant"));
    EXPECT_THAT(summed_up(R"([{"field":"creationTimestamp","order":"desc"}])"),
                ElementsAre("ant", "Cat", "bird"));
}

// The summary of projects filters what it has in hand, the one of teams in the database.
TEST_F(Lists, of_projects_and_of_teams_are_filtered_alike) {
    make_team("Default");  // a project of this name there is already
    for (std::string const name : {"Edge", "edge two", "hedge"}) {
        house.a_project(name);
        make_team(name);
    }
    auto const both = [&](std::string const& filter) {
        auto const body = R"({"filter":{"name":)" + filter + "}}";
        auto const names = house.ada().post("/v1/dashboard/projects", body).each("/items", "/metadata/name");
        EXPECT_EQ(house.ada().post("/v1/teams/summary", body).each("/items", "/metadata/name"), names);
        return names;
    };
    EXPECT_THAT(both(R"({"eq":"EDGE"})"), ElementsAre("Edge"));
    EXPECT_THAT(both(R"({"eq":"EDGE","ignoreCase":false})"), ElementsAre());
    EXPECT_THAT(both(R"({"ne":"edge"})"), ElementsAre("Default", "edge two", "hedge"));
    EXPECT_THAT(both(R"({"contains":"EDGE"})"), ElementsAre("Edge", "edge two", "hedge"));
    EXPECT_THAT(both(R"({"beginsWith":"edge"})"), ElementsAre("Edge", "edge two"));
    EXPECT_THAT(both(R"({"beginsWith":"edge","ignoreCase":false})"), ElementsAre("edge two"));
    EXPECT_THAT(both(R"({"contains":"edge","ne":"hedge"})"), ElementsAre("Edge", "edge two"));
}

TEST_F(Lists, of_users_and_teams_name_the_projects_that_their_roles_reach) {
    auto const lab = house.a_project("Lab");
    auto const edge = house.a_project("Edge");
    house.a_project("Attic");
    a_user("vera").with("project-viewer", in(lab)).with("project-editor", in(edge)).join(house);
    a_user("tom").with("project-viewer", in_tenant()).join(house);
    auto const roles = [](ProjectUid const& project) {
        return R"({"projectUid":)" + quoted(project.str()) +
               R"(,"roles":["project-viewer","project-editor"]})";
    };
    house.ada().put("/v1/teams/" + make_team("Field").uid() + "/projects",
                    R"({"projects":[)" + roles(lab) + "," + roles(edge) + "]}");

    auto const user = [&](std::string const& email) {
        return house.ada()
            .post("/v1/users/summary", R"({"filter":{"emailId":{"eq":)" + quoted(email) + "}}}")
            .each("/items/0/spec/projects", "/name");
    };
    EXPECT_THAT(user("vera@example.com"), ElementsAre("Edge", "Lab"));
    EXPECT_THAT(user("tom@example.com"), ElementsAre("Attic", "Default", "Edge", "Lab"));
    EXPECT_THAT(house.ada().post("/v1/teams/summary", "{}").each("/items/0/spec/projects", "/name"),
                ElementsAre("Edge", "Lab"));
}

}  // namespace
}  // namespace gatehouse::test
