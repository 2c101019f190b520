#include <gmock/gmock.h>
#include <random>

#include "store/rights_store.h"
#include "tests/support/rights_model.h"
#include "tests/support/test_house.h"

// What tests/unit/policy/grants_property_test.cc shows of Rights alone, asked of the whole server: random
// people send random requests that would give somebody something, and what is stored afterwards is held
// against the model.
namespace gatehouse::test {
namespace {

using policy::Permission;

constexpr Permission some_permissions[] = {
    Permission::user_get,    Permission::user_update,    Permission::team_update, Permission::role_update,
    Permission::ssh_key_get, Permission::ssh_key_create, Permission::cluster_get, Permission::audit_get,
};

class Story {
public:
    explicit Story(unsigned seed) : random_(seed) {
        for (auto const* name : {"ada", "bob", "cho", "dee"}) {
            auto user = a_user(name);
            if (model_.users.empty())
                user.with("tenant-admin", in_tenant());
            people_.emplace(name, user.sign_in(house_));
            model_.users.emplace_back(name);
        }
        auto const all = permission_numbers(policy::PermissionSet().set());
        model_.roles["tenant-admin"] = {true, all};
        model_.given["ada"] = {{"tenant-admin", RightsModel::tenant}};
        for (auto const* team : {"ops", "dev"}) {
            teams_[team] =
                admin()
                    .post("/v1/teams", R"({"metadata":{"name":")" + std::string(team) + R"("},"spec":{}})")
                    .uid();
            model_.members[team];
        }
        for (auto const& [name, of_tenant] :
             {std::pair{"wide", true}, {"personnel", true}, {"narrow", false}}) {
            model_.roles[name].of_tenant = of_tenant;
            put_role(admin(), name, {}, true);
        }
        // People who may send the requests, and hold next to nothing that these could give.
        auto& personnel = model_.roles["personnel"].permissions;
        for (auto const permission : {Permission::user_get, Permission::user_update, Permission::team_update,
                                      Permission::role_update})
            personnel.insert(int(permission));
        EXPECT_EQ(put_role(admin(), "personnel", personnel), 204);
        for (auto const* name : {"bob", "cho", "dee"}) {
            model_.given[name].insert({"personnel", RightsModel::tenant});
            EXPECT_EQ(
                admin().put("/v1/users/" + uid_of(name) + "/roles", tenant_roles(model_.given[name])).status,
                204);
        }
    }

    /// One request of a random person; what it gave beyond authority, or what is stored otherwise than
    /// modelled.
    std::string step() {
        auto const actor = any(model_.users);
        auto const who = people_.at(actor).sign_in_again(house_);
        auto next = model_;
        auto const status = random_() % 3 == 0   ? join(who, next)
                            : random_() % 2 == 0 ? edit(who, next)
                                                 : give(who, next, actor == "ada");
        if (status != 204)
            return status == 403 || status == 409 ? "" : "answered " + std::to_string(status);
        auto verdict = next.gained_beyond(model_, actor);
        model_ = std::move(next);
        ++done;
        return verdict.empty() ? stored_otherwise() : verdict;
    }
    int done = 0;

private:
    static std::set<int> permission_numbers(policy::PermissionSet const& set) {
        std::set<int> numbers;
        for (std::size_t i = 0; i < set.size(); ++i)
            if (set[i])
                numbers.insert(int(i));
        return numbers;
    }
    template <class C>
    std::string any(C const& choices) {
        auto at = choices.begin();
        std::advance(at, random_() % choices.size());
        return *at;
    }
    Visitor admin() { return people_.at("ada").sign_in_again(house_); }
    std::string uid_of(std::string const& holder) const {
        auto const team = teams_.find(holder);
        return team == teams_.end() ? people_.at(holder).uid.str() : team->second;
    }
    std::string role_uid(std::string const& name) const {
        auto const custom = roles_.find(name);
        return custom == roles_.end() ? name : custom->second;
    }
    std::string scope_of(RightsModel::Place place) const {
        return place == RightsModel::tenant ? "" : place == RightsModel::edge ? edge_.str() : cloud_.str();
    }

