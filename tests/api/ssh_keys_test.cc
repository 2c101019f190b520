#include <gmock/gmock.h>

#include "tests/support/keys.h"
#include "tests/support/test_house.h"

namespace gatehouse::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr char keys[] = "/v1/users/assets/sshkeys";

class SshKeysApi : public testing::Test {
protected:
    std::string path(std::string const& uid) const { return std::string(keys) + "/" + uid; }

    TestHouse house;
    ProjectUid const edge = house.a_project("Edge");
    Visitor const in_edge = house.ada().in(edge);
    Visitor const in_the_tenant = house.ada();
};

// As Terraform's provider sends it: zero times that Go never leaves out, and nothing we added.
std::string terraform_body(std::string const& name, std::string const& key) {
    return R"({"metadata":{"creationTimestamp":"0001-01-01T00:00:00.000Z",)"
           R"("deletionTimestamp":"0001-01-01T00:00:00.000Z","lastModifiedTimestamp":"0001-01-01T00:00:00.000Z",)"
           R"("name":)" +
           quoted(name) + R"(},"spec":{"publicKey":)" + quoted(key) + "}}";
}

TEST_F(SshKeysApi, a_key_lives_as_terraform_makes_reads_edits_and_deletes_it) {
    auto const first = a_key("ada@laptop") + "\n";
    auto const second = a_key("ada@desk");

    auto const created = in_edge.post(keys, terraform_body("laptop", first));
    ASSERT_EQ(created.status, 201) << created.body;
    EXPECT_EQ(created.body, R"({"uid":")" + created.uid() + R"("})");
    EXPECT_FALSE(created.header("AuditUid").empty());

    auto const read = in_edge.get(path(created.uid()));
    EXPECT_EQ(read.status, 200);
    EXPECT_EQ(read.at("/metadata/uid"), created.uid());
    EXPECT_EQ(read.at("/metadata/name"), "laptop");
    EXPECT_EQ(read.at("/metadata/annotations/scope"), "project");
    EXPECT_EQ(read.at("/spec/publicKey"), first);

    auto const edited = in_edge.put(path(created.uid()), terraform_body("desk", second));
    EXPECT_EQ(edited.status, 204) << edited.body;
    EXPECT_EQ(edited.body, "");
    EXPECT_EQ(in_edge.get(path(created.uid())).at("/metadata/name"), "desk");
    EXPECT_EQ(in_edge.get(path(created.uid())).at("/spec/publicKey"), second);

    auto const deleted = in_edge.remove(path(created.uid()));
    EXPECT_EQ(deleted.status, 204);
    EXPECT_EQ(deleted.body, "");
    EXPECT_EQ(in_edge.get(path(created.uid())).code(), "ResourceNotFound");
    EXPECT_EQ(in_edge.remove(path(created.uid())).code(), "ResourceNotFound");
    EXPECT_EQ(in_edge.put(path(created.uid()), terraform_body("desk", second)).code(), "ResourceNotFound");
}

TEST_F(SshKeysApi, a_key_of_the_tenant_lives_the_same_life) {
    auto const created = in_the_tenant.post(keys, terraform_body("break-glass", a_key("ops")));
    ASSERT_EQ(created.status, 201) << created.body;

    EXPECT_EQ(in_the_tenant.get(path(created.uid())).at("/metadata/annotations/scope"), "tenant");
    EXPECT_EQ(in_the_tenant.put(path(created.uid()), terraform_body("glass", a_key("ops"))).status, 204);
    EXPECT_EQ(in_the_tenant.remove(path(created.uid())).status, 204);
    EXPECT_EQ(in_the_tenant.get(keys).body, R"({"items":[]})");
}

TEST_F(SshKeysApi, the_text_of_a_key_is_kept_byte_for_byte) {
    auto const key = a_key("");  // ends with a space
    auto const line = key.substr(0, key.size() - 1);
    int number = 0;
    for (auto const& text : {line, line + "\n"}) {
        auto const uid = in_edge.post(keys, key_body("key " + std::to_string(++number), text)).uid();
        EXPECT_EQ(in_edge.get(path(uid)).at("/spec/publicKey"), text);
        EXPECT_EQ(in_edge.get(keys).at("/items/0/spec/publicKey"), text);
        EXPECT_EQ(in_edge.remove(path(uid)).status, 204);
    }
}

