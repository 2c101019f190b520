#include <gmock/gmock.h>
#include <map>

#include "contract/endpoint.h"
#include "http/router.h"
#include "policy/role.h"
#include "tests/support/keys.h"
#include "tests/support/test_house.h"

// Every endpoint, asked by holders of every built-in role and by those who hold none, about what is theirs,
// somebody else's, deleted and never there. The table is written by hand from what the roles mean
// (Palette's), so that a change of rights is a change of this page.
namespace gatehouse::test {
namespace {

using contract::Method;

/// Whose object the request is about: in the project that the project roles were given in, in another one, in
/// none any more, in none ever. In the tenant there is no foreign: `foreign` is then the same as `own`.
enum class Target { own, foreign, deleted, absent };
constexpr Target all_targets[] = {Target::own, Target::foreign, Target::deleted, Target::absent};

bool is_there(Target target) { return target == Target::own || target == Target::foreign; }

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
    /// For requests about a project's contents: `deleted` is then an object of the project that is there.
    std::string project_of(Target target) const {
        return target == Target::deleted ? own.str() : project(target);
    }
    /// What `made` gave, or, where the target is gone, what it gave before `path` + uid was deleted.
    std::string gone_or(Target target, std::string uid, std::string const& path,
                        std::string const& in_project = "") {
        if (target == Target::deleted) {
            auto const answer = house.ada().in(ProjectUid(in_project)).remove(path + uid);
            EXPECT_EQ(answer.status, 204) << answer.body;
        }
        return uid;
    }
    std::string fresh_project(Target target) {
        if (target == Target::absent)
            return nowhere();
        return gone_or(target, house.a_project(fresh_name()).str(), "/v1/projects/");
    }
    std::string fresh_key(Target target) {
        if (target == Target::absent)
            return nowhere();
        auto const project = project_of(target);
        auto const visitor = house.ada().in(ProjectUid(project));
        return gone_or(target,
                       visitor.post("/v1/users/assets/sshkeys", key_body(fresh_name(), a_key("k"))).uid(),
                       "/v1/users/assets/sshkeys/", project);
    }
    std::string fresh_held_key(Target target) {
        auto const uid = fresh_key(target);
        if (is_there(target))
            house.hold(SshKeyUid(uid), target == Target::own ? own : foreign);
        return uid;
    }
    std::string fresh_cluster(Target target) {
        if (target == Target::absent)
            return nowhere();
        return gone_or(target, house.a_cluster(ProjectUid(project_of(target)), fresh_name()).str(),
                       "/v1/clusters/");
    }
    std::string fresh_node(Target target) {
        if (target == Target::absent)
            return nowhere();
        auto const node = house.a_node(target == Target::foreign ? foreign_cluster : own_cluster, "node");
        if (target == Target::deleted) {
            EXPECT_EQ(house.ada().remove("/v1/nodes/" + node.uid().str() + "?force=true").status, 204);
        }
        return node.uid().str();
    }
    std::string fresh_token(Target target) {
        if (target == Target::absent)
            return nowhere();
        auto const answer =
            house.ada().post("/v1/edgehosts/tokens", R"({"metadata":{"name":")" + fresh_name() + "\"}}");
        return gone_or(target, answer.uid(), "/v1/edgehosts/tokens/");
    }
    std::string fresh_event(Target target) {
        if (!is_there(target))
            return nowhere();  // no event is ever deleted
        auto const visitor = house.ada().in(ProjectUid(project_of(target)));
        return visitor.post("/v1/users/assets/sshkeys", key_body(fresh_name(), a_key("k")))
            .header("AuditUid");
    }
    std::string fresh_user(Target target) {
        if (target == Target::absent)
            return nowhere();
        return gone_or(target, a_user("user" + std::to_string(++made)).join(house).uid.str(), "/v1/users/");
    }
    /// Of a user who holds no role.
    std::string fresh_api_key(Target target) {
        if (target == Target::absent)
            return nowhere();
        auto const key = house.ada().post("/v1/apiKeys", R"({"metadata":{"name":"key"},"spec":{"userUid":")" +
                                                             fresh_user(Target::own) + "\"}}");
        return gone_or(target, key.uid(), "/v1/apiKeys/");
    }
    std::string fresh_team(Target target) {
        if (target == Target::absent)
            return nowhere();
        return gone_or(target, house.ada().post("/v1/teams", named_body()).uid(), "/v1/teams/");
    }
    std::string fresh_role(Target target) {
        if (target == Target::absent)
            return nowhere();
        auto const made_role = house.ada().post(
            "/v1/roles", R"({"metadata":{"name":")" + fresh_name() +
                             R"("},"spec":{"permissions":["sshKey.get"],"scope":"project"}})");
        return gone_or(target, made_role.uid(), "/v1/roles/");
    }
    std::string fresh_suspended_key(Target target) {
        if (!is_there(target))
            return fresh_key(target);
        auto const project = ProjectUid(project_of(target));
        auto owner =
            a_user("owner" + std::to_string(++made)).with("project-admin", in(project)).sign_in(house);
        auto const uid =
            owner.in(project).post("/v1/users/assets/sshkeys", key_body(fresh_name(), a_key("k"))).uid();
        auto const state = "/v1/users/" + owner.uid.str() + "/state";
        EXPECT_EQ(house.ada().put(state, R"({"isActive":false})").status, 204);
        EXPECT_EQ(house.ada().put(state, R"({"isActive":true})").status, 204);
        return uid;
    }
    std::string named_body() { return R"({"metadata":{"name":")" + fresh_name() + R"("},"spec":{}})"; }
};

