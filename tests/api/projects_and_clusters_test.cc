#include <gmock/gmock.h>

#include "tests/support/test_house.h"

namespace gatehouse::test {
namespace {

class ProjectsAndClusters : public testing::Test {
protected:
    TestHouse house;
    ProjectUid const edge = house.a_project("Edge");
    Visitor const in_edge = house.ada().in(edge);
};

TEST_F(ProjectsAndClusters, the_projects_one_may_enter_are_listed_for_terraform_with_default_among_them) {
    auto const vera = a_user("vera").with("project-viewer", in(edge)).sign_in(house);

    EXPECT_THAT(house.ada().get("/v1/dashboard/projects/metadata").each("/items", "/metadata/name"),
                testing::ElementsAre("Default", "Edge"));
    EXPECT_THAT(vera.get("/v1/dashboard/projects/metadata").each("/items", "/metadata/uid"),
                testing::ElementsAre(edge.str()));
}

TEST_F(ProjectsAndClusters, a_project_keeps_description_and_tags_as_terraform_sends_them) {
    auto const& ada = house.ada();
    auto const created = ada.post(
        "/v1/projects",
        R"({"metadata":{"annotations":{"description":"d"},"creationTimestamp":"0001-01-01T00:00:00.000Z",)"
        R"("labels":{"env":"prod","plain":"spectro__tag"},"name":"New"}})");
    ASSERT_EQ(created.status, 201) << created.body;

    auto const read = ada.get("/v1/projects/" + created.uid());
    EXPECT_EQ(read.at("/metadata/annotations/description"), "d");
    EXPECT_EQ(read.at("/metadata/labels/plain"), "spectro__tag");
    EXPECT_EQ(read.at("/spec"), R"({"users":[],"teams":[]})");
    EXPECT_EQ(ada.post("/v1/projects", R"({"metadata":{"name":"NEW"}})").at("/details/other"), created.uid());
    EXPECT_EQ(ada.get("/v1/projects/New").code(), "ResourceNotFound") << "import asks by name";
}

TEST_F(ProjectsAndClusters, the_empty_uid_of_a_project_is_not_found_and_not_the_tenant) {
    house.a_node(house.a_cluster(edge, "c"), "n");
    auto const vera = a_user("vera").with("project-viewer", in(edge)).sign_in(house);

    for (auto const& visitor : {static_cast<Visitor>(vera), static_cast<Visitor>(house.ada())}) {
        EXPECT_EQ(visitor.get("/v1/projects/").code(), "ResourceNotFound");
        EXPECT_EQ(visitor.get("/v1/projects//known_hosts").code(), "ResourceNotFound");
        EXPECT_EQ(visitor.remove("/v1/projects/").code(), "ResourceNotFound");
    }
}

TEST_F(ProjectsAndClusters, of_a_cluster_name_the_place_and_the_limit) {
    auto const refused = [&](std::string const& spec) {
        return in_edge.post("/v1/clusters", R"({"metadata":{"name":"c"},"spec":)" + spec + "}").field();
    };

    EXPECT_EQ(refused(R"({"environment":"moon","logins":["ops"]})"), "/spec/environment");
    EXPECT_EQ(refused(R"({"logins":["ops"]})"), "/spec/environment");
    EXPECT_EQ(refused(R"({"environment":"edge"})"), "/spec/logins");
    EXPECT_EQ(refused(R"({"environment":"edge","logins":["ops","Root"]})"), "/spec/logins/1");
    EXPECT_EQ(refused(R"({"environment":"edge","logins":["ops","ops"]})"), "/spec/logins/0");
    EXPECT_EQ(refused(R"({"environment":"edge","logins":["ops"],"leaseSeconds":9})"), "/spec/leaseSeconds");
    EXPECT_EQ(refused(R"({"environment":"edge","logins":["ops"],"leaseSeconds":2592001})"),
              "/spec/leaseSeconds");
    EXPECT_EQ(house.ada()
                  .post("/v1/clusters",
                        R"({"metadata":{"name":"c"},"spec":{"environment":"edge","logins":["ops"]}})")
                  .status,
              400)
        << "the tenant has no clusters of its own";
}

TEST_F(ProjectsAndClusters, a_cluster_s_lease_is_three_days_and_seven_at_the_edge_unless_it_says_otherwise) {
    auto const lease = [&](std::string const& name, std::string const& environment) {
        auto const uid =
            in_edge
                .post("/v1/clusters", R"({"metadata":{"name":")" + name + R"("},"spec":{"environment":")" +
                                          environment + R"(","logins":["ops"]}})")
                .uid();
        return in_edge.get("/v1/clusters/" + uid).at("/spec/leaseSeconds");
    };

    EXPECT_EQ(lease("a", "cloud"), "259200");
    EXPECT_EQ(lease("b", "data-center"), "259200");
    EXPECT_EQ(lease("c", "edge"), "604800");
}

}  // namespace
}  // namespace gatehouse::test