TEST_F(SshKeysApi, labels_and_annotations_come_back_as_they_were_sent) {
    auto const uid = in_edge
                         .post(keys, R"({"metadata":{"name":"k","labels":{"team":"edge","t":"spectro__tag"},)"
                                     R"("annotations":{"description":"two\nlines é"}},"spec":{"publicKey":)" +
                                         quoted(a_key("k")) + "}}")
                         .uid();

    auto const read = in_edge.get(path(uid));
    EXPECT_EQ(read.at("/metadata/labels/team"), "edge");
    EXPECT_EQ(read.at("/metadata/labels/t"), "spectro__tag");
    EXPECT_EQ(read.count("/metadata/labels"), 2);
    EXPECT_EQ(read.at("/metadata/annotations/description"), "two\nlines é");
}

TEST_F(SshKeysApi, what_a_client_asks_by_name_is_not_found_rather_than_malformed) {
    in_edge.post(keys, key_body("my key", a_key("k")));

    for (auto const* name :
         {"my%20key", "my+key", "laptop", "a%2Fb", "%00", "%ff", "..", "tenant-admin", "info"}) {
        auto const answer = in_edge.get(path(name));
        EXPECT_EQ(answer.status, 404) << name;
        EXPECT_EQ(answer.code(), "ResourceNotFound") << name;
    }
}

// Terraform imports by name: GET with the name where the uid goes must say "not found", whatever the name.
TEST_F(SshKeysApi, a_key_may_be_called_check_and_be_asked_for_by_that_name) {
    EXPECT_EQ(in_edge.post(keys, key_body("check", a_key("k"))).status, 201);

    auto const answer = in_edge.get(path("check"));

    EXPECT_EQ(answer.status, 404);
    EXPECT_EQ(answer.code(), "ResourceNotFound");
}

TEST_F(SshKeysApi, the_empty_uid_is_not_found_and_never_a_list) {
    in_edge.post(keys, key_body("laptop", a_key("k")));

    auto const answer = in_edge.get(std::string(keys) + "/");

    EXPECT_EQ(answer.status, 404);
    EXPECT_EQ(answer.code(), "ResourceNotFound");
}

TEST_F(SshKeysApi, the_project_may_be_named_in_the_header_in_any_case_or_in_the_query) {
    auto const uid = in_edge.post(keys, key_body("laptop", a_key("k"))).uid();

    for (auto const* header : {"ProjectUid", "Projectuid", "ProjectUID", "projectuid"})
        EXPECT_EQ(house.ada().with(header, edge.str()).get(path(uid)).status, 200) << header;
    EXPECT_EQ(house.ada().get(path(uid) + "?ProjectUid=" + edge.str()).status, 200);
    EXPECT_EQ(house.ada().with("ProjectUid", "").get(path(uid)).status, 404) << "the tenant has no such key";
}

TEST_F(SshKeysApi, a_list_names_the_project_s_keys_first_and_then_the_tenant_s) {
    in_the_tenant.post(keys, key_body("alpha", a_key("t")));
    in_edge.post(keys, key_body("zulu", a_key("z")));
    in_edge.post(keys, key_body("alpha", a_key("p")));  // the same name may stand in both scopes
    house.ada().in(house.a_project("Other")).post(keys, key_body("foreign", a_key("f")));

    auto const list = in_edge.get(keys);

    EXPECT_EQ(list.status, 200);
    EXPECT_THAT(list.each("/items", "/metadata/name"), ElementsAre("alpha", "zulu", "alpha"));
    EXPECT_THAT(list.each("/items", "/metadata/annotations/scope"),
                ElementsAre("project", "project", "tenant"));
    EXPECT_THAT(in_the_tenant.get(keys).each("/items", "/metadata/name"), ElementsAre("alpha"));
}

