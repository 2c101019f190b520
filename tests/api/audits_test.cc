#include <gmock/gmock.h>

#include "base/text.h"
#include "contract/projects.h"
#include "http/router.h"
#include "store/audit_store.h"
#include "tests/store/house_caller.h"
#include "tests/support/keys.h"
#include "tests/support/test_house.h"

namespace gatehouse::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

std::string const keys = "/v1/users/assets/sshkeys";
std::string const wrong_password = R"(,"password":"not the right one"})";

class AuditsApi : public testing::Test {
protected:
    TestHouse house;
    ProjectUid const edge = house.a_project("Edge");
    ProjectUid const cloud = house.a_project("Cloud");
    Person const vera = a_user("vera").with("project-viewer", in(edge)).sign_in(house);

    /// The next thing happens at a later moment.
    Visitor later(ProjectUid const& project) {
        house.clock.advance(1s);
        return house.ada().in(project);
    }
    std::string add_key(ProjectUid const& project, std::string const& name) {
        return later(project).post(keys, key_body(name, a_key(name))).uid();
    }
    Answer trail(std::string const& query) { return house.ada().get("/v1/audits?" + query); }
    std::vector<std::string> names(std::string const& query) {
        return trail(query).each("/items", "/spec/resource/name");
    }
    std::string now() { return to_rfc3339(house.clock.now()); }
};

// --- What an event tells

TEST_F(AuditsApi, an_event_tells_who_did_what_to_what_from_where_and_by_which_right) {
    auto const key = add_key(edge, "laptop");

    auto const answer = trail("resourceUid=" + key);

    ASSERT_EQ(answer.status, 200) << answer.body;
    ASSERT_EQ(answer.count("/items"), 1);
    auto const at = [&](std::string const& pointer) { return answer.at("/items/0" + pointer); };
    EXPECT_EQ(at("/metadata/creationTimestamp"), now());
    EXPECT_EQ(at("/spec/action"), "sshKey.create");
    EXPECT_EQ(at("/spec/actionType"), "create");
    EXPECT_EQ(at("/spec/actionMsg"), "Register an SSH key");
    EXPECT_EQ(at("/spec/outcome"), "done");
    EXPECT_EQ(at("/spec/actor/actorType"), "user");
    EXPECT_EQ(at("/spec/actor/user/uid"), house.ada().uid.str());
    EXPECT_EQ(at("/spec/actor/user/emailId"), "ada@example.com");
    EXPECT_EQ(at("/spec/resource/kind"), "sshKey");
    EXPECT_EQ(at("/spec/resource/name"), "laptop");
    EXPECT_EQ(at("/spec/project/name"), "Edge");
    EXPECT_EQ(at("/spec/address"), "198.51.100.7");
    EXPECT_THAT(at("/spec/decision"), HasSubstr("Tenant Admin"));
}

TEST_F(AuditsApi, a_refused_attempt_is_there_with_the_reason) {
    house.clock.advance(1s);
    vera.in(edge).post(keys, key_body("laptop", a_key("k")));

    auto const answer = trail("outcome=denied");

    EXPECT_EQ(answer.at("/items/0/spec/action"), "sshKey.create");
    EXPECT_EQ(answer.at("/items/0/spec/actor/user/uid"), vera.uid.str());
    EXPECT_THAT(answer.at("/items/0/spec/decision"), HasSubstr("no role"));
}

TEST_F(AuditsApi, a_failed_sign_in_names_the_address_that_was_typed_and_no_person) {
    house.clock.advance(1s);
    house.anyone().post("/v1/auth/authenticate", R"({"emailId":"vera@example.com")" + wrong_password);

    auto const answer = trail("resourceKind=session");

    EXPECT_EQ(answer.at("/items/0/spec/outcome"), "denied");
    EXPECT_EQ(answer.at("/items/0/spec/actor/user/emailId"), "vera@example.com");
    EXPECT_EQ(answer.at("/items/0/spec/actor/user/uid"), "");
}

