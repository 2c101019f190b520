#include <gmock/gmock.h>

#include "tests/support/keys.h"
#include "tests/support/test_house.h"

namespace gatehouse::test {
namespace {

constexpr char keys[] = "/v1/users/assets/sshkeys";

class CheckApi : public testing::Test {
protected:
    TestHouse house;
    ProjectUid const edge = house.a_project("Edge");
    Visitor const in_edge = house.ada().in(edge);

    Answer check(std::string const& more) {
        return in_edge.post(std::string(keys) + "/check", "{" + more + "}");
    }
};

TEST_F(CheckApi, a_sound_key_is_described_and_nothing_is_stored) {
    auto const answer = check(R"("name":"laptop","publicKey":)" + quoted(a_key("vera@laptop")));

    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.at("/ok"), "true");
    EXPECT_EQ(answer.at("/key/type"), "ssh-ed25519");
    EXPECT_EQ(answer.at("/key/bits"), "256");
    EXPECT_EQ(answer.at("/key/comment"), "vera@laptop");
    EXPECT_THAT(answer.at("/key/fingerprint"), testing::StartsWith("SHA256:"));
    EXPECT_EQ(answer.at("/problem"), "null");
    EXPECT_EQ(in_edge.get(keys).count("/items"), 0);
}

TEST_F(CheckApi, says_what_registering_would_say) {
    auto const key = a_key("k");
    auto const uid = in_edge.post(keys, key_body("laptop", key)).uid();
    struct Case {
        std::string name;
        std::string text;
    };
    for (auto const& [name, text] :
         {Case{"Laptop", a_key("k")}, Case{"new", key}, Case{"new", "ssh-dss AAAA"}, Case{"new", ""},
          Case{" new", a_key("k")}}) {
        auto const asked = check(R"("name":)" + quoted(name) + R"(,"publicKey":)" + quoted(text));
        auto const told = in_edge.post(keys, key_body(name, text));

        EXPECT_EQ(asked.status, 200);
        EXPECT_EQ(asked.at("/ok"), "false");
        EXPECT_EQ(asked.at("/problem/message"), told.at("/message"));
        EXPECT_EQ(asked.at("/problem/field"), told.field());
        EXPECT_EQ(asked.at("/problem/other"), told.at("/details/other"));
    }
    auto const editing = check(R"("name":"laptop","uid":")" + uid + R"(","publicKey":)" + quoted(key));
    EXPECT_EQ(editing.at("/ok"), "true") << "an edit does not collide with itself: " << editing.body;
}

}  // namespace
}  // namespace gatehouse::test
