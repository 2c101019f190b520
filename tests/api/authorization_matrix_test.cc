#include <gmock/gmock.h>
#include <map>

#include "contract/endpoint.h"
#include "http/router.h"
#include "tests/support/keys.h"
#include "tests/support/test_house.h"

// Every endpoint, asked by everybody, about what is theirs, what is somebody else's and what is not there.
// The table is written by hand from what the roles mean (Palette's: Tenant Admin everything everywhere;
// Project Admin all of its project but the project itself, Editor edits, Viewer looks), so that a change of
// rights is a change of this page.
namespace gatehouse::test {
namespace {

using contract::Method;

/// Whose object the request is about. In the tenant scope there is no foreign: `foreign` is then the same as
/// `own`.
enum class Target { own, foreign, absent };

/// The statuses for the three targets, in that order.
struct Expected {
    int own;
    int foreign;
    int absent;
};

constexpr Expected not_signed_in{401, 401, 401};

/// The world of one endpoint: two projects, one of which the project roles are given in.
struct World {
    TestHouse house;
    ProjectUid own = house.a_project("Own");
    ProjectUid foreign = house.a_project("Foreign");
    ClusterUid own_cluster = house.a_cluster(own, "own cluster");
    ClusterUid foreign_cluster = house.a_cluster(foreign, "foreign cluster");
    int made = 0;

    static std::string nowhere() { return "01920000-0000-7000-8000-000000000000"; }
    std::string fresh_name() { return "object " + std::to_string(++made); }

    std::string project(Target target) const {
        return target == Target::own ? own.str() : target == Target::foreign ? foreign.str() : nowhere();
    }
    std::string fresh_project(Target target) {
        if (target == Target::absent)
            return nowhere();
        auto const uid = house.a_project(fresh_name());
        return uid.str();
    }
    std::string fresh_key(Target target) {
        if (target == Target::absent)
            return nowhere();
        auto const visitor = house.ada().in(target == Target::own ? own : foreign);
        return visitor.post("/v1/users/assets/sshkeys", key_body(fresh_name(), a_key("k"))).uid();
    }
    std::string fresh_held_key(Target target) {
        auto const uid = fresh_key(target);
        if (target != Target::absent)
            house.hold(SshKeyUid(uid), target == Target::own ? own : foreign);
        return uid;
    }
    std::string fresh_cluster(Target target) {
        return target == Target::absent
                   ? nowhere()
                   : house.a_cluster(target == Target::own ? own : foreign, fresh_name()).str();
    }
    std::string fresh_node(Target target) {
        return target == Target::absent
                   ? nowhere()
                   : house.a_node(target == Target::own ? own_cluster : foreign_cluster, "node").uid().str();
    }
    std::string fresh_token(Target target) {
        if (target == Target::absent)
            return nowhere();
        return house.ada()
            .post("/v1/edgehosts/tokens", R"({"metadata":{"name":")" + fresh_name() + "\"}}")
            .uid();
    }
    std::string fresh_event(Target target) {
        if (target == Target::absent)
            return nowhere();
        auto const visitor = house.ada().in(target == Target::own ? own : foreign);
        return visitor.post("/v1/users/assets/sshkeys", key_body(fresh_name(), a_key("k")))
            .header("AuditUid");
    }
    std::string fresh_user(Target target) {
        return target == Target::absent ? nowhere()
                                        : a_user("user" + std::to_string(++made)).join(house).uid.str();
    }
};

struct Ask {
    std::string target;  ///< path and query
    std::string body = "";
    std::string project = "";  ///< ProjectUid, or empty: the tenant
};

struct Row {
    Method method;
    std::string path;
    std::function<Ask(World&, Target)> ask;
    Expected tenant_admin;
    Expected project_admin;
    Expected project_editor;
    Expected project_viewer;
    Expected without_role;
    Expected node = not_signed_in;
    Expected anonymous = not_signed_in;
    Expected ended_session = not_signed_in;
};

void PrintTo(Row const& row, std::ostream* out) { *out << contract::name(row.method) << " " << row.path; }

Row for_anybody(Method method, std::string path, std::function<Ask(World&, Target)> ask, Expected all) {
    return {method, std::move(path), std::move(ask), all, all, all, all, all, all, all, all};
}
Row for_the_signed_in(Method method, std::string const& path, Expected all) {
    auto const ask = [=](World&, Target) { return Ask{path, "{}"}; };
    return {method, path, ask, all, all, all, all, all};
}

std::string cluster_body(std::string const& name) {
    return R"({"metadata":{"name":")" + name + R"("},"spec":{"environment":"edge","logins":["ops"]}})";
}
std::string named(std::string const& name) { return R"({"metadata":{"name":")" + name + "\"}}"; }

