#include <gmock/gmock.h>

#include "tests/support/keys.h"
#include "tests/support/test_house.h"

namespace gatehouse::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr char tokens[] = "/v1/edgehosts/tokens";
constexpr char zero_time[] = "0001-01-01T00:00:00.000Z";

class RegistrationTokensApi : public testing::Test {
protected:
    TestHouse house;
    ProjectUid const edge = house.a_project("Edge");
    ClusterUid const cluster = house.a_cluster(edge, "edge-eu");

    std::string path(std::string const& uid, std::string const& rest = "") const {
        return tokens + ("/" + uid) + rest;
    }
    std::string body(std::string const& name, std::string const& spec = "{}") const {
        return R"({"metadata":{"name":)" + quoted(name) +
               R"(,"annotations":{"description":"for the lab"}},"spec":)" + spec + "}";
    }
    std::string create(std::string const& name, std::string const& spec = "{}") {
        auto const answer = house.ada().post(tokens, body(name, spec));
        EXPECT_EQ(answer.status, 201) << answer.body;
        return answer.uid();
    }
    std::string value(std::string const& uid) { return house.ada().get(path(uid)).at("/spec/token"); }
    int join(std::string const& token, ClusterUid const& to) {
        return house.anyone()
            .post("/v1/nodes", R"({"token":")" + token + R"(","cluster":")" + to.str() +
                                   R"(","name":"n","hostKeys":[")" + a_key("h") +
                                   R"("],"port":22,"sshdVersion":"OpenSSH_9.2p1","agentVersion":"0.1.0"})")
            .status;
    }
};

TEST_F(RegistrationTokensApi, a_token_lives_as_terraform_makes_reads_and_deletes_it) {
    auto const expiry = to_rfc3339(house.clock.now() + 240h);
    auto const uid =
        create("lab", R"({"defaultProjectUid":")" + edge.str() + R"(","expiry":")" + expiry + "\"}");

    auto const read = house.ada().get(path(uid));
    EXPECT_EQ(read.at("/metadata/name"), "lab");
    EXPECT_EQ(read.at("/metadata/annotations/description"), "for the lab");
    EXPECT_EQ(read.at("/spec/expiry"), expiry);
    EXPECT_EQ(read.at("/spec/defaultProject/uid"), edge.str());
    EXPECT_EQ(read.at("/spec/defaultProject/name"), "Edge");
    EXPECT_EQ(read.at("/status/isActive"), "true");
    EXPECT_THAT(house.ada().get(tokens).each("/items", "/spec/token"), ElementsAre(value(uid)));

    EXPECT_EQ(house.ada().remove(path(uid)).status, 204);
    EXPECT_EQ(house.ada().get(path(uid)).code(), "ResourceNotFound");
    EXPECT_EQ(house.ada().remove(path(uid)).code(), "ResourceNotFound");
}

TEST_F(RegistrationTokensApi, go_s_zero_expiry_and_empty_project_mean_none) {
    auto const uid = create("lab", std::string(R"({"defaultProjectUid":"","expiry":")") + zero_time + "\"}");

    EXPECT_EQ(house.ada().get(path(uid)).at("/spec/expiry"), to_rfc3339(house.clock.now() + 24h * 30));
    EXPECT_EQ(house.ada().get(path(uid)).at("/spec/defaultProject"), "null");
    auto const edited =
        house.ada().put(path(uid), body("lab 2", std::string(R"({"expiry":")") + zero_time + "\"}"));
    EXPECT_EQ(edited.status, 204) << edited.body;
    EXPECT_EQ(house.ada().get(path(uid)).at("/spec/expiry"), to_rfc3339(house.clock.now() + 24h * 30));
}

TEST_F(RegistrationTokensApi, its_value_is_the_same_at_every_reading_and_its_own) {
    auto const first = create("first");
    auto const second = create("second");

    EXPECT_EQ(value(first), value(first));
    EXPECT_NE(value(first), value(second));
}

TEST_F(RegistrationTokensApi, an_edit_leaves_the_value_alone) {
    auto const uid = create("lab");
    auto const before = value(uid);

    EXPECT_EQ(house.ada().put(path(uid), body("renamed")).status, 204);

    EXPECT_EQ(house.ada().get(path(uid)).at("/metadata/name"), "renamed");
    EXPECT_EQ(value(uid), before);
}