struct Ask {
    std::string target;  ///< path and query
    std::string body = "";
    std::string project = "";  ///< ProjectUid, or empty: the tenant
};

/// What an endpoint is about decides what is told to whom may not.
enum class About {
    tenant,  ///< things of the tenant: who may not is told so, there or not
    place,   ///< a project as a whole: who holds nothing there learns nothing
    thing,   ///< something in the project that the request names: likewise
    object,  ///< something that is looked up first: what is not there is not found, whoever asks
    person   ///< something of somebody else: who may not learns nothing
};

/// Who may, in the order of `role_uids`: '+' may, '-' may not. The last is signed in without a role.
struct Row {
    Method method;
    std::string path;
    std::function<Ask(World&, Target)> ask;
    About about;
    int success;
    std::string who;
    int absent = 404;  ///< what is told to who may, of what is not there
    int own = 0;       ///< where what is own answers otherwise than with success
};

struct BuiltIn {
    char const* uid;
    bool in_tenant;  ///< given in the tenant, and so known in every project
};
constexpr BuiltIn role_uids[] = {
    {"tenant-admin", true},      {"tenant-viewer", true},     {"tenant-project-admin", true},
    {"tenant-role-admin", true}, {"tenant-team-admin", true}, {"tenant-user-admin", true},
    {"project-admin", false},    {"project-editor", false},   {"project-viewer", false},
    {"cluster-admin", false},    {"cluster-editor", false},   {"cluster-viewer", false},
    {"no-such-role", false},
};

/// What the meaning of a role comes to, for one target.
int expected(Row const& row, std::size_t column, Target target) {
    bool const may = row.who[column] == '+';
    bool const in_tenant = role_uids[column].in_tenant;
    bool const is_member = column + 1 < std::size(role_uids);
    auto const success = target == Target::own && row.own != 0 ? row.own : row.success;
    auto const answer = may ? (is_there(target) ? success : row.absent) : 403;
    switch (row.about) {
    case About::tenant:
        return answer;
    case About::place:  // what is deleted or was never there is, to holders of tenant roles, a place they
                        // reach
        return in_tenant || (is_member && target == Target::own) ? answer : 404;
    case About::thing:  // what is deleted was in the own project, what was never there in none
        return in_tenant || (is_member && (target == Target::own || target == Target::deleted)) ? answer
                                                                                                : 404;
    case About::object:
        return is_there(target) && (in_tenant || (is_member && target == Target::own)) ? answer : 404;
    case About::person:
        return may ? answer : 404;
    }
    return 0;
}

void PrintTo(Row const& row, std::ostream* out) { *out << contract::name(row.method) << " " << row.path; }

/// Endpoints that ask for no permission: what everybody is answered, with any credential or none.
struct OpenRow {
    Method method;
    std::string path;
    std::function<Ask(World&, Target)> ask;
    int status;
    enum class For { anybody, signed_in, nodes } whom = For::anybody;
};

void PrintTo(OpenRow const& row, std::ostream* out) { *out << contract::name(row.method) << " " << row.path; }

std::string cluster_body(std::string const& name) {
    return R"({"metadata":{"name":")" + name + R"("},"spec":{"environment":"edge","logins":["ops"]}})";
}
std::string named(std::string const& name) { return R"({"metadata":{"name":")" + name + "\"}}"; }

std::string const keys = "/v1/users/assets/sshkeys";

auto fixed(std::string target, std::string body = "") {
    return [=](World&, Target) { return Ask{target, body}; };
}