TEST_F(SshKeysApi, a_list_shows_a_change_at_once_and_an_end_that_time_brings_within_a_second) {
    auto const ends = R"(,"expiry":")" + to_rfc3339(house.clock.now() + 1h) + "\"";
    auto const uid = in_edge.post(keys, key_body("old", a_key("k"), ends)).uid();
    auto node = house.a_node(house.a_cluster(edge, "edge-eu"), "n");
    auto const shown = [&](std::string const& what) { return in_edge.get(keys).at("/items/0" + what); };
    EXPECT_EQ(shown("/metadata/name"), "old");

    in_edge.put(path(uid), key_body("new", a_key("k"), ends));
    EXPECT_EQ(shown("/metadata/name"), "new");
    EXPECT_EQ(shown("/status/inForce/nodes"), "0");
    node.catch_up();
    EXPECT_EQ(shown("/status/inForce/nodes"), "1");

    house.clock.advance(1h - 1ms);
    EXPECT_EQ(shown("/status/state"), "active");
    house.clock.advance(1s);
    EXPECT_EQ(shown("/status/state"), "expired");
}

TEST_F(SshKeysApi, a_list_that_one_just_read_is_neither_another_scope_s_nor_for_everybody) {
    in_edge.post(keys, key_body("of edge", a_key("e")));
    auto const other = house.a_project("Other");
    auto const stranger = a_user("otto").with("project-admin", in(other)).sign_in(house);

    EXPECT_EQ(in_edge.get(keys).count("/items"), 1);
    EXPECT_EQ(in_the_tenant.get(keys).count("/items"), 0);
    EXPECT_EQ(stranger.in(other).get(keys).count("/items"), 0);
    EXPECT_EQ(stranger.in(edge).get(keys).status, 404);
    EXPECT_EQ(house.anyone().in(edge).get(keys).status, 401);
}

TEST_F(SshKeysApi, the_filters_and_order_that_clients_send_do_no_harm) {
    in_edge.post(keys, key_body("laptop", a_key("k")));

    EXPECT_EQ(
        in_edge.get(std::string(keys) + "?filters=metadata.name%3DlaptopANDx%3Dy&orderBy=metadata.name=1")
            .count("/items"),
        1);
}

TEST_F(SshKeysApi, the_status_tells_what_the_key_is_and_who_added_it) {
    auto const uid = in_edge.post(keys, key_body("laptop", a_key("ada@laptop"))).uid();

    auto const key = in_edge.get(path(uid));

    EXPECT_EQ(key.at("/status/type"), "ssh-ed25519");
    EXPECT_EQ(key.at("/status/bits"), "256");
    EXPECT_THAT(key.at("/status/fingerprint"), testing::MatchesRegex("SHA256:[A-Za-z0-9+/]{43}"));
    EXPECT_EQ(key.at("/status/state"), "active");
    EXPECT_EQ(key.at("/status/scope"), "project");
    EXPECT_EQ(key.at("/status/createdBy/emailId"), "ada@example.com");
    EXPECT_EQ(key.at("/status/createdBy/name"), "ada Example");
    EXPECT_EQ(key.at("/status/coveredBy"), "null");
    EXPECT_EQ(key.at("/status/inForce"), R"({"nodes":0,"of":0})");
    EXPECT_EQ(key.at("/metadata/creationTimestamp"), to_rfc3339(house.clock.now()));
    EXPECT_EQ(key.at("/metadata/deletionTimestamp"), "0001-01-01T00:00:00.000Z");
}

TEST_F(SshKeysApi, a_put_without_our_own_members_leaves_them_alone) {
    auto const expiry = to_rfc3339(house.clock.now() + std::chrono::hours(1));
    auto const key = a_key("k");
    auto const limits = R"(,"expiry":")" + expiry + R"(","logins":["ops"],"from":["192.0.2.0/24"])";
    auto const uid = in_edge.post(keys, key_body("laptop", key, limits)).uid();

    EXPECT_EQ(in_edge.put(path(uid), terraform_body("renamed", key)).status, 204);

    auto const read = in_edge.get(path(uid));
    EXPECT_EQ(read.at("/metadata/name"), "renamed");
    EXPECT_EQ(read.at("/spec/expiry"), expiry);
    EXPECT_EQ(read.at("/spec/logins"), R"(["ops"])");
    EXPECT_EQ(read.at("/spec/from"), R"(["192.0.2.0/24"])");
}

