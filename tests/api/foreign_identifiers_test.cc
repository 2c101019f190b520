#include <gmock/gmock.h>

#include "tests/support/keys.h"
#include "tests/support/test_house.h"

// Identifiers travel not only in paths: each one that stands in a body, a filter or a cursor is exchanged for
// one of another project's things, and for one that never was. Whoever asks must not be able to tell the two
// apart, and nothing of the other project may be changed.
namespace gatehouse::test {
namespace {

std::string const keys = "/v1/users/assets/sshkeys";
std::string const the_checked_key = a_key("checked");

/// Two projects that know nothing of each other, with the same things in both.
struct Side {
    ProjectUid project;
    Person admin;
    ClusterUid cluster;
    std::string key_text;
    std::string key;
    std::string event;
};

struct World {
    TestHouse house;
    Side own = side("Own", "olga");
    Side foreign = side("Foreign", "fritz");

    Side side(std::string const& name, std::string const& admin_name) {
        auto const project = house.a_project(name);
        auto const admin = a_user(admin_name).with("project-admin", in(project)).sign_in(house);
        auto const cluster = house.a_cluster(project, name + " cluster");
        auto const text = a_key(name);
        auto const answer = admin.in(project).post(keys, key_body(name + " key", text));
        return {project, admin, cluster, text, answer.uid(), answer.header("AuditUid")};
    }
};

struct Case {
    char const* name;
    std::function<std::string(Side const&)> id;  ///< which identifier is exchanged
    std::function<Answer(World&, std::string const& id)> ask;
    int own;      ///< with one's own identifier
    int foreign;  ///< with a foreign one
};

void PrintTo(Case const& one, std::ostream* out) { *out << one.name; }

std::vector<Case> cases() {
    auto const key = [](Side const& side) { return side.key; };
    auto const event = [](Side const& side) { return side.event; };
    auto const project = [](Side const& side) { return side.project.str(); };
    auto const admin = [](Side const& side) { return side.admin.uid.str(); };
    auto const token = [](Side const& side) { return side.admin.token; };
    auto const get = [](std::string const& target) {
        return
            [=](World& w, std::string const& id) { return w.own.admin.in(w.own.project).get(target + id); };
    };
    return {
        {"the_owner_of_a_new_key", admin,
         [](World& w, std::string const& id) {
             return w.own.admin.in(w.own.project)
                 .post(keys, key_body("new", a_key("new"), R"(,"ownerUid":")" + id + "\""));
         },
         201, 400},
        {"the_owner_of_an_edited_key", admin,
         [](World& w, std::string const& id) {
             return w.own.admin.in(w.own.project)
                 .put(keys + "/" + w.own.key,
                      key_body("edited", w.own.key_text, R"(,"ownerUid":")" + id + "\""));
         },
         204, 400},
        {"the_key_that_is_being_edited_when_one_is_checked", key,
         [](World& w, std::string const& id) {
             return w.own.admin.in(w.own.project)
                 .post(keys + "/check",
                       R"({"publicKey":)" + quoted(the_checked_key) + R"(,"uid":")" + id + "\"}");
         },
         200, 200},
        {"the_project_of_an_audit_filter", project, get("/v1/audits?projectUid="), 200, 200},
        {"the_user_of_an_audit_filter", admin, get("/v1/audits?userUid="), 200, 200},
        {"the_object_of_an_audit_filter", key, get("/v1/audits?resourceUid="), 200, 200},
        {"the_cursor_of_the_audit_trail", event, get("/v1/audits?continue="), 200, 400},
        {"the_project_of_an_export", project, get("/v1/audits/export?projectUid="), 200, 200},
        {"the_project_that_access_is_explained_in", project,
         get("/v1/access/explain?permission=sshKey.list&projectUid="), 200, 404},
        {"the_user_whose_access_is_explained", admin,
         get("/v1/access/explain?permission=sshKey.list&userUid="), 200, 403},
        {"the_project_of_a_header", project,
         [](World& w, std::string const& id) { return w.own.admin.in(ProjectUid(id)).get(keys); }, 200, 404},
        {"the_project_of_a_query", project,
         [](World& w, std::string const& id) { return w.own.admin.get(keys + "?ProjectUid=" + id); }, 200,
         404},
        {"a_token_that_is_revoked", token,
         [](World& w, std::string const& id) {
             return w.own.admin.sign_in_again(w.house).post("/v1/users/auth/tokens/revoke",
                                                            R"({"tokens":[")" + id + "\"]}");
         },
         204, 204},
    };
}

/// What an answer says, but for what differs from request to request, and for the identifier that was asked
/// with.
std::string gist(Answer const& answer, std::string const& asked) {
    auto text = std::to_string(answer.status) + " " + answer.body;
    for (auto at = text.find(asked); at != std::string::npos; at = text.find(asked))
        text.replace(at, asked.size(), "ID");
    if (auto const at = text.find("\"ref\":\""); at != std::string::npos)
        text.erase(at, text.find('"', at + 7) - at);
    return text;
}

class ForeignIdentifiers : public testing::TestWithParam<Case> {};

TEST_P(ForeignIdentifiers, tell_nothing_and_change_nothing) {
    auto const& one = GetParam();
    EXPECT_EQ(
        [&] {
            World world;
            return one.ask(world, one.id(world.own)).status;
        }(),
        one.own)
        << "or the request is not valid, and its refusal proves nothing";

    World world;
    std::string const nowhere = "01920000-0000-7000-8000-000000000000";
    auto const asked = one.id(world.foreign);
    auto const before = world.foreign.admin.in(world.foreign.project).get(keys).body;
    auto const absent = one.ask(world, nowhere);
    auto const foreign = one.ask(world, asked);

    EXPECT_EQ(foreign.status, one.foreign) << foreign.body;
    EXPECT_EQ(gist(foreign, asked), gist(absent, nowhere));
    EXPECT_EQ(foreign.body.find("Foreign"), std::string::npos) << foreign.body;
    EXPECT_EQ(world.foreign.admin.in(world.foreign.project).get(keys).body, before);
}

INSTANTIATE_TEST_SUITE_P(Of, ForeignIdentifiers, testing::ValuesIn(cases()),
                         [](auto const& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace gatehouse::test
