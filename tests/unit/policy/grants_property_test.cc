#include <gmock/gmock.h>
#include <random>

#include "policy/rights.h"
#include "tests/support/rights_model.h"

// 100,000 random histories of giving, taking, joining and editing, each step allowed or not by Rights alone,
// held against a model that knows nothing of it.
namespace gatehouse::policy {
namespace {

using test::RightsModel;

class History {
public:
    explicit History(unsigned seed) : random_(seed) {
        model_.users = {"ada", "bob", "cho", "dee"};
        model_.members = {{"ops", {}}, {"dev", {}}};
        for (auto const& role : built_in_roles())
            put(role->uid.str(), role->reach, role->permissions);
        put("wide", Reach::tenant, {});
        put("narrow", Reach::project, {});
        model_.given["ada"] = {{"tenant-admin", RightsModel::tenant}};
    }

    /// Makes a step if the product allows it; what it gave beyond authority, or "".
    std::string step() {
        auto const actor = any(model_.users);
        auto next = model_;
        bool allowed = false;
        switch (random_() % 4) {
        case 0:
            allowed = give(actor, next);
            break;
        case 1:
            allowed = join(actor, next);
            break;
        case 2:
            allowed = edit(actor, next);
            break;
        default:
            allowed = take(next);
        }
        if (!allowed)
            return "";
        auto const verdict = next.gained_beyond(model_, actor);
        model_ = std::move(next);
        ++steps;
        return verdict;
    }
    int steps = 0;

private:
    void put(std::string const& name, Reach reach, PermissionSet const& permissions) {
        auto& known = model_.roles[name];
        known.of_tenant = reach == Reach::tenant;
        for (std::size_t i = 0; i < permissions.size(); ++i)
            if (permissions[i])
                known.permissions.insert(int(i));
    }
    template <class C>
    std::string any(C const& choices) {
        auto at = choices.begin();
        std::advance(at, random_() % choices.size());
        return *at;
    }
    std::string any_holder() {
        return any(std::vector<std::string>{"ada", "bob", "cho", "dee", "ops", "dev"});
    }

    std::shared_ptr<Role const> role(std::string const& name) const {
        auto const& known = model_.roles.at(name);
        Role made{RoleUid(name), {name}, known.of_tenant ? Reach::tenant : Reach::project};
        for (auto const permission : known.permissions)
            made.permissions.set(std::size_t(permission));
        return std::make_shared<Role const>(std::move(made));
    }
    static model::Scope scope(RightsModel::Place place) {
        return model::Scope::of(ProjectUid(place == RightsModel::tenant ? ""
                                           : place == RightsModel::edge ? "edge"
                                                                        : "cloud"));
    }
    Rights rights(std::string const& user) const {
        std::vector<HeldRole> held;
        auto const add = [&](std::string const& holder) {
            if (auto const found = model_.given.find(holder); found != model_.given.end())
                for (auto const& [name, place] : found->second)
                    held.push_back({role(name), scope(place)});
        };
        add(user);
        for (auto const& [team, people] : model_.members)
            if (people.contains(user))
                add(team);
        return Rights(std::move(held));
    }

    bool give(std::string const& actor, RightsModel& next) {
        std::vector<std::string> names;
        for (auto const& [name, one] : model_.roles)
            names.push_back(name);
        auto const name = any(names);
        constexpr RightsModel::Place places[] = {RightsModel::tenant, RightsModel::edge, RightsModel::cloud};
        auto const place = places[model_.roles.at(name).of_tenant ? 0 : random_() % 3];
        next.given[any_holder()].insert({name, place});
        return rights(actor).may_give(*role(name), scope(place));
    }
    bool join(std::string const& actor, RightsModel& next) {
        auto const team = any(std::vector<std::string>{"ops", "dev"});
        next.members[team].insert(any(model_.users));
        auto const mine = rights(actor);
        return std::ranges::all_of(model_.given[team], [&](auto const& binding) {
            return mine.may_give(*role(binding.first), scope(binding.second));
        });
    }
    bool edit(std::string const& actor, RightsModel& next) {
        auto const name = any(std::vector<std::string>{"wide", "narrow"});
        auto const permission = random_() % permission_count;
        next.roles[name].permissions.insert(int(permission));
        Role added = *role(name);
        added.permissions = PermissionSet().set(permission);
        auto const mine = rights(actor);
        for (auto const& [holder, bindings] : model_.given)
            for (auto const& [held, place] : bindings)
                if (held == name && !mine.may_give(added, scope(place)))
                    return false;
        return true;
    }
    bool take(RightsModel& next) {
        auto& given = next.given[any_holder()];
        if (given.empty())
            return false;
        auto at = given.begin();
        std::advance(at, random_() % given.size());
        given.erase(at);
        return true;
    }

    RightsModel model_;
    std::minstd_rand random_;
};

TEST(Grants, in_100000_histories_nobody_holds_what_nobody_with_authority_gave) {
    constexpr int histories = 100'000;
    constexpr int steps = 8;
    long taken = 0;
    for (unsigned seed = 1; seed <= histories; ++seed) {
        History history(seed);
        for (int i = 0; i < steps; ++i) {
            auto const wrong = history.step();
            ASSERT_EQ(wrong, "") << "seed " << seed;
        }
        taken += history.steps;
    }
    EXPECT_GT(taken, histories) << "or nothing was given and this proves nothing";
}

}  // namespace
}  // namespace gatehouse::policy
