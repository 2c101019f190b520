#include "service/passwords.h"

#include "base/text.h"
#include "contract/users.h"
#include "crypto/password.h"
#include "crypto/random.h"
#include "policy/role.h"
#include "service/people.h"
#include "store/rights_store.h"
#include "store/session_store.h"
#include "store/user_store.h"

namespace gatehouse::service {

using namespace contract;
using policy::Caller;
using store::RightsStore;
using store::UserStore;
using store::WriteTx;

namespace {

Result<void> check_password(std::string_view password) {
    if (password.size() < Passwords::least_length || password.size() > Passwords::most_length)
        return refuse(Code::invalid,
                      fmt::format("a password has {} to {} characters", Passwords::least_length,
                                  Passwords::most_length),
                      "/password");
    return {};
}

RoleUid the_admin_role() { return RoleUid(std::string(policy::tenant_admin)); }

}  // namespace

Result<NoContent> Passwords::activate(Caller const& caller, ActivateUser::Request wanted) {
    Secret const token(std::move(wanted.token));
    Secret const password(std::move(wanted.password));
    TRY(check_password(password.reveal()));
    auto const digest = crypto::token_digest(token.reveal());
    auto const gone = [] {
        return refuse(Code::not_found,
                      "this activation link has expired or was used already; ask an administrator "
                      "for a new one");
    };
    if (!db_.look([&](store::SystemTx& tx) { return UserStore(tx).find_activation(digest); })) {
        db_.refused<ActivateUser>(caller, "no such activation link, or one that has ended");
        return gone();  // before the costly hash
    }
    auto const hash = crypto::hash_password(password.reveal());
    return db_.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        auto const visible = TRY(tx.permit<ActivateUser>(model::Scope::tenant()));
        UserStore users(tx);
        auto const uid = users.find_activation(digest);
        if (!uid)
            return gone();
        users.set_password(*uid, hash);
        users.end_activation(*uid);
        auto const user = TRY(users.find(visible, *uid));
        tx.audit<ActivateUser>(model::Scope::tenant(), {uid->str(), user.email});
        return NoContent{};
    });
}

Result<Secret> Passwords::reset_admin(std::string const& email) {
    TRY(check_email(email, "/spec/emailId"));
    Secret password(std::string(crypto::new_token().reveal().substr(0, 24)));
    auto const hash = crypto::hash_password(password.reveal());
    TRY(db_.write(Caller::house(), [&](WriteTx& tx) -> Result<void> {
        TRY(tx.permit<CreateUser>(model::Scope::tenant()));
        UserStore users(tx);
        RightsStore rights(tx);
        rights.lock();
        auto const known = users.by_email(email);
        auto const uid = known ? known->user.uid : TRY(users.add({{}, email, "", ""}));
        users.set_password(uid, hash);
        users.end_activation(uid);
        auto const before = detail_of(tx, uid);
        auto bindings = rights.bindings(uid.str());
        std::erase_if(bindings, [](model::RoleBinding const& binding) { return !binding.scope.is_tenant(); });
        bindings.push_back({the_admin_role(), model::Scope::tenant()});
        rights.replace(uid.str(), RightsStore::Where::tenant, bindings);
        store::SessionStore(tx).end_all(uid);
        tx.audit<CreateUser>(model::Scope::tenant(), {uid.str(), email},
                             change<PersonDetail>(before, detail_of(tx, uid)));
        return {};
    }));
    return password;
}

bool Passwords::has_admin() {
    return db_.look(
        [](store::SystemTx& tx) { return RightsStore(tx).count_tenant_holders(the_admin_role()) > 0; });
}

}  // namespace gatehouse::service