TEST_F(SshKeysApi, a_put_with_null_clears_and_with_a_value_replaces) {
    auto const expiry = to_rfc3339(house.clock.now() + std::chrono::hours(1));
    auto const later = to_rfc3339(house.clock.now() + std::chrono::hours(2));
    auto const key = a_key("k");
    auto const limits = R"(,"expiry":")" + expiry + R"(","logins":["ops"],"from":["192.0.2.0/24"])";
    auto const uid = in_edge.post(keys, key_body("laptop", key, limits)).uid();

    auto const replaced =
        key_body("laptop", key, R"(,"expiry":")" + later + R"(","logins":["root","ops"],"from":null)");
    EXPECT_EQ(in_edge.put(path(uid), replaced).status, 204);
    auto const after = in_edge.get(path(uid));
    EXPECT_EQ(after.at("/spec/expiry"), later);
    EXPECT_EQ(after.at("/spec/logins"), R"(["root","ops"])");
    EXPECT_EQ(after.at("/spec/from"), "[]");

    EXPECT_EQ(in_edge.put(path(uid), key_body("laptop", key, R"(,"expiry":null,"logins":null)")).status, 204);
    EXPECT_EQ(in_edge.get(path(uid)).at("/spec/expiry"), "null");
    EXPECT_EQ(in_edge.get(path(uid)).at("/spec/logins"), "[]");
}

TEST_F(SshKeysApi, limits_are_refused_with_their_place) {
    auto const refused = [&](std::string const& more) {
        return in_edge.post(keys, key_body("k", a_key("k"), more));
    };
    auto const past = to_rfc3339(house.clock.now());

    EXPECT_EQ(refused(R"(,"expiry":")" + past + "\"").field(), "/spec/expiry");
    EXPECT_EQ(refused(R"(,"expiry":"tomorrow")").field(), "/spec/expiry");
    EXPECT_EQ(refused(R"(,"logins":["ops","Bad Login"])").field(), "/spec/logins/1");
    EXPECT_THAT(refused(R"(,"from":["host.example.com"])").field(), HasSubstr("/spec/from"));
    EXPECT_THAT(refused(R"(,"from":["!192.0.2.7"])").field(), HasSubstr("/spec/from"));
    EXPECT_EQ(refused(R"(,"logins":"ops")").field(), "/spec/logins");
    EXPECT_EQ(in_edge.get(keys).body, R"({"items":[]})") << "nothing half-done remains";
}

TEST_F(SshKeysApi, an_expired_key_says_so_and_may_be_renamed_with_its_expiry_in_the_past) {
    auto const expiry = to_rfc3339(house.clock.now() + std::chrono::hours(1));
    auto const key = a_key("k");
    auto const uid = in_edge.post(keys, key_body("laptop", key, R"(,"expiry":")" + expiry + "\"")).uid();
    house.clock.advance(std::chrono::hours(1));

    EXPECT_EQ(in_edge.get(path(uid)).at("/status/state"), "expired");
    EXPECT_EQ(in_edge.put(path(uid), key_body("old laptop", key)).status, 204);
    EXPECT_EQ(in_edge.put(path(uid), key_body("old laptop", key, R"(,"expiry":")" + expiry + "\"")).status,
              204);
}

TEST_F(SshKeysApi, a_taken_name_is_a_conflict_that_names_the_other) {
    auto const other = in_edge.post(keys, key_body("Laptop", a_key("k"))).uid();

    auto const answer = in_edge.post(keys, key_body("lAPTOP", a_key("k")));

    EXPECT_EQ(answer.status, 409);
    EXPECT_EQ(answer.code(), "Conflict");
    EXPECT_EQ(answer.rule(), "NAME_TAKEN");
    EXPECT_EQ(answer.field(), "/metadata/name");
    EXPECT_EQ(answer.at("/details/other"), other);
    EXPECT_THAT(answer.at("/message"), HasSubstr("\"Laptop\""));
}

