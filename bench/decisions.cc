// How long one decision takes for a person in 200 teams, each of which holds 50 roles, half of the teams in
// the tenant and half in one project; and how long it takes to read what such a person holds.
//
//     decisions DATABASE
//
// DATABASE is made there. Prints JSON, in microseconds.
#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <stdexcept>
#include <vector>

#include "contract/teams.h"
#include "policy/decide.h"
#include "store/database.h"
#include "store/project_store.h"
#include "store/rights_store.h"
#include "store/role_store.h"
#include "store/team_store.h"
#include "store/user_store.h"

using namespace gatehouse;
using policy::Decision;
using policy::Permission;

namespace {

constexpr int teams = 200;
constexpr int roles = 50;

struct Person {
    UserUid uid;
    model::Scope project = model::Scope::tenant();
};

/// Adds a role that holds this permission.
RoleUid add_role(store::WriteTx& tx, std::string const& name, Permission permission) {
    policy::Role role;
    role.meta.name = name;
    role.reach = policy::Reach::tenant;
    role.names = {std::string(policy::name(permission))};
    return store::RoleStore(tx).add(role).value();
}

/// Every team gives every role but one: that is the last to be looked at, and alone gives what is asked for.
Person make_person(store::Database& db) {
    auto const made = db.write(policy::Caller::house(), [](store::WriteTx& tx) -> Result<Person> {
        using contract::CreateTeam;
        TRY(tx.permit<CreateTeam>(model::Scope::tenant()));
        Person person{TRY(store::UserStore(tx).add({.email = "ada@example.com"}))};
        person.project = model::Scope::of(store::ProjectStore(tx).all().front().uid);
        std::vector<RoleUid> common;
        while (common.size() < roles - 1)
            common.push_back(add_role(tx, fmt::format("role {}", common.size()), Permission::ssh_key_list));
        auto const rare = add_role(tx, "the rare role", Permission::ssh_key_create);
        store::RightsStore rights(tx);
        for (int i = 0; i < teams; ++i) {
            model::Team team;
            team.meta.name = fmt::format("team {}", i);
            team.members = {person.uid};
            auto const uid = TRY(store::TeamStore(tx).add(team)).str();
            auto const scope = i % 2 == 0 ? person.project : model::Scope::tenant();
            std::vector<model::RoleBinding> bindings;
            for (auto const& role : common)
                bindings.push_back({role, scope});
            if (i == teams - 1)
                bindings.push_back({rare, scope});
            rights.replace_in(uid, scope, bindings);
        }
        tx.audit<CreateTeam>(model::Scope::tenant(), {});
        return person;
    });
    return made.value();
}

/// p50, p99 and the longest of `count` runs, each timed alone.
template <class F>
std::string timed(int count, F run) {
    std::vector<double> times;
    for (int i = 0; i < count; ++i) {
        auto const start = std::chrono::steady_clock::now();
        run();
        times.push_back(
            std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count());
    }
    std::ranges::sort(times);
    return fmt::format("{{\"p50\": {:.2f}, \"p99\": {:.2f}, \"max\": {:.2f}}}", times[times.size() / 2],
                       times[times.size() * 99 / 100], times.back());
}

std::string timed_decision(policy::Rights const& rights, Permission permission, model::Scope const& scope,
                           bool allowed) {
    auto const caller = policy::Caller::person(UserUid("ada"), "ada@example.com");
    return timed(100'000, [&] {
        if (policy::decide(caller, rights, permission, scope).allowed() != allowed)
            throw std::logic_error("another decision than expected");
    });
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 2)
        return 2;
    SystemClock const clock;
    store::Database db(arguments[1], clock);
    auto const person = make_person(db);
    auto const read_rights = [&] {
        return db.look([&](store::SystemTx& tx) { return store::RightsStore(tx).of(person.uid); });
    };
    auto const rights = read_rights();
    fmt::print("{{\"roles\": {}, \"allowed\": {}, \"refused\": {}, \"read\": {}}}\n", rights.held().size(),
               timed_decision(rights, Permission::ssh_key_create, person.project, true),
               timed_decision(rights, Permission::ssh_key_delete, person.project, false),
               timed(100, [&] { return read_rights(); }));
}
