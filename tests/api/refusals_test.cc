#include <gmock/gmock.h>

#include "tests/support/keys.h"
#include "tests/support/test_house.h"

namespace gatehouse::test {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;

constexpr char keys[] = "/v1/users/assets/sshkeys";

class Refusals : public testing::Test {
protected:
    TestHouse house;
    ProjectUid const edge = house.a_project("Edge");
    Visitor const in_edge = house.ada().in(edge);
};

TEST_F(Refusals, have_palette_s_envelope_with_code_message_details_and_ref) {
    auto const answer = in_edge.post(keys, R"({"metadata":{"name":7},"spec":{"publicKey":"x"}})");

    EXPECT_EQ(answer.status, 400);
    EXPECT_EQ(answer.count(""), 4);
    EXPECT_EQ(answer.code(), "InvalidRequest");
    EXPECT_EQ(answer.at("/message"), "/metadata/name must be a text, not a number");
    EXPECT_EQ(answer.field(), "/metadata/name");
    EXPECT_EQ(answer.rule(), "null");
    EXPECT_EQ(answer.at("/details/items"), "[]");
    EXPECT_THAT(answer.at("/ref"), MatchesRegex("[0-9a-f]{16}"));
}

TEST_F(Refusals, have_a_ref_of_their_own_that_the_audit_trail_knows) {
    auto const vera = a_user("vera").with("project-viewer", in(edge)).sign_in(house).in(edge);
    house.clock.advance(std::chrono::milliseconds(1));

    auto const first = vera.post(keys, key_body("k", a_key("k")));
    EXPECT_EQ(house.audit_trail().front().request, first.at("/ref"));
    EXPECT_NE(vera.post(keys, key_body("k", a_key("k"))).at("/ref"), first.at("/ref"));
}

TEST_F(Refusals, tell_what_is_wrong_with_a_body_that_cannot_be_read) {
    for (auto const* body : {"{", "[]", "null", "\"text\"", "{\"metadata\":null,\"spec\":{}}",
                             "{\"metadata\":[]}", "\xff\xfe{}", "{\"metadata\":{\"name\":\"\xc3\x28\"}}"}) {
        auto const answer = in_edge.post(keys, body);
        EXPECT_EQ(answer.status, 400) << body;
        EXPECT_EQ(answer.code(), "InvalidRequest");
        EXPECT_GT(answer.at("/message").size(), 10U);
    }
    EXPECT_EQ(in_edge.post(keys).field(), "/metadata");
    EXPECT_EQ(in_edge.post(keys, R"({"metadata":{"name":"k"}})").field(), "/spec");
    EXPECT_EQ(in_edge.post(keys, R"({"metadata":{"name":"k"},"spec":{}})").field(), "/spec/publicKey");
}

TEST_F(Refusals, of_a_bomb_of_brackets_come_at_once) {
    auto const bomb = std::string(60'000, '[');

    EXPECT_EQ(in_edge.post(keys, bomb).status, 400);
    EXPECT_EQ(in_edge.post(keys, R"({"metadata":)" + bomb).status, 400);
}

TEST_F(Refusals, of_an_unknown_path_and_of_a_method_that_does_not_work_there) {
    EXPECT_EQ(in_edge.get("/v1/nothing").code(), "ResourceNotFound");
    EXPECT_EQ(house.anyone().get("/v2/users/info").status, 404);
    EXPECT_EQ(in_edge.get("/v1/users/assets").status, 404);
    EXPECT_EQ(in_edge.get("/v1//users/info").status, 404);

    auto const wrong = in_edge.patch(keys, "{}");
    EXPECT_EQ(wrong.status, 405);
    EXPECT_EQ(wrong.code(), "MethodNotAllowed");
    EXPECT_EQ(wrong.header("Allow"), "GET, POST");
    EXPECT_EQ(in_edge.send("TRACE", "/v1/users/info").header("Allow"), "GET");
}

TEST_F(Refusals, of_a_query_that_does_not_fit_name_the_parameter) {
    auto const cluster = house.a_cluster(edge, "c");

    auto const answer = in_edge.remove("/v1/clusters/" + cluster.str() + "?force=perhaps");

    EXPECT_EQ(answer.status, 400);
    EXPECT_EQ(answer.field(), "/force");
    EXPECT_EQ(in_edge.get("/v1/clusters/" + cluster.str()).at("/status/state"), "active");
}

TEST_F(Refusals, a_query_cannot_stand_in_for_the_path) {
    auto const mine = house.a_cluster(edge, "mine");
    auto const other = house.a_cluster(edge, "other");

    EXPECT_EQ(in_edge.get("/v1/clusters/" + mine.str() + "?uid=" + other.str()).at("/metadata/name"), "mine");
}

TEST_F(Refusals, of_names_say_what_a_name_may_be) {
    auto const refused = [&](std::string const& name) {
        return in_edge.post(keys, key_body(name, a_key("k")));
    };

    for (auto const* name : {"", " laptop", "laptop ", "a\nb", "a\tb", "\x7f", "zero\xe2\x80\x8bwidth",
                             "bidi \xe2\x80\xae", "e\xcc\x81"}) {
        EXPECT_EQ(refused(name).status, 400) << name;
        EXPECT_EQ(refused(name).field(), "/metadata/name") << name;
    }
    EXPECT_EQ(refused(std::string(129, 'x')).field(), "/metadata/name");
    EXPECT_EQ(refused(std::string(128, 'x')).status, 201);
}

TEST_F(Refusals, names_that_mean_something_elsewhere_are_just_text) {
    for (auto const* name :
         {"<script>alert(1)</script>", "' OR 1=1--", "../..", "=cmd()", "%u", "$(id)", "null"}) {
        auto const created = in_edge.post(keys, key_body(name, a_key("k")));
        ASSERT_EQ(created.status, 201) << name << created.body;
        auto const read = in_edge.get(std::string(keys) + "/" + created.uid());
        EXPECT_EQ(read.at("/metadata/name"), name);
        EXPECT_THAT(read.body, Not(HasSubstr("<script>")));
    }
}

}  // namespace
}  // namespace gatehouse::test