std::vector<Row> table() {
    using enum Method;
    std::string const keys = "/v1/users/assets/sshkeys";
    auto const fixed = [](std::string target, std::string body) {
        return [=](World&, Target) { return Ask{target, body}; };
    };
    auto const key = [=](World& w, Target t) { return Ask{keys + "/" + w.fresh_key(t), "", w.project(t)}; };
    auto const cluster = [](std::string const& rest) {
        return [=](World& w, Target t) { return Ask{"/v1/clusters/" + w.fresh_cluster(t) + rest}; };
    };
    auto const project = [](std::string const& rest) {
        return [=](World& w, Target t) { return Ask{"/v1/projects/" + w.project(t) + rest}; };
    };
    auto const token = [](std::string const& rest, std::string const& body) {
        return [=](World& w, Target t) {
            return Ask{"/v1/edgehosts/tokens/" + w.fresh_token(t) + rest, body};
        };
    };
    auto const user = [](std::string const& rest, std::string const& body) {
        return [=](World& w, Target t) { return Ask{"/v1/users/" + w.fresh_user(t) + rest, body}; };
    };
    auto const in_project = [](std::string const& path, std::function<std::string(World&)> body) {
        return [=](World& w, Target t) { return Ask{path, body(w), w.project(t)}; };
    };
    auto const edit_key = [=](World& w, Target t) {
        return Ask{keys + "/" + w.fresh_key(t), key_body(w.fresh_name(), a_key("k")), w.project(t)};
    };
    auto const approve_key = [=](World& w, Target t) {
        return Ask{keys + "/" + w.fresh_held_key(t) + "/approve", "", w.project(t)};
    };
    auto const edit_cluster = [](World& w, Target t) {
        return Ask{"/v1/clusters/" + w.fresh_cluster(t), cluster_body(w.fresh_name())};
    };
    auto const edit_project = [](World& w, Target t) {
        return Ask{"/v1/projects/" + w.project(t), named(w.fresh_name())};
    };
    auto const delete_project = [](World& w, Target t) {  // `own` has a node, and so stays
        return Ask{"/v1/projects/" + (t == Target::own ? w.own.str() : w.fresh_project(t))};
    };
    auto const delete_node = [](World& w, Target t) {
        return Ask{"/v1/nodes/" + w.fresh_node(t) + "?force=true"};
    };
    auto const edit_token = [](World& w, Target t) {
        return Ask{"/v1/edgehosts/tokens/" + w.fresh_token(t), named(w.fresh_name())};
    };
    auto const event = [](World& w, Target t) {
        return Ask{"/v1/audits/" + w.fresh_event(t), "", w.project(t)};
    };
    auto const in_the_tenant = [](std::string const& path, std::function<std::string(World&)> body) {
        return [=](World& w, Target) { return Ask{path, body(w)}; };
    };
    auto const nothing = [](World&) { return std::string(); };
    auto const a_new_key = [](World& w) { return key_body(w.fresh_name(), a_key("k")); };
    auto const a_key_to_check = [](World&) { return R"({"publicKey":")" + a_key("k") + "\"}"; };
    auto const a_new_cluster = [](World& w) { return cluster_body(w.fresh_name()); };
    auto const a_new_name = [](World& w) { return named(w.fresh_name()); };
    auto const a_new_user = [](World& w) {
        return R"({"spec":{"emailId":"n)" + std::to_string(++w.made) + R"(@example.com"}})";
    };
    auto const a_refreshable_token = [](World& w, Target) {
        return Ask{"/v1/auth/refresh/" + a_user("r" + std::to_string(++w.made)).sign_in(w.house).token};
    };
    auto const poll = fixed(
        "/v1/nodes/self/poll",
        R"({"epoch":0,"revision":0,"leaseEnd":"0001-01-01T00:00:00.000Z","nodeTime":"2030-01-01T00:00:00.000Z"})");

    Expected const no{403, 403, 403};      // knows of it, and may not
    Expected const hidden{404, 404, 404};  // no role there: must not learn what there is
    Expected const denied{403, 404, 404};  // not in the own project, and nothing of any other
    auto const here = [](int status) { return Expected{status, 404, 404}; };
    auto const anywhere = [](int status) { return Expected{status, status, 404}; };
    auto const always = [](int status) { return Expected{status, status, status}; };
    std::string const activate = "/v1/auth/password/{token}/activate";

    // clang-format off
    return {
        // Signing in is for whoever knows a password; an empty body shows that nobody is turned away for who they are.
        for_anybody(post,  "/v1/auth/authenticate",    fixed("/v1/auth/authenticate", "{}"), always(400)),
        for_anybody(post,  "/v1/auth/session",         fixed("/v1/auth/session", "{}"),      always(400)),
        for_anybody(get,   "/v1/auth/refresh/{token}", a_refreshable_token,                  always(200)),
        for_anybody(patch, activate, fixed("/v1/auth/password/x/activate", R"({"password":"long enough"})"), always(404)),
        for_anybody(get,   "/v1/ca",                   fixed("/v1/ca", ""),                  always(200)),
        for_anybody(post,  "/v1/nodes",                fixed("/v1/nodes", "{}"),             always(400)),
        for_anybody(get,   "/v1/openapi.json",         fixed("/v1/openapi.json", ""),        always(200)),

        for_the_signed_in(post,   "/v1/users/auth/tokens/revoke",    always(204)),
        for_the_signed_in(get,    "/v1/users/info",                  always(200)),
        for_the_signed_in(get,    "/v1/me",                          always(200)),
        for_the_signed_in(get,    "/v1/changes",                     always(200)),
        for_the_signed_in(get,    "/v1/dashboard/projects/metadata", always(200)),
        for_the_signed_in(remove, "/v1/auth/session",                always(204)),

        //                                                                        tenant admin   project admin  editor     viewer     no role
        {get,    keys,                              in_project(keys, nothing),    anywhere(200), here(200),     here(200), here(200), hidden},
        {post,   keys,                              in_project(keys, a_new_key),  anywhere(201), here(201),     denied,    denied,    hidden},
        {get,    keys + "/{uid}",                   key,                          anywhere(200), here(200),     here(200), here(200), hidden},
        {put,    keys + "/{uid}",                   edit_key,                     anywhere(204), here(204),     here(204), denied,    hidden},
        {remove, keys + "/{uid}",                   key,                          anywhere(204), here(204),     denied,    denied,    hidden},
        {post,   keys + "/{uid}/approve",           approve_key,                  anywhere(204), here(204),     here(204), denied,    hidden},
        {post,   keys + "/check", in_project(keys + "/check", a_key_to_check),    anywhere(200), here(200),     here(200), here(200), hidden},

        // Only the tenant makes and deletes projects.
        {post,   "/v1/projects", in_the_tenant("/v1/projects", a_new_name),       always(201),   no,            no,        no,        no},
        {get,    "/v1/projects/{uid}",              project(""),                  anywhere(200), here(200),     here(200), here(200), hidden},
        {put,    "/v1/projects/{uid}",              edit_project,                 anywhere(204), here(204),     here(204), denied,    hidden},
        {remove, "/v1/projects/{uid}",              delete_project,               {409, 204, 404}, denied,      denied,    denied,    hidden},
        {get,    "/v1/projects/{uid}/known_hosts",  project("/known_hosts"),      anywhere(200), here(200),     here(200), here(200), hidden},

        {get,    "/v1/clusters", in_project("/v1/clusters", nothing),             anywhere(200), here(200),     here(200), here(200), hidden},
        {post,   "/v1/clusters", in_project("/v1/clusters", a_new_cluster),       anywhere(201), here(201),     denied,    denied,    hidden},
        {get,    "/v1/clusters/{uid}",              cluster(""),                  anywhere(200), here(200),     here(200), here(200), hidden},
        {put,    "/v1/clusters/{uid}",              edit_cluster,                 anywhere(204), here(204),     here(204), denied,    hidden},
        {remove, "/v1/clusters/{uid}",              cluster(""),                  anywhere(204), here(204),     denied,    denied,    hidden},
        {get,    "/v1/clusters/{uid}/nodes",        cluster("/nodes"),            anywhere(200), here(200),     here(200), here(200), hidden},
        {post,   "/v1/clusters/{uid}/enrolment",    cluster("/enrolment"),        anywhere(201), here(201),     denied,    denied,    hidden},
        {remove, "/v1/nodes/{uid}",                 delete_node,                  anywhere(204), here(204),     denied,    denied,    hidden},

        {get,    "/v1/audits",        in_project("/v1/audits", nothing),          anywhere(200), here(200),     here(200), here(200), hidden},
        {get,    "/v1/audits/export", in_project("/v1/audits/export", nothing),   anywhere(200), here(200),     here(200), here(200), hidden},
        {get,    "/v1/audits/{uid}",                event,                        anywhere(200), here(200),     here(200), here(200), hidden},

        // Registration tokens and people belong to the tenant.
        {get,    "/v1/edgehosts/tokens", fixed("/v1/edgehosts/tokens", ""),       always(200),   no,            no,        no,        no},
        {post,   "/v1/edgehosts/tokens", in_the_tenant("/v1/edgehosts/tokens", a_new_name), always(201), no,    no,        no,        no},
        {get,    "/v1/edgehosts/tokens/{uid}",      token("", ""),                anywhere(200), no,            no,        no,        no},
        {put,    "/v1/edgehosts/tokens/{uid}",      edit_token,                   anywhere(204), no,            no,        no,        no},
        {remove, "/v1/edgehosts/tokens/{uid}",      token("", ""),                anywhere(204), no,            no,        no,        no},
        {put,    "/v1/edgehosts/tokens/{uid}/state", token("/state", "{}"),       anywhere(204), no,            no,        no,        no},
        {post,   "/v1/users", in_the_tenant("/v1/users", a_new_user),             always(201),   no,            no,        no,        no},
        {put,    "/v1/users/{uid}/roles",    user("/roles", R"({"roles":[]})"),   anywhere(204), no,            no,        no,        no},
        {put,    "/v1/users/{uid}/projects", user("/projects", R"({"projects":[]})"), anywhere(204), no,        no,        no,        no},

        // A node's credential opens this and nothing else.
        {post,   "/v1/nodes/self/poll", poll, not_signed_in, not_signed_in, not_signed_in, not_signed_in, not_signed_in, always(200)},
    };
    // clang-format on
}

