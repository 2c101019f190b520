#include <gmock/gmock.h>

#include "tests/support/keys.h"
#include "tests/support/test_house.h"

namespace gatehouse::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr char keys[] = "/v1/users/assets/sshkeys";

TEST(OwnSshKeys, are_listed_from_every_project_with_where_they_are_in_force) {
    TestHouse house;
    auto const edge = house.a_project("Edge");
    auto const lab = house.a_project("Lab");
    auto const vera =
        a_user("vera").with("project-admin", in(edge)).with("project-admin", in(lab)).sign_in(house);
    auto node = house.a_node(house.a_cluster(edge, "edge-eu"), "n1");
    house.a_node(house.a_cluster(lab, "lab-eu"), "n2");
    vera.in(edge).post(keys, key_body("laptop", a_key("laptop")));
    vera.in(lab).post(keys, key_body("phone", a_key("phone")));
    house.ada().in(edge).post(keys, key_body("ada's", a_key("ada's")));
    node.catch_up();
    node.poll();

    auto const list = vera.get("/v1/me/sshkeys");

    ASSERT_EQ(list.status, 200) << list.body;
    EXPECT_THAT(list.each("/items", "/metadata/name"), UnorderedElementsAre("laptop", "phone"));
    for (int i = 0; i < 2; ++i) {
        auto const item = "/items/" + std::to_string(i);
        bool const in_edge = list.at(item + "/metadata/name") == "laptop";
        EXPECT_EQ(list.at(item + "/project/name"), in_edge ? "Edge" : "Lab");
        EXPECT_EQ(list.at(item + "/status/inForce/nodes") + " of " + list.at(item + "/status/inForce/of"),
                  in_edge ? "1 of 1" : "0 of 1");
        EXPECT_EQ(list.at(item + "/status/state"), "active");
    }
    EXPECT_THAT(a_user("nobody").sign_in(house).get("/v1/me/sshkeys").each("/items", ""), IsEmpty());
}

TEST(AuditNotes, are_made_once_by_whoever_did_it_and_change_nothing_that_was_written) {
    TestHouse house;
    auto const edge = house.a_project("Edge");
    auto const vera = a_user("vera").with("project-admin", in(edge)).sign_in(house);
    auto const uma = a_user("uma").with("project-admin", in(edge)).sign_in(house);
    house.clock.advance(std::chrono::seconds(1));
    auto const event = vera.in(edge).post(keys, key_body("laptop", a_key("laptop"))).header("AuditUid");
    auto const path = "/v1/audits/" + event;
    auto const before = house.audit_trail().at(0);
    house.clock.advance(std::chrono::seconds(1));
    auto const note = [&](Person const& who, std::string const& text) {
        return who.in(edge).patch(path + "/userMsg", R"({"userMsg":)" + quoted(text) + "}");
    };

    EXPECT_EQ(note(uma, "not mine").code(), "ResourceNotFound");
    EXPECT_EQ(note(vera, "no").field(), "/userMsg");
    EXPECT_EQ(note(vera, std::string(256, 'x')).field(), "/userMsg");
    EXPECT_EQ(note(vera, "two\nlines").field(), "/userMsg");
    EXPECT_EQ(vera.in(edge).get(path).at("/spec/userMsg"), "");

    EXPECT_EQ(note(vera, "a new laptop").status, 204);
    EXPECT_EQ(note(vera, "an old laptop").field(), "/userMsg");

    EXPECT_EQ(uma.in(edge).get(path).at("/spec/userMsg"), "a new laptop");
    EXPECT_THAT(uma.in(edge).get("/v1/audits?resourceKind=sshKey").each("/items", "/spec/userMsg"),
                ElementsAre("a new laptop"));
    EXPECT_EQ(vera.in(edge).get(path + "/sysMsg").at("/actionMsg"), "Register an SSH key");
    EXPECT_EQ(vera.in(edge).get(path + "/sysMsg").at("/contentMsg"), "sshKey laptop");
    auto const trail = house.audit_trail();
    EXPECT_EQ(trail.at(0).action, "audit.note");
    EXPECT_EQ(trail.at(1).digest, before.digest);
}

}  // namespace
}  // namespace gatehouse::test
