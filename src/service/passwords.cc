#include "service/passwords.h"

#include "base/text.h"
#include "contract/users.h"
#include "crypto/password.h"
#include "crypto/random.h"
#include "policy/role.h"
#include "service/people.h"
#include "service/rights_change.h"
#include "service/tenant_settings.h"
#include "sshkey/names.h"
#include "store/rights_store.h"
#include "store/session_store.h"
#include "store/sign_in_rules_store.h"
#include "store/user_store.h"

namespace gatehouse::service {

using namespace contract;
using policy::Caller;
using store::RightsStore;
using store::UserStore;
using store::WriteTx;

namespace {

tl::unexpected<Error> no_such_link() {
    return refuse(Code::not_found,
                  "this link has expired or was used already; ask for a new one, or an administrator for it");
}

/// Else a password that has expired would never end.
Result<void> check_differs(Secret const& wanted, Secret const& present) {
    if (wanted.reveal() == present.reveal())
        return refuse(Code::invalid, "this is your present password; choose another", "/newPassword",
                      "PASSWORD_UNCHANGED");
    return {};
}

}  // namespace

Result<void> Passwords::check(Secret const& password, std::string const& field) {
    auto const rules = db_.look([](store::SystemTx& tx) { return store::SignInRulesStore(tx).get(); });
    return check_new_password(password.reveal(), rules, field);
}

template <class E>
Result<NoContent> Passwords::set_by_link(Caller const& caller, NewPassword wanted) {
    Secret const token(std::move(wanted.token));
    Secret const password(std::move(wanted.password));
    TRY(check(password, "/password"));
    auto const digest = crypto::token_digest(token.reveal());
    if (!db_.look([&](store::SystemTx& tx) { return UserStore(tx).find_activation(digest); })) {
        db_.refused<E>(caller, "no such activation link, or one that has ended");
        return no_such_link();  // before the costly hash
    }
    auto const hash = crypto::hash_password(password.reveal());
    return db_.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        auto const visible = TRY(tx.permit<E>(model::Scope::tenant()));
        UserStore users(tx);
        auto const uid = users.find_activation(digest);
        if (!uid)
            return no_such_link();
        users.set_password(*uid, hash);
        users.end_activation(*uid);
        store::SessionStore(tx).end_all(*uid);
        auto const user = TRY(users.find(visible, *uid));
        tx.audit<E>(model::Scope::tenant(), {uid->str(), user.email});
        return NoContent{};
    });
}

Result<NoContent> Passwords::activate(Caller const& caller, NewPassword wanted) {
    return set_by_link<ActivateUser>(caller, std::move(wanted));
}

Result<NoContent> Passwords::reset(Caller const& caller, NewPassword wanted) {
    return set_by_link<ResetPassword>(caller, std::move(wanted));
}

Result<NoContent> Passwords::change(Caller const& caller, ChangePassword::Request wanted) {
    Secret const password(std::move(wanted.newPassword));
    Secret const present(std::move(wanted.currentPassword).value_or(""));
    bool const own = wanted.uid == caller.user;
    if (own) {  // whatever the credential: who finds an open browser, or a key, does not take over the
                // account
        auto const shown = sessions_.check_password(caller, {caller.email, std::string(present.reveal())},
                                                    ChangePassword::endpoint);
        if (!shown && shown.error().code == Code::unauthenticated)
            return refuse(Code::invalid, "this is not your present password", "/currentPassword",
                          "WRONG_PASSWORD");
        if (!shown)
            return refuse(shown.error());
        TRY(check_differs(password, present));
    } else {
        TRY(db_.read(caller, [&](store::ReadTx& tx) { return tx.permit_on<ChangePassword>(wanted.uid); }));
    }
    TRY(check(password, "/newPassword"));
    auto const hash = crypto::hash_password(password.reveal());
    return db_.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        auto const visible = TRY(tx.permit_on<ChangePassword>(wanted.uid));
        UserStore users(tx);
        auto const user = TRY(users.find(visible, wanted.uid));
        if (!own)
            TRY(may_act_as(tx, user.uid, "/newPassword"));
        if (user.deactivated)
            return refuse(Code::conflict, "this user is deactivated; re-activate them first");
        users.set_password(user.uid, hash);
        users.end_activation(user.uid);
        store::SessionStore(tx).end_others(user.uid, own ? caller.session : "");
        tx.audit<ChangePassword>(model::Scope::tenant(), {user.uid.str(), user.email});
        return NoContent{};
    });
}