std::vector<OpenRow> open_table() {
    using enum Method;
    using enum OpenRow::For;
    auto const a_refreshable_token = [](World& w, Target) {
        return Ask{"/v1/auth/refresh/" + a_user("r" + std::to_string(++w.made)).sign_in(w.house).token};
    };
    // clang-format off
    return {
        // Signing in is for whoever knows a password; an empty body shows that nobody is turned away for who they are.
        {post,   "/v1/auth/authenticate",    fixed("/v1/auth/authenticate", "{}"), 400},
        {post,   "/v1/auth/session",         fixed("/v1/auth/session", "{}"),      400},
        {get,    "/v1/auth/refresh/{token}", a_refreshable_token,                  200},
        {patch,  "/v1/auth/password/{token}/activate", fixed("/v1/auth/password/x/activate", R"({"password":"long enough"})"), 404},
        {patch,  "/v1/auth/password/{token}/reset",    fixed("/v1/auth/password/x/reset", R"({"password":"long enough"})"), 404},
        {post,   "/v1/auth/user/password/reset",       fixed("/v1/auth/user/password/reset", "{}"), 400},
        {patch,  "/v1/users/password/reset",           fixed("/v1/users/password/reset", "{}"),     400},
        {patch,  "/v1/users/password/change",          fixed("/v1/users/password/change", "{}"),    400},
        {get,    "/v1/ca",                   fixed("/v1/ca"),                      200},
        {post,   "/v1/nodes",                fixed("/v1/nodes", "{}"),             400},
        {get,    "/v1/openapi.json",         fixed("/v1/openapi.json"),            200},

        {post,   "/v1/users/auth/tokens/revoke",    fixed("/v1/users/auth/tokens/revoke", "{}"),  204, signed_in},
        {get,    "/v1/users/info",                  fixed("/v1/users/info"),                      200, signed_in},
        {get,    "/v1/me",                          fixed("/v1/me"),                              200, signed_in},
        {get,    "/v1/changes",                     fixed("/v1/changes"),                         200, signed_in},
        {get,    "/v1/dashboard/projects/metadata", fixed("/v1/dashboard/projects/metadata"),     200, signed_in},
        {post,   "/v1/dashboard/projects",          fixed("/v1/dashboard/projects", "{}"),        200, signed_in},
        {get,    "/v1/permissions",                 fixed("/v1/permissions?scope=project"),       200, signed_in},
        {get,    "/v1/access/explain",              fixed("/v1/access/explain?permission=user.get"), 200, signed_in},
        {remove, "/v1/auth/session",                fixed("/v1/auth/session"),                    204, signed_in},

        {get,    "/v1/me/sshkeys",                  fixed("/v1/me/sshkeys"),                      200, signed_in},
        {patch,  "/v1/audits/{uid}/userMsg",        fixed("/v1/audits/x/userMsg", R"({"userMsg":"because"})"), 404, signed_in},
        // One's own API keys; other people's stand in the table below.
        {get,    "/v1/apiKeys",                     fixed("/v1/apiKeys"),                         200, signed_in},
        {post,   "/v1/apiKeys",                     fixed("/v1/apiKeys", named("key")),           201, signed_in},

        {post,   "/v1/nodes/self/poll", fixed("/v1/nodes/self/poll",
            R"({"epoch":0,"revision":0,"leaseEnd":"0001-01-01T00:00:00.000Z","nodeTime":"2030-01-01T00:00:00.000Z"})"), 200, nodes},
    };
    // clang-format on
}