TEST_F(AuditsApi, a_node_that_joins_is_a_service_and_tells_what_it_joined_with) {
    auto const cluster = house.a_cluster(edge, "shops");
    house.clock.advance(1s);
    house.a_node(cluster, "till-1");

    auto const listed = trail("resourceKind=node");
    auto const whole = house.ada().get("/v1/audits/" + listed.at("/items/0/metadata/uid"));

    EXPECT_EQ(whole.at("/spec/actor/actorType"), "service");
    EXPECT_EQ(whole.at("/spec/resource/name"), "till-1");
    EXPECT_EQ(whole.at("/changes/after/cluster"), "shops");
    EXPECT_EQ(whole.at("/changes/after/enrolledWith"), "enrolment command");
}

TEST_F(AuditsApi, one_event_tells_what_changed) {
    auto const key = add_key(edge, "laptop");
    later(edge).put(keys + "/" + key, key_body("desk", a_key("desk"), R"(,"logins":["ops"])"));
    auto const uid = trail("resourceUid=" + key + "&actionType=update").at("/items/0/metadata/uid");

    auto const whole = house.ada().get("/v1/audits/" + uid);

    ASSERT_EQ(whole.status, 200);
    EXPECT_EQ(whole.at("/changes/before/name"), "laptop");
    EXPECT_EQ(whole.at("/changes/after/name"), "desk");
    EXPECT_EQ(whole.at("/changes/after/logins"), R"(["ops"])");
    EXPECT_THAT(whole.at("/changes/before/fingerprint"), HasSubstr("SHA256:"));
}

TEST_F(AuditsApi, of_clusters_projects_rights_and_tokens_what_changed_is_told_as_well) {
    auto const& ada = house.ada();
    auto const change_of = [&](std::string const& uid, std::string const& type) {
        auto const listed = trail("resourceUid=" + uid + "&actionType=" + type);
        return ada.get("/v1/audits/" + listed.at("/items/0/metadata/uid"));
    };
    auto const cluster =
        ada.in(edge)
            .post("/v1/clusters",
                  R"({"metadata":{"name":"c"},"spec":{"environment":"edge","logins":["ops"]}})")
            .uid();
    ada.put("/v1/clusters/" + cluster,
            R"({"metadata":{"name":"c"},"spec":{"environment":"edge","logins":["ops","deploy"]}})");
    ada.put("/v1/projects/" + edge.str(), R"({"metadata":{"name":"Rim"}})");
    ada.put("/v1/users/" + vera.uid.str() + "/roles", R"({"roles":["project-editor"]})");
    auto const token = ada.post("/v1/edgehosts/tokens", R"({"metadata":{"name":"t"}})").uid();
    ada.put("/v1/edgehosts/tokens/" + token + "/state", "{}");

    EXPECT_EQ(change_of(cluster, "create").at("/changes/before"), "null");
    EXPECT_EQ(change_of(cluster, "update").at("/changes/before/spec/logins"), R"(["ops"])");
    EXPECT_EQ(change_of(cluster, "update").at("/changes/after/spec/logins"), R"(["ops","deploy"])");
    EXPECT_EQ(change_of(edge.str(), "update").at("/changes/before/name"), "Edge");
    EXPECT_EQ(change_of(vera.uid.str(), "update").at("/changes/before/roles"), "[]");
    EXPECT_EQ(change_of(vera.uid.str(), "update").at("/changes/after/roles"), R"(["project-editor"])");
    EXPECT_EQ(change_of(token, "update").at("/changes/after/isActive"), "false");
    EXPECT_THAT(house.stored_bytes(), Not(HasSubstr(token + ".")));
}

TEST_F(AuditsApi, a_deleted_object_keeps_the_name_that_it_had) {
    auto const key = add_key(edge, "laptop");
    later(edge).remove(keys + "/" + key);

    EXPECT_THAT(names("resourceUid=" + key), ElementsAre("laptop", "laptop"));
    EXPECT_EQ(trail("resourceUid=" + key).at("/items/0/spec/actionType"), "delete");
}

