#pragma once

#include "contract/projects.h"
#include "contract/ssh_keys.h"
#include "contract/users.h"
#include "model/ssh_key.h"
#include "policy/role.h"
#include "store/database.h"
#include "tests/support/manual_clock.h"
#include "tests/unit/crypto/temporary_directory.h"

namespace gatehouse::test {

/// The server itself, which may do everything: these tests are about the stores.
inline policy::Caller the_house() { return policy::Caller::house(); }

/// What these bindings of built-in roles make of somebody's rights; roles that do not exist give nothing.
inline policy::Rights rights_of(std::vector<model::RoleBinding> const& bindings) {
    std::vector<policy::HeldRole> held;
    for (auto const& [role, scope] : bindings)
        if (auto const known = policy::find_built_in_role(role))
            held.push_back({known, scope});
    return policy::Rights(std::move(held));
}

inline policy::Caller a_person(std::vector<model::RoleBinding> const& bindings) {
    policy::Caller caller;
    caller.credential = policy::Credential::api_token;
    caller.user = UserUid("vera");
    caller.email = "vera@example.com";
    caller.rights = rights_of(bindings);
    return caller;
}

/// A change of any kind, permitted and audited, in this scope.
template <class F>
auto change(store::Database& db, model::Scope const& scope, F use) {
    return db.write(the_house(), [&](store::WriteTx& tx) {
        auto const visible = tx.permit<contract::CreateSshKey>(scope).value();
        tx.audit<contract::CreateSshKey>(scope, {"object", "Object"});
        return use(tx, visible);
    });
}

template <class F>
auto look(store::Database& db, model::Scope const& scope, F use) {
    return db.look([&](store::SystemTx& tx) { return use(tx, tx.any(scope)); });
}

}  // namespace gatehouse::test
