#include "service/restored_rights.h"

#include <algorithm>

#include "contract/role_bindings.h"
#include "service/project_names.h"
#include "store/rights_store.h"
#include "store/role_store.h"
#include "store/team_store.h"
#include "store/user_store.h"

namespace gatehouse::service {

using model::Scope;
using store::RightsStore;
using store::TeamStore;
using store::UserStore;
using store::WriteTx;

namespace {

class RightsSettlement {
public:
    RightsSettlement(WriteTx& tx, store::Visibility tenant, RightsInForce const& in_force,
                     std::function<void(BroughtBack)> const& took_back)
        : tx_(tx), tenant_(std::move(tenant)), in_force_(in_force), took_back_(took_back), projects_(tx) {}

    void people() {
        UserStore users(tx_);
        for (auto const& [user, hash] : users.all_with_passwords(tenant_)) {
            auto const known = in_force_.people.find(user.uid);
            bool const is_gone = known == in_force_.people.end();
            if (!user.deactivated && (is_gone || known->second.is_deactivated)) {
                users.deactivate(user.uid);
                took_back_({"user", user.email, "", user.uid.str(), "",
                            is_gone ? "deleted since" : "deactivated since", "deactivated"});
            }
            if (!is_gone && !known->second.password_hash.empty() && known->second.password_hash != hash)
                users.replace_password(user.uid, known->second.password_hash);
            bindings_of(user.uid.str(), user.email);
        }
    }

    Result<void> teams() {
        for (auto team : TeamStore(tx_).list(tenant_, {}, {})) {
            auto const known = in_force_.teams.find(team.uid);
            auto const stays = [&](UserUid const& member) {
                return known != in_force_.teams.end() && known->second.contains(member);
            };
            auto const old = std::exchange(team.members, {});
            std::ranges::copy_if(old, std::back_inserter(team.members), stays);
            if (team.members.size() != old.size()) {
                TRY(TeamStore(tx_).update(team));
                took_back_({"team", team.meta.name, "", team.uid.str(), "", "members who left since",
                            "taken out of the team"});
            }
            bindings_of(team.uid.str(), "team " + team.meta.name);
        }
        return {};
    }

    Result<void> roles() {
        for (auto const& role : store::RoleStore(tx_).list(tenant_)) {
            auto const known = in_force_.roles.find(role->uid);
            auto kept = *role;
            std::erase_if(kept.names, [&](std::string const& name) {
                return known == in_force_.roles.end() || !known->second.contains(name);
            });
            if (kept.names.size() == role->names.size())
                continue;
            kept.permissions = policy::permissions_of(kept.names);
            TRY(store::RoleStore(tx_).update(kept));
            took_back_({"role", role->meta.name, "", role->uid.str(), "", "permissions taken away since",
                        "taken away"});
        }
        return {};
    }

private:
    void bindings_of(std::string const& holder, std::string const& name) {
        RightsStore rights(tx_);
        auto const known = in_force_.bindings.find(holder);
        std::vector<model::RoleBinding> kept[2];
        for (auto const& binding : rights.bindings(holder)) {
            if (known != in_force_.bindings.end() &&
                std::ranges::find(known->second, binding) != known->second.end())
                kept[binding.scope.is_tenant() ? 0 : 1].push_back(binding);
            else
                took_back_({"role", binding.role.str() + " of " + name, projects_.of(binding.scope), holder,
                            "", "taken away since", "taken away"});
        }
        rights.replace(holder, RightsStore::Where::tenant, kept[0]);
        rights.replace(holder, RightsStore::Where::projects, kept[1]);
    }

    WriteTx& tx_;
    store::Visibility tenant_;
    RightsInForce const& in_force_;
    std::function<void(BroughtBack)> const& took_back_;
    ProjectNames projects_;
};

}  // namespace

RightsInForce RightsInForce::load(store::SystemTx const& tx) {
    RightsInForce found;
    auto const tenant = tx.any(Scope::tenant());
    RightsStore const rights(tx);
    for (auto& [user, hash] : UserStore(tx).all_with_passwords(tenant)) {
        found.people[user.uid] = {std::move(hash), user.deactivated.has_value()};
        found.bindings[user.uid.str()] = rights.bindings(user.uid.str());
    }
    for (auto const& team : TeamStore(tx).list(tenant, {}, {})) {
        found.teams[team.uid] = {team.members.begin(), team.members.end()};
        found.bindings[team.uid.str()] = rights.bindings(team.uid.str());
    }
    for (auto const& role : store::RoleStore(tx).list(tenant))
        found.roles[role->uid] = {role->names.begin(), role->names.end()};
    return found;
}

Result<void> settle_rights(WriteTx& tx, RightsInForce const& in_force,
                           std::function<void(BroughtBack)> const& took_back) {
    auto tenant = TRY(tx.permit<contract::SetUserRoles>(Scope::tenant()));
    RightsStore(tx).lock();
    RightsSettlement settlement(tx, std::move(tenant), in_force, took_back);
    settlement.people();
    TRY(settlement.teams());
    return settlement.roles();
}

}  // namespace gatehouse::service