TEST(AuditTrail, every_endpoint_names_a_kind_of_object_and_what_is_done_with_it) {
    TestHouse house;
    for (auto const& operation : house.router().operations())
        EXPECT_THAT(std::string(operation.endpoint.action),
                    testing::MatchesRegex("[a-z][a-zA-Z]+\\.[a-z][a-zA-Z]+"))
            << operation.endpoint.path;
}

// --- Whose events

TEST_F(AuditsApi, a_project_sees_its_own_events_and_the_tenant_sees_all) {
    add_key(edge, "in edge");
    add_key(cloud, "in cloud");
    later(ProjectUid{}).post(keys, key_body("tenant's", a_key("t")));

    auto const in_edge = vera.in(edge).get("/v1/audits?resourceKind=sshKey");

    EXPECT_THAT(in_edge.each("/items", "/spec/resource/name"), ElementsAre("in edge"));
    EXPECT_THAT(names("resourceKind=sshKey"), ElementsAre("tenant's", "in cloud", "in edge"));
    EXPECT_EQ(vera.get("/v1/audits").status, 403) << "the tenant's trail is for tenant roles";
}

TEST_F(AuditsApi, a_filter_or_a_page_opens_no_other_project) {
    auto const foreign = add_key(cloud, "in cloud");
    auto const event = trail("resourceUid=" + foreign).at("/items/0/metadata/uid");

    EXPECT_EQ(vera.in(edge).get("/v1/audits?projectUid=" + cloud.str()).count("/items"), 0);
    EXPECT_EQ(vera.in(edge).get("/v1/audits?continue=" + event).field(), "/continue");
    EXPECT_EQ(vera.in(edge).get("/v1/audits/" + event).code(), "ResourceNotFound");
    EXPECT_THAT(vera.in(edge).get("/v1/audits/export").body, Not(HasSubstr("in cloud")));
}

// --- Filters

TEST_F(AuditsApi, filters_work_alone_and_together) {
    auto const first = add_key(edge, "first");
    auto const between = now();
    add_key(cloud, "second");
    house.clock.advance(1s);
    auto const ed = a_user("ed").with("project-admin", in(cloud)).sign_in(house);
    ed.in(cloud).post(keys, key_body("third", a_key("third")));
    later(edge).remove(keys + "/" + first);
    auto const key = std::string("resourceKind=sshKey&");

    EXPECT_THAT(names(key), ElementsAre("first", "third", "second", "first"));
    EXPECT_THAT(names(key + "startTime=" + between), ElementsAre("first", "third", "second", "first"));
    EXPECT_THAT(names(key + "endTime=" + between), IsEmpty()) << "the end itself is outside";
    EXPECT_THAT(names(key + "endTime=" + now()), ElementsAre("third", "second", "first"));
    EXPECT_THAT(names(key + "userUid=" + ed.uid.str()), ElementsAre("third"));
    EXPECT_THAT(names(key + "actor=ED@example.com"), ElementsAre("third"));
    EXPECT_THAT(names(key + "projectUid=" + edge.str()), ElementsAre("first", "first"));
    EXPECT_THAT(names(key + "actionType=delete"), ElementsAre("first"));
    EXPECT_THAT(names("actionType=delete&outcome=done&projectUid=" + edge.str()), ElementsAre("first"));
    EXPECT_THAT(names(key + "outcome=denied"), IsEmpty());
    EXPECT_THAT(names("resourceKind=project"), testing::UnorderedElementsAre("Cloud", "Edge"));
    EXPECT_THAT(names(key + "projectUid=" + cloud.str() + "&userUid=" + house.ada().uid.str() +
                      "&startTime=" + between + "&actionType=create&outcome=done"),
                ElementsAre("second"));
}