Result<NoContent> Passwords::change_own(Caller const& caller, ChangeOwnPassword::Request wanted) {
    Secret const password(std::move(wanted.newPassword));
    Secret const present(std::move(wanted.currentPassword));
    auto const user = TRY(sessions_.check_password(caller, {wanted.emailId, std::string(present.reveal())},
                                                   ChangeOwnPassword::endpoint));
    TRY(check_differs(password, present));
    TRY(check(password, "/newPassword"));
    auto const hash = crypto::hash_password(password.reveal());
    auto person = Caller::person(user.uid, user.email);
    person.address = caller.address;
    person.request = caller.request;
    return db_.write(person, [&](WriteTx& tx) -> Result<NoContent> {
        TRY(tx.permit<ChangeOwnPassword>(model::Scope::tenant()));
        UserStore users(tx);
        users.set_password(user.uid, hash);
        users.end_activation(user.uid);
        store::SessionStore(tx).end_all(user.uid);
        tx.audit<ChangeOwnPassword>(model::Scope::tenant(), {user.uid.str(), user.email});
        return NoContent{};
    });
}

template <class E>
Result<NoContent> Passwords::mail_forgotten(Caller const& caller, std::string const& email) {
    // Counted and recorded for every address alike, so that nobody learns which ones belong to somebody.
    TRY(throttle_.attempt({{"forgotten:" + sshkey::name_key(email), 3}, {"address:" + caller.address, 20}},
                          clock_.now()));
    return db_.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        TRY(tx.permit<E>(model::Scope::tenant()));
        auto const account = UserStore(tx).by_email(email);
        if (account && !account->user.deactivated && installation_.sends_mail)
            letters_.give_link(tx, account->user, forgotten_life);
        tx.audit<E>(model::Scope::tenant(), {"", std::string(cut(email, 320))});
        return NoContent{};
    });
}

Result<NoContent> Passwords::forgot(Caller const& caller, ForgottenPassword wanted) {
    return mail_forgotten<RequestPasswordReset>(caller, wanted.emailId);
}

Result<NoContent> Passwords::forgot_by_patch(Caller const& caller, ForgottenPassword wanted) {
    return mail_forgotten<RequestPasswordResetByPatch>(caller, wanted.emailId);
}

Result<NoContent> Passwords::send_link(Caller const& caller, SendPasswordReset::Request wanted) {
    return db_.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        auto const visible = TRY(tx.permit<SendPasswordReset>(model::Scope::tenant()));
        auto const user = TRY(UserStore(tx).find(visible, wanted.uid));
        if (!installation_.sends_mail)
            return refuse(
                Code::conflict,
                "this server sends no mail; make a link to hand over: POST /v1/users/{uid}/password/link", {},
                "NO_MAIL");
        if (user.deactivated)
            return refuse(Code::conflict, "this user is deactivated; re-activate them first");
        letters_.give_link(tx, user, link_life);
        tx.audit<SendPasswordReset>(model::Scope::tenant(), {user.uid.str(), user.email});
        return NoContent{};
    });
}

Result<CreatePasswordLink::Response> Passwords::make_link(Caller const& caller,
                                                          CreatePasswordLink::Request wanted) {
    return db_.write(caller, [&](WriteTx& tx) -> Result<CreatePasswordLink::Response> {
        auto const visible = TRY(tx.permit<CreatePasswordLink>(model::Scope::tenant()));
        auto const user = TRY(UserStore(tx).find(visible, wanted.uid));
        TRY(may_act_as(tx, user.uid, {}));
        if (user.deactivated)
            return refuse(Code::conflict, "this user is deactivated; re-activate them first");
        auto const link = letters_.give_link(tx, user, link_life);
        return CreatePasswordLink::Response{
            user.uid.str(), link,
            tx.audit<CreatePasswordLink>(model::Scope::tenant(), {user.uid.str(), user.email})};
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
        bindings.push_back({policy::tenant_admin(), model::Scope::tenant()});
        rights.replace(uid.str(), RightsStore::Where::tenant, bindings);
        store::SessionStore(tx).end_all(uid);
        tx.audit<CreateUser>(model::Scope::tenant(), {uid.str(), email},
                             service::change<PersonDetail>(before, detail_of(tx, uid)));
        return {};
    }));
    return password;
}

bool Passwords::has_admin() {
    return db_.look(
        [](store::SystemTx& tx) { return RightsStore(tx).count_tenant_holders(policy::tenant_admin()) > 0; });
}

}  // namespace gatehouse::service
