#include <gmock/gmock.h>

#include "service/removals.h"
#include "tests/support/keys.h"
#include "tests/support/test_house.h"

namespace gatehouse::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr char keys[] = "/v1/users/assets/sshkeys";

class RemovalsApi : public testing::Test {
protected:
    TestHouse house;
    ProjectUid const edge = house.a_project("Edge");
    ClusterUid const cluster = house.a_cluster(edge, "edge-eu");
    Visitor const in_edge = house.ada().in(edge);

    std::string nodes() const { return "/v1/clusters/" + cluster.str() + "/nodes"; }
    std::string joining(std::string const& token) const {
        return R"({"token":")" + token + R"(","cluster":")" + cluster.str() +
               R"(","name":"late","hostKeys":[")" + a_key("host") +
               R"("],"port":22,"sshdVersion":"OpenSSH_9.2p1","agentVersion":"0.1.0"})";
    }
};

TEST_F(RemovalsApi, deleting_what_still_has_nodes_is_refused_and_names_them) {
    auto node = house.a_node(cluster, "edge-eu-1");
    node.catch_up();

    for (auto const& path :
         {"/v1/clusters/" + cluster.str(), "/v1/projects/" + edge.str(), "/v1/nodes/" + node.uid().str()}) {
        auto const answer = in_edge.remove(path);
        EXPECT_EQ(answer.status, 409) << path;
        EXPECT_EQ(answer.rule(), "NODES_LEFT");
        EXPECT_THAT(answer.at("/details/items/0"), HasSubstr("edge-eu-1")) << path;
    }
    EXPECT_EQ(in_edge.get("/v1/clusters/" + cluster.str()).at("/status/state"), "active");
    EXPECT_FALSE(node.hear()) << "nothing has changed for it";
}

TEST_F(RemovalsApi, deleting_what_has_no_nodes_happens_at_once) {
    EXPECT_EQ(in_edge.remove("/v1/clusters/" + cluster.str()).status, 204);
    EXPECT_EQ(in_edge.get("/v1/clusters/" + cluster.str()).code(), "ResourceNotFound");
    EXPECT_EQ(house.ada().remove("/v1/projects/" + edge.str()).status, 204);
    EXPECT_EQ(house.ada().get("/v1/projects/" + edge.str()).code(), "ResourceNotFound");
    EXPECT_EQ(house.ada().remove("/v1/projects/" + edge.str()).code(), "ResourceNotFound");
}

TEST_F(RemovalsApi, with_force_a_node_first_gets_the_empty_set_and_its_credential_ends_last) {
    in_edge.post(keys, key_body("laptop", a_key("k")));
    auto node = house.a_node(cluster, "edge-eu-1");
    node.catch_up();
    auto const forced = [&] { return in_edge.remove("/v1/nodes/" + node.uid().str() + "?force=true"); };

    auto const waiting = forced();
    EXPECT_EQ(waiting.status, 409);
    EXPECT_EQ(waiting.rule(), "NODES_UNCONFIRMED");
    EXPECT_THAT(waiting.at("/details/items/0"),
                testing::AllOf(HasSubstr("edge-eu-1"), HasSubstr("lapses at")));
    ASSERT_TRUE(waiting.hold) << "worth waiting a little";
    EXPECT_EQ(waiting.hold->longest, 5s);
    EXPECT_THAT(waiting.hold->topics, ElementsAre("receipts"));
    EXPECT_EQ(in_edge.get(nodes()).at("/items/0/status/state"), "retiring");

    auto const emptied = node.hear().value();
    EXPECT_THAT(emptied.grants, IsEmpty());
    EXPECT_THAT(emptied.logins, IsEmpty());
    EXPECT_EQ(forced().status, 409) << "told, but not confirmed";
    EXPECT_EQ(node.poll().status, 200) << "the confirmation";
    EXPECT_EQ(forced().status, 204);
    EXPECT_EQ(node.poll().status, 401);
    EXPECT_EQ(in_edge.get(nodes()).body, R"({"items":[]})");
}

TEST_F(RemovalsApi, a_node_that_is_being_removed_stays_empty_whatever_is_registered_meanwhile) {
    auto node = house.a_node(cluster, "n");
    auto neighbour = house.a_node(cluster, "neighbour");
    node.catch_up();
    in_edge.remove("/v1/nodes/" + node.uid().str() + "?force=true");

    auto const uid = in_edge.post(keys, key_body("new", a_key("k"))).uid();

    EXPECT_THAT(neighbour.catch_up().grants, ElementsAre(testing::Field(&snapshot::Grant::keyUid, uid)));
    EXPECT_THAT(node.catch_up().grants, IsEmpty());
}

TEST_F(RemovalsApi, with_force_a_project_goes_with_its_clusters_nodes_and_keys_once_all_have_confirmed) {
    in_edge.post(keys, key_body("laptop", a_key("k")));
    auto first = house.a_node(cluster, "n1");
    auto second = house.a_node(house.a_cluster(edge, "second"), "n2");
    first.catch_up();
    second.catch_up();
    auto const forced = [&] { return house.ada().remove("/v1/projects/" + edge.str() + "?force=true"); };

    EXPECT_EQ(forced().count("/details/items"), 2);
    EXPECT_EQ(house.ada().get("/v1/projects/" + edge.str()).at("/status/state"), "deleting");
    first.catch_up();
    EXPECT_THAT(forced().at("/details/items/0"), HasSubstr("n2"));
    second.catch_up();

    EXPECT_EQ(forced().status, 204);
    EXPECT_EQ(house.ada().get("/v1/projects/" + edge.str()).status, 404);
    EXPECT_EQ(in_edge.get(keys).status, 404);
    EXPECT_EQ(first.poll().status, 401);
}

TEST_F(RemovalsApi, a_node_that_cannot_be_reached_goes_by_itself_when_its_lease_has_lapsed) {
    auto node = house.a_node(cluster, "n");
    auto const lease_end = node.catch_up().leaseEnd;
    in_edge.remove("/v1/clusters/" + cluster.str() + "?force=true");
    house.clock.advance(1min);
    house.removals().finish_all();
    EXPECT_EQ(in_edge.get("/v1/clusters/" + cluster.str()).at("/status/state"), "deleting");

    house.clock.advance(lease_end - house.clock.now());
    house.removals().finish_all();

    EXPECT_EQ(in_edge.get("/v1/clusters/" + cluster.str()).status, 404);
    EXPECT_EQ(node.poll().status, 401);
}

TEST_F(RemovalsApi, a_node_that_confirms_later_is_removed_without_anybody_asking_again) {
    auto node = house.a_node(cluster, "n");
    node.catch_up();
    in_edge.remove("/v1/nodes/" + node.uid().str() + "?force=true");
    house.clock.advance(1min);
    node.catch_up();

    house.removals().finish_all();

    EXPECT_EQ(node.poll().status, 401);
    EXPECT_EQ(in_edge.get("/v1/clusters/" + cluster.str()).at("/status/state"), "active");
}

TEST_F(RemovalsApi, a_cluster_that_is_being_removed_takes_no_new_nodes) {
    auto const token = in_edge.post("/v1/clusters/" + cluster.str() + "/enrolment").at("/token");
    auto node = house.a_node(cluster, "n");
    node.catch_up();
    in_edge.remove("/v1/clusters/" + cluster.str() + "?force=true");

    EXPECT_EQ(house.anyone().post("/v1/nodes", joining(token)).status, 409);
    EXPECT_EQ(in_edge.post("/v1/clusters/" + cluster.str() + "/enrolment").status, 409);
}

}  // namespace
}  // namespace gatehouse::test
