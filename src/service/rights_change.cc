#include "service/rights_change.h"

#include <algorithm>

#include "base/text.h"
#include "contract/ssh_keys.h"
#include "policy/role.h"
#include "service/change.h"
#include "store/api_key_store.h"
#include "store/project_store.h"
#include "store/rights_store.h"
#include "store/role_store.h"
#include "store/session_store.h"
#include "store/ssh_key_store.h"
#include "store/user_store.h"
#include "json/json.h"

namespace gatehouse::service {

using store::RightsStore;

namespace {

/// What the audit trail keeps of a key that is suspended.
struct SuspendedKey {
    std::string fingerprint;
    std::string owner;
};
BOOST_DESCRIBE_STRUCT(SuspendedKey, (), (fingerprint, owner))

}  // namespace

RightsChange::RightsChange(store::WriteTx& tx, std::vector<UserUid> affected) : tx_(tx) {
    RightsStore rights(tx_);
    rights.lock();
    had_admin_ = rights.count_tenant_holders(policy::tenant_admin()) > 0;
    for (auto const& user : affected)
        before_.emplace(user, rights.of(user));
}

bool RightsChange::has_lost_a_project(policy::Rights const& before, policy::Rights const& after) const {
    auto const lost = [&](ProjectUid const& project) { return !after.knows(model::Scope::of(project)); };
    if (before.reaches_every_project())
        return !after.reaches_every_project() &&
               std::ranges::any_of(store::ProjectStore(tx_).all(), lost, &model::Project::uid);
    return std::ranges::any_of(before.projects(), lost);
}

void RightsChange::suspend_keys(UserUid const& owner, policy::Rights const& rights, bool is_active) {
    store::SshKeyStore keys(tx_);
    std::vector<model::Scope> touched;
    for (auto const& key : keys.owned_by(owner)) {
        if (key.suspended || (is_active && rights.knows(key.scope)))
            continue;
        keys.suspend(key.uid);
        tx_.audit<contract::SuspendSshKey>(
            key.scope, {key.uid.str(), key.meta.name},
            change<SuspendedKey>({}, SuspendedKey{key.fingerprint, key.owner_email}));
        if (std::ranges::find(touched, key.scope) == touched.end())
            touched.push_back(key.scope);
    }
    for (auto const& scope : touched)
        tx_.touch(scope);
}

Result<void> RightsChange::settle() {
    RightsStore const rights(tx_);
    for (auto const& [uid, before] : before_) {
        auto const left = store::UserStore(tx_).among({uid});
        bool const is_gone = left.empty() || left.front().deactivated.has_value();
        auto const after = rights.of(uid);
        if (is_gone || has_lost_a_project(before, after)) {
            store::SessionStore(tx_).end_all(uid);
            store::ApiKeyStore(tx_).revoke_all(uid);
        }
        suspend_keys(uid, after, !is_gone);
    }
    if (had_admin_ && rights.count_tenant_holders(policy::tenant_admin()) == 0)
        return refuse(
            Code::conflict,
            "this would leave nobody who can administer the tenant; make another Tenant Admin first", {},
            "LAST_ADMIN");
    return {};
}

Result<void> may_give(store::WriteTx const& tx, model::RoleBinding const& wanted, std::string const& field) {
    auto const& [uid, scope] = wanted;
    auto const role = store::RoleStore(tx).find(uid);
    if (!role)
        return refuse(Code::invalid, fmt::format("there is no role {}", json::encode(uid.str())), field);
    if (role->reach == policy::Reach::tenant && !scope.is_tenant())
        return refuse(Code::invalid,
                      fmt::format("{} is a role of the tenant, not of a project", role->meta.name), field);
    if (!scope.is_tenant() && !store::ProjectStore(tx).exists(scope.project()))
        return refuse(Code::invalid, "there is no such project", field);
    if (tx.rights().may_give(*role, scope))
        return {};
    auto const missing = policy::names_of(role->permissions & ~tx.rights().in(scope));
    return refuse(
        Code::forbidden,
        fmt::format("nobody gives more than they hold: {} holds {}, which you do not hold {}; ask a "
                    "tenant administrator",
                    role->meta.name, missing.empty() ? "more" : join(missing, ", "),
                    scope.is_tenant() ? "in the whole tenant" : "in this project"),
        field, "MORE_THAN_HELD");
}

Result<void> may_give(store::WriteTx const& tx, std::vector<model::RoleBinding> const& wanted,
                      std::string const& field) {
    for (auto const& binding : wanted)
        TRY(may_give(tx, binding, field));
    return {};
}

Result<void> may_act_as(store::WriteTx const& tx, UserUid const& person, std::string const& field) {
    if (tx.rights().cover(RightsStore(tx).of(person)))
        return {};
    return refuse(Code::forbidden,
                  "nobody becomes more than they are: this user holds more than you do; ask a tenant "
                  "administrator",
                  field, "MORE_THAN_HELD");
}

}  // namespace gatehouse::service