std::vector<Row> table() {
    using enum Method;
    using enum About;
    auto const key = [=](World& w, Target t) {
        return Ask{keys + "/" + w.fresh_key(t), "", w.project_of(t)};
    };
    auto const edit_key = [=](World& w, Target t) {
        return Ask{keys + "/" + w.fresh_key(t), key_body(w.fresh_name(), a_key("k")), w.project_of(t)};
    };
    auto const approve_key = [=](World& w, Target t) {
        return Ask{keys + "/" + w.fresh_held_key(t) + "/approve", "", w.project_of(t)};
    };
    auto const resume_key = [=](World& w, Target t) {
        return Ask{keys + "/" + w.fresh_suspended_key(t) + "/resume", "", w.project_of(t)};
    };
    auto const cluster = [](std::string const& rest) {
        return [=](World& w, Target t) { return Ask{"/v1/clusters/" + w.fresh_cluster(t) + rest}; };
    };
    auto const edit_cluster = [](World& w, Target t) {
        return Ask{"/v1/clusters/" + w.fresh_cluster(t), cluster_body(w.fresh_name())};
    };
    auto const node = [](World& w, Target t) { return Ask{"/v1/nodes/" + w.fresh_node(t) + "?force=true"}; };
    auto const project = [](std::string const& rest, std::string const& body = "") {
        return [=](World& w, Target t) { return Ask{"/v1/projects/" + w.project(t) + rest, body}; };
    };
    auto const edit_project = [](World& w, Target t) {
        return Ask{"/v1/projects/" + w.project(t), named(w.fresh_name())};
    };
    auto const delete_project = [](World& w, Target t) {  // `own` has a node, and so stays
        return Ask{"/v1/projects/" + (t == Target::own ? w.own.str() : w.fresh_project(t))};
    };
    auto const in_project = [](std::string const& path, std::function<std::string(World&)> body) {
        return [=](World& w, Target t) { return Ask{path, body(w), w.project(t)}; };
    };
    auto const in_the_tenant = [](std::string const& path, std::function<std::string(World&)> body) {
        return [=](World& w, Target) { return Ask{path, body(w)}; };
    };
    auto const event = [](World& w, Target t) {
        return Ask{"/v1/audits/" + w.fresh_event(t), "", w.project_of(t)};
    };
    auto const event_message = [=](World& w, Target t) {
        auto ask = event(w, t);
        ask.target += "/sysMsg";
        return ask;
    };
    auto const settings = [](std::string const& rest, std::string const& body = "") {
        return [=](World& w, Target t) {
            auto const tenant = w.house.ada().get("/v1/users/info").at("/tenantUid");
            return Ask{"/v1/tenants/" + (is_there(t) ? tenant : World::nowhere()) + rest, body};
        };
    };
    using Fresh = std::string (World::*)(Target);
    auto const one = [](std::string const& path, Fresh fresh, std::string const& rest = "",
                        std::string const& body = "") {
        return [=](World& w, Target t) { return Ask{path + (w.*fresh)(t) + rest, body}; };
    };
    auto const user = [&](std::string const& path, std::string const& rest = "",
                          std::string const& body = "") { return one(path, &World::fresh_user, rest, body); };
    auto const team = [&](std::string const& path, std::string const& rest = "",
                          std::string const& body = "") { return one(path, &World::fresh_team, rest, body); };
    auto const edit_team = [](World& w, Target t) {
        return Ask{"/v1/teams/" + w.fresh_team(t), w.named_body()};
    };
    auto const api_key = [&](std::string const& rest = "", std::string const& body = "") {
        return one("/v1/apiKeys/", &World::fresh_api_key, rest, body);
    };
    auto const token = [&](std::string const& rest = "", std::string const& body = "") {
        return one("/v1/edgehosts/tokens/", &World::fresh_token, rest, body);
    };
    auto const edit_token = [](World& w, Target t) {
        return Ask{"/v1/edgehosts/tokens/" + w.fresh_token(t), named(w.fresh_name())};
    };
    auto const role_body = [](World& w) {
        return R"({"metadata":{"name":")" + w.fresh_name() +
               R"("},"spec":{"permissions":[],"scope":"project"}})";
    };
    auto const edit_role = [=](World& w, Target t) {
        return Ask{"/v1/roles/" + w.fresh_role(t), role_body(w)};
    };
    auto const clone_role = [](World& w, Target t) {
        return Ask{"/v1/roles/" + w.fresh_role(t) + "/clone", named(w.fresh_name())};
    };
    auto const nothing = [](World&) { return std::string(); };
    auto const a_new_key = [](World& w) { return key_body(w.fresh_name(), a_key("k")); };
    auto const a_key_to_check = [](World&) { return R"({"publicKey":")" + a_key("k") + "\"}"; };
    auto const a_new_cluster = [](World& w) { return cluster_body(w.fresh_name()); };
    auto const a_new_name = [](World& w) { return named(w.fresh_name()); };
    auto const a_new_user = [](World& w) {
        return R"({"spec":{"emailId":"n)" + std::to_string(++w.made) + R"(@example.com"}})";
    };
    auto const a_new_team = [](World& w) { return w.named_body(); };
    std::string const no_roles = R"({"roles":[]})";
    std::string const no_projects = R"({"projects":[]})";

    // The tenant's roles: Admin, Viewer, Project Admin, Role Admin, Team Admin, User Admin. The project's:
    // Admin, Editor, Viewer. Its clusters': Admin, Editor, Viewer. And nobody.
    std::string const look = "+++---"
                             "+++"
                             "+++"
                             "-";  // in projects
    std::string const edit = "+-+---"
                             "++-"
                             "++-"
                             "-";
    std::string const administer = "+-+---"
                                   "+--"
                                   "+--"
                                   "-";
    std::string const edit_projects = "+-+---"
                                      "++-"
                                      "---"
                                      "-";
    std::string const make_projects = "+-+---"
                                      "---"
                                      "---"
                                      "-";
    std::string const see_audit = "+++-++"
                                  "+++"
                                  "---"
                                  "-";
    std::string const see_tokens = "+++---"
                                   "---"
                                   "---"
                                   "-";
    std::string const edit_tokens = make_projects;
    std::string const see_users = "++--++"
                                  "---"
                                  "---"
                                  "-";
    std::string const edit_users = "+----+"
                                   "---"
                                   "---"
                                   "-";
    std::string const see_teams = "++--+-"
                                  "---"
                                  "---"
                                  "-";
    std::string const edit_teams = "+---+-"
                                   "---"
                                   "---"
                                   "-";
    std::string const see_roles = "++-+--"
                                  "---"
                                  "---"
                                  "-";
    std::string const edit_roles = "+--+--"
                                   "---"
                                   "---"
                                   "-";
    std::string const see_api_keys = "+++-++"
                                     "---"
                                     "---"
                                     "-";
    std::string const edit_api_keys = "+----+"
                                      "---"
                                      "---"
                                      "-";
    std::string const users = "/v1/users/", teams = "/v1/teams/";

    // clang-format off
    return {
        {get,    keys,                    in_project(keys, nothing),                       place,  200, look},
        {post,   keys,                    in_project(keys, a_new_key),                     place,  201, administer},
        {post,   keys + "/check",         in_project(keys + "/check", a_key_to_check),     place,  200, look},
        {get,    keys + "/{uid}",         key,                                             thing,  200, look},
        {put,    keys + "/{uid}",         edit_key,                                        thing,  204, edit},
        {remove, keys + "/{uid}",         key,                                             thing,  204, administer},
        {post,   keys + "/{uid}/approve", approve_key,                                     thing,  204, edit},
        {post,   keys + "/{uid}/resume",  resume_key,                                      thing,  204, edit},

        // Only the tenant makes and deletes projects, and says who holds what in them.
        {post,   "/v1/projects",          in_the_tenant("/v1/projects", a_new_name),       tenant, 201, make_projects, 201},
        {get,    "/v1/projects/{uid}",    project(""),                                     place,  200, look},
        {put,    "/v1/projects/{uid}",    edit_project,                                    place,  204, edit_projects},
        {remove, "/v1/projects/{uid}",    delete_project,                                  place,  204, make_projects, 404, 409},
        {remove, "/v1/projects/{uid}/validate",    project("/validate"),                   place,  200, make_projects},
        {get,    "/v1/projects/{uid}/known_hosts", project("/known_hosts"),                place,  200, look},
        {get,    "/v1/projects/{uid}/members",     project("/members"),                    place,  200, look},
        {put,    "/v1/projects/{uid}/users",       project("/users", R"({"users":[]})"),   tenant, 204, edit_users},
        {put,    "/v1/projects/{uid}/teams",       project("/teams", R"({"teams":[]})"),   tenant, 204, edit_teams},

        {get,    "/v1/clusters",          in_project("/v1/clusters", nothing),             place,  200, look},
        {post,   "/v1/clusters",          in_project("/v1/clusters", a_new_cluster),       place,  201, administer},
        {get,    "/v1/clusters/{uid}",    cluster(""),                                     object, 200, look},
        {put,    "/v1/clusters/{uid}",    edit_cluster,                                    object, 204, edit},
        {remove, "/v1/clusters/{uid}",    cluster(""),                                     object, 204, administer},
        {get,    "/v1/clusters/{uid}/nodes",     cluster("/nodes"),                        object, 200, look},
        {post,   "/v1/clusters/{uid}/enrolment", cluster("/enrolment"),                    object, 201, administer},
        {remove, "/v1/nodes/{uid}",       node,                                            object, 204, administer},

        {get,    "/v1/audits",            in_project("/v1/audits", nothing),               place,  200, see_audit},
        {get,    "/v1/audits/export",     in_project("/v1/audits/export", nothing),        place,  200, see_audit},
        {get,    "/v1/audits/{uid}",      event,                                           thing,  200, see_audit},

        {get,    "/v1/audits/{uid}/sysMsg", event_message,                                 thing,  200, see_audit},

        {get,    "/v1/edgehosts/tokens",  fixed("/v1/edgehosts/tokens"),                   tenant, 200, see_tokens, 200},
        {post,   "/v1/edgehosts/tokens",  in_the_tenant("/v1/edgehosts/tokens", a_new_name), tenant, 201, edit_tokens, 201},
        {get,    "/v1/edgehosts/tokens/{uid}",       token(),                              tenant, 200, see_tokens},
        {put,    "/v1/edgehosts/tokens/{uid}",       edit_token,                           tenant, 204, edit_tokens},
        {remove, "/v1/edgehosts/tokens/{uid}",       token(),                              tenant, 204, edit_tokens},
        {put,    "/v1/edgehosts/tokens/{uid}/state", token("/state", "{}"),                tenant, 204, edit_tokens},

        {get,    "/v1/users",             fixed("/v1/users"),                              tenant, 200, see_users, 200},
        {post,   "/v1/users",             in_the_tenant("/v1/users", a_new_user),          tenant, 201, edit_users, 201},
        {get,    "/v1/users/meta",        fixed("/v1/users/meta"),                         tenant, 200, see_users, 200},
        {post,   "/v1/users/summary",     fixed("/v1/users/summary", "{}"),                tenant, 200, see_users, 200},
        {get,    "/v1/users/{uid}",       user(users),                                     tenant, 200, see_users},
        {put,    "/v1/users/{uid}",       user(users, "", R"({"spec":{"firstName":"New"}})"), tenant, 204, edit_users},
        {patch,  "/v1/users/{uid}",       user(users, "", R"([{"op":"replace","path":"/spec/firstName","value":"New"}])"), tenant, 204, edit_users},
        {remove, "/v1/users/{uid}",       user(users),                                     tenant, 204, edit_users},
        {put,    "/v1/users/{uid}/state", user(users, "/state", R"({"isActive":true})"),   tenant, 204, edit_users},
        {get,    "/v1/users/{uid}/belongings", user(users, "/belongings"),                 tenant, 200, see_users},
        {patch,  "/v1/users/{uid}/password/change", user(users, "/password/change", R"({"newPassword":"long enough"})"), tenant, 204, edit_users},
        {patch,  "/v1/users/{uid}/password/reset",  user(users, "/password/reset"),        tenant, 409, edit_users},  // no mail here
        {post,   "/v1/users/{uid}/password/link",   user(users, "/password/link"),         tenant, 201, edit_users},
        {get,    "/v1/users/{uid}/sessions",        user(users, "/sessions"),              tenant, 200, see_users},
        {remove, "/v1/users/{uid}/sessions/{session}", user(users, "/sessions/x"),         tenant, 404, edit_users},
        {get,    "/v1/tenants/{tenantUid}/password/policy",   settings("/password/policy"),                       tenant, 200, see_users},
        {post,   "/v1/tenants/{tenantUid}/password/policy",   settings("/password/policy", "{}"),                 tenant, 204, edit_users},
        {get,    "/v1/tenants/{tenantUid}/authTokenSettings", settings("/authTokenSettings"),                     tenant, 200, see_users},
        {put,    "/v1/tenants/{tenantUid}/authTokenSettings", settings("/authTokenSettings", R"({"expiryTimeMinutes":60})"), tenant, 204, edit_users},
        {get,    "/v1/users/{uid}/roles",    user(users, "/roles"),                        tenant, 200, see_users},
        {put,    "/v1/users/{uid}/roles",    user(users, "/roles", no_roles),              tenant, 204, edit_users},
        {get,    "/v1/users/{uid}/projects", user(users, "/projects"),                     tenant, 200, see_users},
        {put,    "/v1/users/{uid}/projects", user(users, "/projects", no_projects),        tenant, 204, edit_users},
        {get,    "/v1/users/{uid}/resourceRoles", user(users, "/resourceRoles"),           tenant, 200, see_users},
        {post,   "/v1/users/{uid}/resourceRoles", user(users, "/resourceRoles", "{}"),     tenant, 204, edit_users},
        {patch,  "/v1/users/{uid}/resourceRoles/{resourceRoleUid}", user(users, "/resourceRoles/x", "{}"), tenant, 404, edit_users},
        {remove, "/v1/users/{uid}/resourceRoles/{resourceRoleUid}", user(users, "/resourceRoles/x"),       tenant, 404, edit_users},
        {get,    "/v1/workspaces/users/{uid}/roles", user("/v1/workspaces/users/", "/roles"),       tenant, 200, see_users},
        {put,    "/v1/workspaces/users/{uid}/roles", user("/v1/workspaces/users/", "/roles", "{}"), tenant, 204, edit_users},

        {get,    "/v1/apiKeys/{uid}",       api_key(),                                     person, 200, see_api_keys},
        {put,    "/v1/apiKeys/{uid}",       api_key("", named("key")),                     person, 204, edit_api_keys},
        {patch,  "/v1/apiKeys/{uid}",       api_key("", "{}"),                             person, 204, edit_api_keys},
        {put,    "/v1/apiKeys/{uid}/state", api_key("/state", R"({"isActive":true})"),     person, 204, edit_api_keys},
        {remove, "/v1/apiKeys/{uid}",       api_key(),                                     person, 204, edit_api_keys},

        {get,    "/v1/teams",             fixed("/v1/teams"),                              tenant, 200, see_teams, 200},
        {post,   "/v1/teams",             in_the_tenant("/v1/teams", a_new_team),          tenant, 201, edit_teams, 201},
        {post,   "/v1/teams/summary",     fixed("/v1/teams/summary", "{}"),                tenant, 200, see_teams, 200},
        {get,    "/v1/teams/{uid}",       team(teams),                                     tenant, 200, see_teams},
        {put,    "/v1/teams/{uid}",       edit_team,                                       tenant, 204, edit_teams},
        {patch,  "/v1/teams/{uid}",       team(teams, "", "[]"),                           tenant, 204, edit_teams},
        {remove, "/v1/teams/{uid}",       team(teams),                                     tenant, 204, edit_teams},
        {get,    "/v1/teams/{uid}/roles",    team(teams, "/roles"),                        tenant, 200, see_teams},
        {put,    "/v1/teams/{uid}/roles",    team(teams, "/roles", no_roles),              tenant, 204, edit_teams},
        {get,    "/v1/teams/{uid}/projects", team(teams, "/projects"),                     tenant, 200, see_teams},
        {put,    "/v1/teams/{uid}/projects", team(teams, "/projects", no_projects),        tenant, 204, edit_teams},
        {get,    "/v1/teams/{uid}/resourceRoles", team(teams, "/resourceRoles"),           tenant, 200, see_teams},
        {post,   "/v1/teams/{uid}/resourceRoles", team(teams, "/resourceRoles", "{}"),     tenant, 204, edit_teams},
        {patch,  "/v1/teams/{uid}/resourceRoles/{resourceRoleUid}", team(teams, "/resourceRoles/x", "{}"), tenant, 404, edit_teams},
        {remove, "/v1/teams/{uid}/resourceRoles/{resourceRoleUid}", team(teams, "/resourceRoles/x"),       tenant, 404, edit_teams},
        {get,    "/v1/workspaces/teams/{uid}/roles", team("/v1/workspaces/teams/", "/roles"),       tenant, 200, see_teams},
        {put,    "/v1/workspaces/teams/{uid}/roles", team("/v1/workspaces/teams/", "/roles", "{}"), tenant, 204, edit_teams},

        {get,    "/v1/roles",             fixed("/v1/roles"),                              tenant, 200, see_roles, 200},
        {post,   "/v1/roles",             in_the_tenant("/v1/roles", role_body),           tenant, 201, edit_roles, 201},
        {get,    "/v1/roles/{uid}",       one("/v1/roles/", &World::fresh_role),           tenant, 200, see_roles},
        {put,    "/v1/roles/{uid}",       edit_role,                                       tenant, 204, edit_roles},
        {remove, "/v1/roles/{uid}",       one("/v1/roles/", &World::fresh_role),           tenant, 204, edit_roles},
        {post,   "/v1/roles/{uid}/clone", clone_role,                                      tenant, 201, edit_roles},
    };
    // clang-format on
}