    int put_role(Visitor const& who, std::string const& name, std::set<int> const& permissions,
                 bool make = false) {
        std::vector<std::string> names;
        for (auto const number : permissions)
            names.emplace_back(policy::name(Permission(number)));
        auto const body = R"({"metadata":{"name":")" + name + R"("},"spec":{"permissions":)" +
                          json::encode(names) + R"(,"scope":")" +
                          (model_.roles.at(name).of_tenant ? "tenant" : "project") + "\"}}";
        if (!make)
            return who.put("/v1/roles/" + roles_.at(name), body).status;
        roles_[name] = who.post("/v1/roles", body).uid();
        return 201;
    }
    int give(Visitor const& who, RightsModel& next, bool is_admin) {
        auto const holder = any(std::vector<std::string>{"bob", "cho", "dee", "ops", "dev"});
        // An administrator makes none, or all would soon be one and nothing be refused.
        auto const role = any(is_admin ? std::vector<std::string>{"wide", "personnel", "narrow"}
                                       : std::vector<std::string>{"tenant-admin", "wide", "narrow"});
        bool const in_tenant_scope = model_.roles.at(role).of_tenant || random_() % 3 == 0;
        auto const place = in_tenant_scope ? RightsModel::tenant
                           : random_() % 2 ? RightsModel::edge
                                           : RightsModel::cloud;
        next.given[holder].insert({role, place});
        auto const path = (teams_.contains(holder) ? "/v1/teams/" : "/v1/users/") + uid_of(holder);
        return in_tenant_scope ? who.put(path + "/roles", tenant_roles(next.given[holder])).status
                               : who.put(path + "/projects", project_roles(next.given[holder])).status;
    }
    std::string tenant_roles(std::set<RightsModel::Binding> const& given) const {
        std::vector<std::string> roles;
        for (auto const& [role, place] : given)
            if (place == RightsModel::tenant)
                roles.push_back(role_uid(role));
        return R"({"roles":)" + json::encode(roles) + "}";
    }
    std::string project_roles(std::set<RightsModel::Binding> const& given) const {
        std::string list;
        for (auto const& [role, place] : given)
            if (place != RightsModel::tenant)
                list += (list.empty() ? "" : ",") + (R"({"projectUid":")" + scope_of(place) +
                                                     R"(","roles":[")" + role_uid(role) + "\"]}");
        return R"({"projects":[)" + list + "]}";
    }
    int join(Visitor const& who, RightsModel& next) {
        auto const team = any(std::vector<std::string>{"ops", "dev"});
        next.members[team].insert(any(model_.users));
        std::vector<std::string> uids;
        for (auto const& member : next.members[team])
            uids.push_back(uid_of(member));
        return who
            .put("/v1/teams/" + teams_.at(team),
                 R"({"metadata":{"name":")" + team + R"("},"spec":{"users":)" + json::encode(uids) + "}}")
            .status;
    }
    int edit(Visitor const& who, RightsModel& next) {
        auto const role = any(std::vector<std::string>{"wide", "personnel", "narrow"});
        auto const permission = some_permissions[random_() % std::size(some_permissions)];
        if (model_.roles.at(role).of_tenant || policy::info(permission).reach == policy::Reach::project)
            next.roles[role].permissions.insert(int(permission));
        return put_role(who, role, next.roles.at(role).permissions);
    }

    std::string stored_otherwise() {
        return house_.db().look([&](store::SystemTx& tx) -> std::string {
            for (auto const& user : model_.users) {
                auto const rights = store::RightsStore(tx).of(people_.at(user).uid);
                auto const held = model_.held_by(user);
                for (auto const place : {RightsModel::edge, RightsModel::cloud, RightsModel::tenant})
                    for (std::size_t i = 0; i < policy::permission_count; ++i)
                        if (rights.in(model::Scope::of(ProjectUid(scope_of(place))))[i] !=
                            held[RightsModel::bit(int(i), place)])
                            return user +
                                   " holds otherwise than given: " + std::string(policy::name(Permission(i)));
            }
            return "";
        });
    }

    TestHouse house_;
    ProjectUid const edge_ = house_.a_project("Edge");
    ProjectUid const cloud_ = house_.a_project("Cloud");
    std::map<std::string, Person> people_;
    std::map<std::string, std::string> teams_;
    std::map<std::string, std::string> roles_;
    RightsModel model_;
    std::minstd_rand random_;
};

TEST(GrantsThroughServices, leave_nobody_with_what_nobody_with_authority_gave) {
    constexpr unsigned stories = 60;
    constexpr int steps = 40;
    int done = 0;
    for (unsigned seed = 1; seed <= stories; ++seed) {
        Story story(seed);
        for (int i = 0; i < steps; ++i)
            ASSERT_EQ(story.step(), "") << "seed " << seed << ", step " << i;
        done += story.done;
    }
    EXPECT_GT(done, int(stories) * 5) << "or hardly anything was given and this proves little";
}

}  // namespace
}  // namespace gatehouse::test