TEST_F(SshKeysApi, the_same_key_under_another_comment_is_a_conflict_that_names_the_other) {
    auto const key = a_key("first");
    auto const other = in_edge.post(keys, key_body("laptop", key)).uid();
    auto const same = key.substr(0, key.rfind(' ')) + " second\n";

    auto const answer = in_edge.post(keys, key_body("desk", same));

    EXPECT_EQ(answer.status, 409);
    EXPECT_EQ(answer.rule(), "KEY_TAKEN");
    EXPECT_EQ(answer.field(), "/spec/publicKey");
    EXPECT_EQ(answer.at("/details/other"), other);
    EXPECT_THAT(answer.at("/message"), HasSubstr("\"laptop\""));
}

TEST_F(SshKeysApi, another_project_may_have_the_same_name_and_key) {
    auto const body = key_body("laptop", a_key("k"));
    in_edge.post(keys, body);

    EXPECT_EQ(house.ada().in(house.a_project("Other")).post(keys, body).status, 201);
}

TEST_F(SshKeysApi, an_edit_may_keep_its_own_name_and_key_but_take_nobody_s) {
    auto const key = a_key("k");
    auto const taken = a_key("taken");
    auto const uid = in_edge.post(keys, key_body("laptop", key)).uid();
    in_edge.post(keys, key_body("desk", taken));

    EXPECT_EQ(in_edge.put(path(uid), key_body("laptop", key)).status, 204);
    EXPECT_EQ(in_edge.put(path(uid), key_body("LAPTOP", key)).status, 204);
    EXPECT_EQ(in_edge.put(path(uid), key_body("desk", key)).rule(), "NAME_TAKEN");
    EXPECT_EQ(in_edge.put(path(uid), key_body("laptop", taken)).rule(), "KEY_TAKEN");
    EXPECT_EQ(in_edge.get(path(uid)).at("/metadata/name"), "LAPTOP");
}

TEST_F(SshKeysApi, a_project_cannot_register_a_key_that_the_tenant_has) {
    auto const key = a_key("k");
    auto const other = in_the_tenant.post(keys, key_body("break-glass", key)).uid();

    auto const answer = in_edge.post(keys, key_body("mine", key));

    EXPECT_EQ(answer.status, 409);
    EXPECT_EQ(answer.rule(), "KEY_TAKEN");
    EXPECT_EQ(answer.at("/details/other"), other);
    EXPECT_THAT(answer.at("/message"), HasSubstr("tenant"));
}

TEST_F(SshKeysApi, the_tenant_may_take_over_a_key_that_a_project_had_and_covers_it_then) {
    auto const key = a_key("k");
    auto const project_key = in_edge.post(keys, key_body("mine", key)).uid();
    house.a_node(house.a_cluster(edge, "c"), "n");

    auto const above = in_the_tenant.post(keys, key_body("everyone's", key));

    EXPECT_EQ(above.status, 201) << above.body;
    auto const covered = in_edge.get(path(project_key));
    EXPECT_EQ(covered.at("/status/coveredBy"), above.uid());
    EXPECT_EQ(covered.at("/status/inForce"), R"({"nodes":0,"of":0})");
    EXPECT_EQ(in_edge.put(path(project_key), key_body("still mine", key)).rule(), "KEY_TAKEN");
    EXPECT_EQ(in_edge.remove(path(project_key)).status, 204);
}

TEST_F(SshKeysApi, a_tenant_key_shows_in_a_project_and_cannot_be_changed_from_there) {
    auto const uid = in_the_tenant.post(keys, key_body("break-glass", a_key("k"))).uid();
    auto const pat = a_user("pat").with("project-admin", in(edge)).sign_in(house).in(edge);

    EXPECT_EQ(pat.get(path(uid)).at("/status/scope"), "tenant");
    EXPECT_EQ(pat.put(path(uid), key_body("mine", a_key("k"))).code(), "ResourceNotFound");
    EXPECT_EQ(pat.remove(path(uid)).code(), "ResourceNotFound");
    EXPECT_EQ(in_the_tenant.get(path(uid)).at("/metadata/name"), "break-glass");
}