std::string name_of(contract::Method method, std::string const& path) {
    return std::string(contract::name(method)) + " " + path;
}

/// The answer with what may differ from request to request taken out.
std::string but_for_the_reference(Answer const& answer) {
    return std::to_string(answer.status) + answer.at("/code") + answer.at("/message") + answer.at("/details");
}

class AuthorizationMatrix : public testing::TestWithParam<Row> {};

TEST_P(AuthorizationMatrix, answers_everybody_as_the_roles_mean) {
    auto const& row = GetParam();
    World world;
    auto& house = world.house;
    auto const fleeting = a_user("fleeting").with("tenant-admin", in_tenant()).sign_in(house);
    ASSERT_EQ(
        fleeting.post("/v1/users/auth/tokens/revoke", R"({"tokens":[")" + fleeting.token + "\"]}").status,
        204);
    auto const node = house.a_node(world.own_cluster, "asking");

    // A fresh session for each request: one of them ends its own.
    auto const person = [&](char const* role, model::Scope const& scope) {
        return [&house, role, scope, made = 0]() mutable {
            auto user = a_user(fmt::format("{}{}", role, ++made));
            return static_cast<Visitor>(user.with(role, scope).sign_in(house));
        };
    };
    struct Asker {
        char const* name;
        std::function<Visitor()> visitor;
        Expected expected;
    };
    std::vector<Asker> const askers = {
        {"tenant admin", person("tenant-admin", in_tenant()), row.tenant_admin},
        {"project admin", person("project-admin", in(world.own)), row.project_admin},
        {"project editor", person("project-editor", in(world.own)), row.project_editor},
        {"project viewer", person("project-viewer", in(world.own)), row.project_viewer},
        {"signed in without a role", person("no-such-role", in(world.own)), row.without_role},
        {"node", [&] { return node.visitor(); }, row.node},
        {"anonymous", [&] { return house.anyone(); }, row.anonymous},
        {"ended session", [&] { return static_cast<Visitor>(fleeting); }, row.ended_session},
    };
    for (auto const& asker : askers) {
        auto const ask = [&](Target target) {
            auto const wanted = row.ask(world, target);
            return asker.visitor()
                .in(ProjectUid(wanted.project))
                .send(std::string(contract::name(row.method)), wanted.target, wanted.body);
        };
        auto const own = ask(Target::own);
        auto const foreign = ask(Target::foreign);
        auto const absent = ask(Target::absent);
        EXPECT_EQ(own.status, asker.expected.own) << asker.name << ": " << own.body;
        EXPECT_EQ(foreign.status, asker.expected.foreign) << asker.name << ": " << foreign.body;
        EXPECT_EQ(absent.status, asker.expected.absent) << asker.name << ": " << absent.body;
        if (asker.expected.foreign >= 400) {
            EXPECT_EQ(but_for_the_reference(foreign), but_for_the_reference(absent))
                << asker.name << " could tell a foreign object from none";
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Endpoint, AuthorizationMatrix, testing::ValuesIn(table()), [](auto const& row) {
    auto name = name_of(row.param.method, row.param.path);
    std::ranges::replace_if(
        name, [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
    return name;
});

TEST(AuthorizationMatrixTable, has_exactly_one_row_for_every_endpoint) {
    TestHouse house;
    std::vector<std::string> served;
    for (auto const& [endpoint, id, answer, question] : house.router().operations())
        served.push_back(name_of(endpoint.method, std::string(endpoint.path)));
    std::vector<std::string> rows;
    for (auto const& row : table())
        rows.push_back(name_of(row.method, row.path));

    EXPECT_THAT(rows, testing::UnorderedElementsAreArray(served));
}

}  // namespace
}  // namespace gatehouse::test