std::string name_of(contract::Method method, std::string const& path) {
    return std::string(contract::name(method)) + " " + path;
}

/// The answer with what may differ from request to request taken out; `asked` is what the asker named.
std::string but_for_the_reference(Answer const& answer, std::string const& asked) {
    auto text = answer.at("/code") + answer.at("/message") + answer.at("/details");
    for (auto at = text.find(asked); !asked.empty() && at != std::string::npos; at = text.find(asked))
        text.replace(at, asked.size(), "what was asked for");
    return std::to_string(answer.status) + text;
}

std::string test_name(Method method, std::string const& path) {
    auto name = name_of(method, path);
    std::ranges::replace_if(
        name, [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
    return name;
}

struct Asked {
    Ask ask;
    Answer answer;
};

template <class R>
Asked put_question(World& world, R const& row, Visitor const& visitor, Target target) {
    auto ask = row.ask(world, target);
    auto answer = visitor.in(ProjectUid(ask.project))
                      .send(std::string(contract::name(row.method)), ask.target, ask.body);
    return {std::move(ask), std::move(answer)};
}

/// Whoever shows what is not a person's credential.
struct Stranger {
    std::string name;
    Visitor visitor;
};

std::vector<Stranger> strangers(World& world) {
    auto& house = world.house;
    auto const fleeting = a_user("fleeting").with("tenant-admin", in_tenant()).sign_in(house);
    EXPECT_EQ(
        fleeting.post("/v1/users/auth/tokens/revoke", R"({"tokens":[")" + fleeting.token + "\"]}").status,
        204);
    return {{"node", house.a_node(world.own_cluster, "asking").visitor()},
            {"anonymous", house.anyone()},
            {"ended session", fleeting}};
}

/// What a person shows: a session, or an API key, which has the same rights.
enum class Shows { session, api_key };

Visitor by_api_key(World& world, Person const& person) {
    auto const made = person.post("/v1/apiKeys", named("key"));
    EXPECT_EQ(made.status, 201) << made.body;
    return world.house.anyone().with("ApiKey", made.at("/apiKey"));
}

class AuthorizationMatrix : public testing::TestWithParam<Row> {};

TEST_P(AuthorizationMatrix, answers_everybody_as_the_roles_mean) {
    auto const& row = GetParam();
    ASSERT_EQ(row.who.size(), std::size(role_uids));
    World world;
    auto const others = strangers(world);
    for (std::size_t column = 0; column < std::size(role_uids); ++column) {
        auto const& [role, in_tenant_scope] = role_uids[column];
        // A fresh session for each request: some of them end it.
        auto const ask = [&, &role = role, &in_tenant_scope = in_tenant_scope](Target target, Shows shows) {
            auto user = a_user(fmt::format("{}{}", role, ++world.made));
            user.with(role, in_tenant_scope ? in_tenant() : in(world.own));
            auto const person = user.sign_in(world.house);
            auto asked = put_question(world, row,
                                      shows == Shows::session ? static_cast<Visitor const&>(person)
                                                              : by_api_key(world, person),
                                      target);
            EXPECT_EQ(asked.answer.status, expected(row, column, target))
                << role << ", target " << int(target) << ", credential " << int(shows) << ": "
                << asked.answer.body;
            return asked;
        };
        ask(Target::own, Shows::session);
        ask(Target::own, Shows::api_key);
        ask(Target::foreign, Shows::api_key);
        ask(Target::deleted, Shows::session);
        auto const foreign = ask(Target::foreign, Shows::session);
        auto const absent = ask(Target::absent, Shows::session);
        if (!in_tenant_scope) {  // to whom a role reaches everywhere, nothing is foreign
            EXPECT_EQ(but_for_the_reference(foreign.answer, foreign.ask.project),
                      but_for_the_reference(absent.answer, absent.ask.project))
                << role << " could tell a foreign object from none";
        }
    }
    for (auto const& [name, visitor] : others)
        for (auto const target : all_targets)
            EXPECT_EQ(put_question(world, row, visitor, target).answer.status, 401) << name;
}

INSTANTIATE_TEST_SUITE_P(Endpoint, AuthorizationMatrix, testing::ValuesIn(table()),
                         [](auto const& row) { return test_name(row.param.method, row.param.path); });

class OpenEndpoints : public testing::TestWithParam<OpenRow> {};

TEST_P(OpenEndpoints, ask_for_a_credential_and_no_more) {
    auto const& row = GetParam();
    World world;
    auto const nobody = a_user("nobody").sign_in(world.house);
    auto const admin = a_user("admin").with("tenant-admin", in_tenant()).sign_in(world.house);
    auto const status = [&](Visitor const& visitor) {
        return put_question(world, row, visitor, Target::own).answer.status;
    };
    bool const for_people = row.whom != OpenRow::For::nodes;
    EXPECT_EQ(status(nobody), for_people ? row.status : 401);
    EXPECT_EQ(status(admin), for_people ? row.status : 401);
    for (auto const& [name, visitor] : strangers(world)) {
        bool const may =
            row.whom == OpenRow::For::anybody || (row.whom == OpenRow::For::nodes && name == "node");
        EXPECT_EQ(status(visitor), may ? row.status : 401) << name;
    }
}

INSTANTIATE_TEST_SUITE_P(Endpoint, OpenEndpoints, testing::ValuesIn(open_table()),
                         [](auto const& row) { return test_name(row.param.method, row.param.path); });

TEST(AuthorizationMatrixTable, has_exactly_one_row_for_every_endpoint) {
    TestHouse house;
    std::vector<std::string> served;
    for (auto const& operation : house.router().operations())
        served.push_back(name_of(operation.endpoint.method, std::string(operation.endpoint.path)));
    std::vector<std::string> rows;
    for (auto const& row : table())
        rows.push_back(name_of(row.method, row.path));
    for (auto const& row : open_table())
        rows.push_back(name_of(row.method, row.path));

    EXPECT_THAT(rows, testing::UnorderedElementsAreArray(served));
}

TEST(AuthorizationMatrixTable, asks_holders_of_every_built_in_role) {
    std::vector<std::string> asked;
    for (auto const& role : role_uids)
        asked.emplace_back(role.uid);
    asked.pop_back();  // who holds none
    std::vector<std::string> known;
    for (auto const& role : policy::built_in_roles())
        known.push_back(role->uid.str());

    EXPECT_THAT(asked, testing::UnorderedElementsAreArray(known));
}

}  // namespace
}  // namespace gatehouse::test