TEST_F(AuditsApi, a_value_that_cannot_be_is_refused_by_the_name_of_its_field) {
    for (auto const& [query, field] : std::vector<std::pair<std::string, std::string>>{
             {"startTime=yesterday", "/startTime"},
             {"endTime=2030-13-01T00:00:00Z", "/endTime"},
             {"startTime=2030-01-02T00:00:00Z&endTime=2030-01-01T00:00:00Z", "/endTime"},
             {"actionType=explode", "/actionType"},
             {"outcome=maybe", "/outcome"},
             {"limit=0", "/limit"},
             {"limit=51", "/limit"},
             {"limit=many", "/limit"},
             {"offset=-1", "/offset"},
             {"offset=10001", "/offset"},
             {"continue=nowhere", "/continue"}}) {
        auto const answer = trail(query);
        EXPECT_EQ(answer.status, 400) << query;
        EXPECT_EQ(answer.field(), field) << query;
    }
    EXPECT_EQ(house.ada().get("/v1/audits/export?outcome=maybe").field(), "/outcome");
}

TEST_F(AuditsApi, a_filter_is_a_value_and_no_piece_of_a_statement) {
    add_key(edge, "laptop");
    EXPECT_THAT(names("actor=%27%20OR%20%271%27%3D%271"), IsEmpty());
    EXPECT_THAT(names("resourceKind=%25"), IsEmpty());
}

// --- Pages

TEST_F(AuditsApi, a_page_goes_on_where_the_last_one_ended_whatever_has_come_since) {
    for (auto const* name : {"1", "2", "3", "4", "5"})
        add_key(edge, name);
    auto const first = trail("resourceKind=sshKey&limit=2");
    add_key(edge, "6");
    auto const second = trail("resourceKind=sshKey&limit=2&continue=" + first.at("/listmeta/continue"));
    auto const third = trail("resourceKind=sshKey&limit=2&continue=" + second.at("/listmeta/continue"));

    EXPECT_THAT(first.each("/items", "/spec/resource/name"), ElementsAre("5", "4"));
    EXPECT_THAT(second.each("/items", "/spec/resource/name"), ElementsAre("3", "2"));
    EXPECT_THAT(third.each("/items", "/spec/resource/name"), ElementsAre("1"));
    EXPECT_EQ(third.at("/listmeta/continue"), "");
    EXPECT_EQ(first.at("/listmeta/count"), "5");
    EXPECT_EQ(first.at("/listmeta/limit"), "2");
}

TEST_F(AuditsApi, pages_lose_and_repeat_nothing_where_many_events_share_a_moment) {
    house.db().write(the_house(), [&](store::WriteTx& tx) -> Result<void> {
        TRY(tx.permit<contract::CreateProject>(in_tenant()));
        for (int i = 0; i < 120; ++i)
            tx.audit<contract::CreateProject>(in_tenant(), {"crowd", std::to_string(i)});
        return {};
    });

    std::set<std::string> seen;
    std::string more;
    do {
        auto const page = trail("resourceUid=crowd&continue=" + more);
        for (auto const& name : page.each("/items", "/spec/resource/name"))
            EXPECT_TRUE(seen.insert(name).second) << name;
        more = page.at("/listmeta/continue");
    } while (!more.empty());

    EXPECT_THAT(seen, SizeIs(120));
}

TEST_F(AuditsApi, a_page_can_be_entered_by_its_number) {
    for (auto const* name : {"1", "2", "3"})
        add_key(edge, name);

    auto const page = trail("resourceKind=sshKey&limit=2&offset=2");

    EXPECT_THAT(page.each("/items", "/spec/resource/name"), ElementsAre("1"));
    EXPECT_EQ(page.at("/listmeta/offset"), "2");
}

TEST_F(AuditsApi, a_page_is_fifty_events_long_unless_less_is_asked_for) {
    EXPECT_EQ(trail("").at("/listmeta/limit"), "50");
}

// --- CSV