TEST_F(RegistrationTokensApi, the_database_holds_nothing_that_could_be_used) {
    auto const uid = create("lab");
    auto const token = value(uid);
    auto const secret = token.substr(token.find('.') + 1);
    ASSERT_EQ(join(token, cluster), 201);

    EXPECT_THAT(house.stored_bytes(), HasSubstr(uid)) << "or this test proves nothing";
    EXPECT_THAT(house.stored_bytes(), Not(HasSubstr(secret)));
    EXPECT_NE(join(uid, cluster), 201);
    EXPECT_NE(join(uid + ".", cluster), 201);
    EXPECT_NE(join(uid + "." + std::string(43, 'A'), cluster), 201);
}

TEST_F(RegistrationTokensApi,
       a_token_without_a_project_opens_any_cluster_and_one_with_a_project_only_its_own) {
    auto const other = house.a_cluster(house.a_project("Other"), "other");
    auto const open = value(create("open"));
    auto const bound = value(create("bound", R"({"defaultProjectUid":")" + edge.str() + "\"}"));

    EXPECT_EQ(join(open, cluster), 201);
    EXPECT_EQ(join(open, other), 201);
    EXPECT_EQ(join(bound, cluster), 201);
    EXPECT_EQ(join(bound, other), 400);
}

TEST_F(RegistrationTokensApi, a_token_that_is_switched_off_opens_nothing_until_it_is_switched_on) {
    auto const uid = create("lab");

    // Palette's Go client leaves a false isActive out.
    EXPECT_EQ(house.ada().put(path(uid, "/state"), "{}").status, 204);
    EXPECT_EQ(house.ada().get(path(uid)).at("/status/isActive"), "false");
    EXPECT_EQ(join(value(uid), cluster), 401);

    EXPECT_EQ(house.ada().put(path(uid, "/state"), R"({"isActive":true})").status, 204);
    EXPECT_EQ(join(value(uid), cluster), 201);
    EXPECT_EQ(house.ada().put(path(uid, "/state"), R"({"isActive":false})").status, 204);
    EXPECT_EQ(join(value(uid), cluster), 401);
}

TEST_F(RegistrationTokensApi, a_token_opens_until_its_expiry_and_not_at_it) {
    auto const uid = create("lab", R"({"expiry":")" + to_rfc3339(house.clock.now() + 1h) + "\"}");
    house.clock.advance(1h - 1us);
    EXPECT_EQ(join(value(uid), cluster), 201);
    house.clock.advance(1us);
    EXPECT_EQ(join(value(uid), cluster), 401);
}

TEST_F(RegistrationTokensApi, a_deleted_token_opens_nothing) {
    auto const uid = create("lab");
    auto const token = value(uid);
    house.ada().remove(path(uid));

    EXPECT_EQ(join(token, cluster), 401);
}

TEST_F(RegistrationTokensApi, a_token_of_a_deleted_project_opens_nothing) {
    auto const gone = house.a_project("Gone");
    auto const token = value(create("lab", R"({"defaultProjectUid":")" + gone.str() + "\"}"));
    ASSERT_EQ(house.ada().remove("/v1/projects/" + gone.str()).status, 204);

    EXPECT_EQ(join(token, cluster), 401);
}

TEST_F(RegistrationTokensApi, what_cannot_be_is_refused_with_its_place) {
    auto const refused = [&](std::string const& name, std::string const& spec) {
        return house.ada().post(tokens, body(name, spec));
    };
    create("lab");

    EXPECT_EQ(refused("", "{}").field(), "/metadata/name");
    EXPECT_EQ(refused("x", R"({"defaultProjectUid":"nowhere"})").field(), "/spec/defaultProjectUid");
    EXPECT_EQ(refused("x", R"({"expiry":"2001-01-01T00:00:00Z"})").field(), "/spec/expiry");
    EXPECT_EQ(refused("LAB", "{}").rule(), "NAME_TAKEN");
}

TEST_F(RegistrationTokensApi, a_description_has_the_limits_of_every_annotation) {
    auto const answer = house.ada().post(tokens, R"({"metadata":{"name":"x","annotations":{"description":")" +
                                                     std::string(1025, 'd') + "\"}}}");

    EXPECT_EQ(answer.field(), "/metadata/annotations");
}

}  // namespace
}  // namespace gatehouse::test
