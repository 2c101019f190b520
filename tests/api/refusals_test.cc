#include <cstdlib>
#include <gmock/gmock.h>

#include "base/files.h"
#include "http/router.h"
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

// --- A private key pasted by mistake

std::string a_private_key(std::string const& options) {
    TemporaryDirectory const directory;
    auto const file = directory / "key";
    auto const command = "ssh-keygen -q " + options + " -N '' -C '' -f " + file.string();
    EXPECT_EQ(std::system(command.c_str()), 0);
    return read_file(file).value_or("");
}

TEST_F(Refusals, a_private_key_is_never_echoed_and_never_stored) {
    auto const uid = in_edge.post(keys, key_body("laptop", a_key("k"))).uid();
    for (auto const* options : {"-t ed25519", "-t ecdsa -m PEM"}) {
        auto const secret = a_private_key(options);
        ASSERT_THAT(secret, HasSubstr("PRIVATE KEY"));
        auto const part = secret.substr(secret.size() / 2, 24);

        for (auto const& answer :
             {in_edge.post(keys, key_body("pasted", secret)),
              in_edge.put(std::string(keys) + "/" + uid, key_body("pasted", secret)),
              in_edge.post(std::string(keys) + "/check", R"({"publicKey":)" + quoted(secret) + "}")}) {
            EXPECT_THAT(answer.body, Not(HasSubstr(part)));
            EXPECT_THAT(answer.body, HasSubstr("PRIVATE_KEY"));
            EXPECT_THAT(answer.body, HasSubstr("/spec/publicKey"));
        }
        ASSERT_THAT(house.stored_bytes(), HasSubstr("laptop")) << "or this test proves nothing";
        EXPECT_THAT(house.stored_bytes(), Not(HasSubstr(part)));
        EXPECT_THAT(house.stored_bytes(), Not(HasSubstr("PRIVATE KEY")));
    }
    EXPECT_EQ(in_edge.get(std::string(keys) + "/" + uid).at("/metadata/name"), "laptop");
}

TEST_F(Refusals, a_private_key_in_another_member_is_not_echoed_either) {
    auto const secret = a_private_key("-t ed25519");
    auto const part = secret.substr(secret.size() / 2, 24);

    for (auto const& body :
         {key_body(secret, a_key("k")), key_body("k", a_key("k"), R"(,"logins":[)" + quoted(secret) + "]"),
          key_body("k", a_key("k"), R"(,"from":[)" + quoted(secret) + "]"),
          key_body("k", a_key("k"), R"(,"expiry":)" + quoted(secret))}) {
        auto const answer = in_edge.post(keys, body);
        EXPECT_EQ(answer.status, 400);
        EXPECT_THAT(answer.body, Not(HasSubstr(part)));
    }
    EXPECT_THAT(house.stored_bytes(), Not(HasSubstr(part)));
}

// --- Asking first

class CheckApi : public Refusals {
protected:
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

// --- Changes

TEST_F(Refusals, changes_answers_304_until_something_that_a_console_shows_changes) {
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

TEST_F(Refusals, a_node_s_receipt_is_a_change_and_its_idle_polls_are_not) {
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

// --- Projects and clusters, what has not been said elsewhere

TEST_F(Refusals, the_projects_one_may_enter_are_listed_for_terraform_with_default_among_them) {
    auto const vera = a_user("vera").with("project-viewer", in(edge)).sign_in(house);

    EXPECT_THAT(house.ada().get("/v1/dashboard/projects/metadata").each("/items", "/metadata/name"),
                testing::ElementsAre("Default", "Edge"));
    EXPECT_THAT(vera.get("/v1/dashboard/projects/metadata").each("/items", "/metadata/uid"),
                testing::ElementsAre(edge.str()));
}

TEST_F(Refusals, a_project_keeps_description_and_tags_as_terraform_sends_them) {
    auto const& ada = house.ada();
    auto const created = ada.post(
        "/v1/projects",
        R"({"metadata":{"annotations":{"description":"d"},"creationTimestamp":"0001-01-01T00:00:00.000Z",)"
        R"("labels":{"env":"prod","plain":"spectro__tag"},"name":"New"}})");
    ASSERT_EQ(created.status, 201) << created.body;

    auto const read = ada.get("/v1/projects/" + created.uid());
    EXPECT_EQ(read.at("/metadata/annotations/description"), "d");
    EXPECT_EQ(read.at("/metadata/labels/plain"), "spectro__tag");
    EXPECT_EQ(read.at("/spec"), "{}");
    EXPECT_EQ(ada.post("/v1/projects", R"({"metadata":{"name":"NEW"}})").at("/details/other"), created.uid());
    EXPECT_EQ(ada.get("/v1/projects/New").code(), "ResourceNotFound") << "import asks by name";
}

TEST_F(Refusals, the_empty_uid_of_a_project_is_not_found_and_not_the_tenant) {
    house.a_node(house.a_cluster(edge, "c"), "n");
    auto const vera = a_user("vera").with("project-viewer", in(edge)).sign_in(house);

    for (auto const& visitor : {static_cast<Visitor>(vera), static_cast<Visitor>(house.ada())}) {
        EXPECT_EQ(visitor.get("/v1/projects/").code(), "ResourceNotFound");
        EXPECT_EQ(visitor.get("/v1/projects//known_hosts").code(), "ResourceNotFound");
        EXPECT_EQ(visitor.remove("/v1/projects/").code(), "ResourceNotFound");
    }
}

TEST_F(Refusals, of_a_cluster_name_the_place_and_the_limit) {
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

TEST_F(Refusals, a_cluster_s_lease_is_three_days_and_seven_at_the_edge_unless_it_says_otherwise) {
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