TEST_F(SshKeysApi, a_key_of_another_project_is_as_unknown_as_one_that_is_not_there) {
    auto const other = house.a_project("Other");
    auto const uid = house.ada().in(other).post(keys, key_body("theirs", a_key("k"))).uid();
    auto const pat = a_user("pat").with("project-admin", in(edge)).sign_in(house).in(edge);

    for (auto const* method : {"GET", "PUT", "DELETE"}) {
        auto const body = key_body("x", a_key("k"));
        auto const foreign = pat.send(method, path(uid), body);
        auto const absent = pat.send(method, path("0192f0c1-2b6d-7000-8000-000000000000"), body);
        EXPECT_EQ(foreign.status, 404);
        EXPECT_EQ(foreign.at("/message"), absent.at("/message"));
        EXPECT_EQ(foreign.at("/details"), absent.at("/details"));
    }
    EXPECT_EQ(house.ada().in(other).get(path(uid)).status, 200);
}

TEST_F(SshKeysApi, upstream_s_made_up_test_keys_are_refused) {
    for (auto const* text : {"ssh-rsa AAAAB3NzaC1yc2ETEST test-ssh-key", "ssh-rsa AAAAB3....", ""}) {
        auto const answer = in_edge.post(keys, key_body("k", text));
        EXPECT_EQ(answer.status, 400) << text;
        EXPECT_EQ(answer.field(), "/spec/publicKey");
        EXPECT_FALSE(answer.rule().empty());
    }
}

TEST_F(SshKeysApi, every_change_stands_in_the_audit_trail_with_the_fingerprint_and_without_the_key) {
    auto const text = a_key("ada@laptop");
    auto const created = in_edge.post(keys, key_body("laptop", text));
    auto const fingerprint = in_edge.get(path(created.uid())).at("/status/fingerprint");
    house.clock.advance(std::chrono::milliseconds(1));
    in_edge.put(path(created.uid()), key_body("desk", text));
    house.clock.advance(std::chrono::milliseconds(1));
    in_edge.remove(path(created.uid()));

    std::vector<std::string> actions;
    for (auto const& event : house.audit_trail())
        if (event.object.uid == created.uid()) {
            actions.push_back(event.action + " " + std::string(to_name(event.outcome)) + " by " +
                              event.actor);
            EXPECT_THAT(event.detail, HasSubstr(fingerprint));
            EXPECT_THAT(event.detail, testing::Not(HasSubstr(text.substr(20, 40))));
            EXPECT_EQ(event.scope, in(edge));
        }
    EXPECT_THAT(actions,
                ElementsAre("sshKey.delete done by ada@example.com", "sshKey.update done by ada@example.com",
                            "sshKey.create done by ada@example.com"));
}

TEST_F(SshKeysApi, the_audit_uid_of_a_create_is_that_of_its_event) {
    house.clock.advance(std::chrono::milliseconds(1));
    auto const created = in_edge.post(keys, key_body("laptop", a_key("k")));

    auto const newest = house.audit_trail().front();

    EXPECT_EQ(created.header("AuditUid"), newest.uid);
    EXPECT_EQ(newest.object.uid, created.uid());
}

TEST_F(SshKeysApi, a_viewer_s_attempt_is_refused_and_recorded) {
    auto const vera = a_user("vera").with("project-viewer", in(edge)).sign_in(house);
    house.clock.advance(std::chrono::milliseconds(1));

    auto const answer = vera.in(edge).post(keys, key_body("laptop", a_key("k")));

    EXPECT_EQ(answer.status, 403);
    EXPECT_EQ(answer.code(), "Forbidden");
    auto const newest = house.audit_trail().front();
    EXPECT_EQ(newest.action, "sshKey.create");
    EXPECT_EQ(newest.outcome, model::Outcome::denied);
    EXPECT_EQ(newest.actor, "vera@example.com");
    EXPECT_THAT(newest.decision.reason, HasSubstr("sshKey.create"));
    EXPECT_THAT(in_edge.get(keys).each("/items", "/metadata/name"), IsEmpty());
}

}  // namespace
}  // namespace gatehouse::test