TEST_F(AuditsApi, an_export_is_a_file_of_csv_and_stands_in_the_trail_itself) {
    auto const key = add_key(edge, "laptop");
    house.clock.advance(1s);

    auto const file = house.ada().get("/v1/audits/export?resourceUid=" + key);

    EXPECT_EQ(file.status, 200);
    EXPECT_EQ(file.header("Content-Disposition"), "attachment; filename=\"gatehouse-audit.csv\"");
    EXPECT_THAT(file.body, testing::StartsWith("time,uid,action,message,outcome,actor,userUid,"));
    EXPECT_THAT(file.body, HasSubstr(",sshKey.create,Register an SSH key,done,ada@example.com," +
                                     house.ada().uid.str() + ","));
    EXPECT_THAT(file.body, HasSubstr(R"(""name"":""laptop"")")) << "what changed, as one quoted cell";
    EXPECT_EQ(std::ranges::count(file.body, '\n'), 2);
    auto const newest = house.audit_trail().front();
    EXPECT_EQ(newest.action, "audit.export");
    EXPECT_THAT(newest.detail, HasSubstr(key)) << "the filter says what was taken away";
}

TEST_F(AuditsApi, an_export_as_json_lines_has_one_object_a_line_with_what_changed) {
    auto const key = add_key(edge, "laptop");
    add_key(edge, "desk");
    house.clock.advance(1s);

    auto const file = house.ada().get("/v1/audits/export?resourceKind=sshKey&format=jsonl");

    EXPECT_EQ(file.status, 200);
    EXPECT_EQ(file.header("Content-Disposition"), "attachment; filename=\"gatehouse-audit.jsonl\"");
    auto const lines = split(file.body, '\n');
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[2], "");
    Answer const event{200, lines[1], {}, {}};
    auto const stored = house.audit_trail();
    auto const found = std::ranges::find(stored, key, [](auto const& one) { return one.object.uid; });
    EXPECT_EQ(event.at("/number"), std::to_string(found->number));
    EXPECT_EQ(event.at("/digest"), found->digest);
    EXPECT_EQ(event.at("/action"), "sshKey.create");
    EXPECT_EQ(event.at("/project"), "Edge");
    EXPECT_EQ(event.at("/changes/after/name"), "laptop");
    EXPECT_THAT(stored.front().detail, HasSubstr("jsonl"));
    EXPECT_EQ(house.ada().get("/v1/audits/export?format=xml").field(), "/format");
}

TEST_F(AuditsApi, texts_that_a_spreadsheet_would_run_arrive_as_text) {
    for (auto const* name : {"=1+1", "+1", "-1", "@SUM(A1)", "＝1"})
        add_key(edge, name);
    for (auto const* email : {R"(\t=1)", R"(\r=1)", R"(a \"b\",\r\nc)"})
        house.anyone().post("/v1/auth/authenticate",
                            R"({"emailId":")" + std::string(email) + "\"" + wrong_password);

    auto const file = house.ada().get("/v1/audits/export").body;

    for (auto const* cell : {R"(,"'=1+1",)", R"(,"'+1",)", R"(,"'-1",)", R"x(,"'@SUM(A1)",)x", R"(,"'＝1",)",
                             R"(,\u0009=1,)", R"(,\u000d=1,)", R"(,"a ""b"",\u000d\u000ac",)"})
        EXPECT_THAT(file, HasSubstr(cell));
}

TEST_F(AuditsApi, an_export_and_a_count_end_at_ten_thousand_events) {
    house.db().write(the_house(), [&](store::WriteTx& tx) -> Result<void> {
        TRY(tx.permit<contract::CreateProject>(in_tenant()));
        for (int i = 0; i < 10'100; ++i)
            tx.audit<contract::CreateProject>(in_tenant(), {"many", "event"});
        return {};
    });

    EXPECT_EQ(trail("resourceUid=many").at("/listmeta/count"), "10000");
    EXPECT_EQ(std::ranges::count(house.ada().get("/v1/audits/export?resourceUid=many").body, '\n'), 10'001);
}

}  // namespace
}  // namespace gatehouse::test
