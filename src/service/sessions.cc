#include "service/sessions.h"

#include "base/log.h"
#include "base/text.h"
#include "crypto/password.h"
#include "crypto/random.h"
#include "policy/decide.h"
#include "sshkey/names.h"
#include "store/project_store.h"
#include "store/rights_store.h"
#include "store/session_store.h"
#include "store/sign_in_rules_store.h"
#include "store/user_store.h"

namespace gatehouse::service {

using namespace contract;
using policy::Caller;
using policy::Credential;
using store::SessionStore;
using store::SystemTx;
using store::UserStore;

namespace {

model::AuditEvent sign_in_event(Caller const& caller, Endpoint const& endpoint, model::User const& user,
                                model::Outcome outcome, std::string why, Time now) {
    model::AuditEvent event;
    event.at = now;
    event.is(endpoint.audit());
    event.outcome = outcome;
    event.actor = user.email;
    event.user = user.uid;
    event.credential = "password";
    event.address = caller.address;
    event.request = caller.request;
    event.decision = {.allowed = outcome == model::Outcome::done, .reason = std::move(why)};
    event.detail = "{}";
    return event;
}

}  // namespace

Result<model::User> Sessions::check_password(Caller const& caller, Credentials wanted,
                                             Endpoint const& endpoint) {
    Secret const password(std::move(wanted.password));
    auto const account = db_.look([&](SystemTx& tx) { return UserStore(tx).by_email(wanted.emailId); });

    // A browser that signed this account in before has a bucket of its own: strangers who guess at the
    // account, or who share its address, do not hold it up.
    bool const known = account && !caller.browser.empty() && db_.look([&](SystemTx& tx) {
        return SessionStore(tx).knows_browser(account->user.uid, caller.browser);
    });
    std::vector<Throttle::Bucket> buckets;
    if (known)
        buckets = {{"browser:" + caller.browser, 5}};
    else
        buckets = {{"account:" + sshkey::name_key(wanted.emailId), 5},
                   {"address:" + caller.address, 20, Throttle::RightPassword::forgives_itself}};
    // Whoever it was, it was not shown to be the account's owner: no uid.
    auto const refused = [&](std::string why) {
        auto const typed = std::string(cut(wanted.emailId, 320));
        db_.refused(sign_in_event(caller, endpoint, {{}, typed, "", ""}, model::Outcome::denied,
                                  std::move(why), clock_.now()));
    };
    if (auto allowed = throttle_.attempt(buckets, clock_.now()); !allowed) {
        refused("too many wrong passwords");
        return refuse(std::move(allowed).error());
    }

    bool const right = crypto::verify_password(account ? account->password_hash : "", password.reveal());
    if (!right || !account->user.active) {
        refused("wrong e-mail address or password");
        log::info("sign-in refused address={}", caller.address);
        return refuse(Code::unauthenticated, "wrong e-mail address or password");
    }
    throttle_.forgive(buckets);
    return account->user;
}

/// A password that has expired is good for nothing but to be changed.
Result<model::User> Sessions::admit(Caller const& caller, Credentials wanted, Endpoint const& endpoint) {
    auto user = TRY(check_password(caller, std::move(wanted), endpoint));
    auto const rules = db_.look([](SystemTx& tx) { return store::SignInRulesStore(tx).get(); });
    if (rules.expiry_days > 0 && user.password_set &&
        *user.password_set + std::chrono::days(rules.expiry_days) <= clock_.now())
        return refuse(Code::forbidden, "this password has expired; choose another", "/password",
                      "PASSWORD_EXPIRED");
    return user;
}

Result<Secret> Sessions::start(Caller const& caller, model::User const& user, model::SessionKind kind,
                               std::string const& browser) {
    auto token = crypto::new_token();
    TRY(db_.system([&](SystemTx& tx) -> Result<void> {
        model::Session session;
        session.digest = crypto::token_digest(token.reveal());
        session.kind = kind;
        session.user = user.uid;
        session.created = session.last_action = tx.now();
        session.ends = tx.now() + (kind == model::SessionKind::api ? std::chrono::minutes(api_token_life)
                                                                   : store::SignInRulesStore(tx).get().idle);
        session.address = caller.address;
        session.agent = caller.agent;
        UserStore(tx).note_sign_in(user.uid);
        SessionStore sessions(tx);
        sessions.add(session);
        if (!browser.empty())
            sessions.remember_browser(user.uid, browser);
        auto const& endpoint =
            kind == model::SessionKind::api ? Authenticate::endpoint : StartBrowserSession::endpoint;
        tx.record(
            sign_in_event(caller, endpoint, user, model::Outcome::done, "the right password", tx.now()));
        return {};
    }));
    return token;
}

Result<UserToken> Sessions::authenticate(Caller const& caller, Credentials wanted) {
    auto const user = TRY(admit(caller, std::move(wanted), Authenticate::endpoint));
    auto const token = TRY(start(caller, user, model::SessionKind::api, {}));
    return UserToken{std::string(token.reveal())};
}

Result<BrowserSession> Sessions::start_browser(Caller const& caller, Credentials wanted) {
    auto const user = TRY(admit(caller, std::move(wanted), StartBrowserSession::endpoint));
    bool const known = db_.look([&](SystemTx& tx) {
        return !caller.browser.empty() && SessionStore(tx).knows_browser(user.uid, caller.browser);
    });
    auto device = known ? Secret() : crypto::new_token();
    auto const browser = known ? caller.browser : crypto::token_digest(device.reveal());
    auto session = TRY(start(caller, user, model::SessionKind::browser, browser));
    return BrowserSession{std::move(session), std::move(device)};
}

Result<UserToken> Sessions::refresh(Caller const& caller, RefreshToken::Request wanted) {
    Secret const old(std::move(wanted.token));
    auto const fresh = crypto::new_token();
    auto refreshed = db_.system([&](SystemTx& tx) -> Result<UserToken> {
        SessionStore sessions(tx);
        auto const found = sessions.find(crypto::token_digest(old.reveal()));
        if (!found || found->session.kind != model::SessionKind::api)
            return refuse(Code::unauthenticated, "this token has ended; sign in again");
        sessions.exchange(found->session.uid, crypto::token_digest(fresh.reveal()),
                          tx.now() + api_token_life);
        auto event = sign_in_event(caller, RefreshToken::endpoint, found->user, model::Outcome::done,
                                   "a token that still held", tx.now());
        event.credential = "api token";
        tx.record(event);
        return UserToken{std::string(fresh.reveal())};
    });
    if (!refreshed)
        db_.refused<RefreshToken>(caller, refreshed.error().message);
    return refreshed;
}

Result<NoContent> Sessions::revoke(Caller const& caller, RevokeTokens::Request wanted) {
    return db_.system([&](SystemTx& tx) -> Result<NoContent> {
        for (auto const& token : wanted.tokens)
            SessionStore(tx).end_by_digest(caller.user, crypto::token_digest(token));
        tx.record(sign_in_event(caller, RevokeTokens::endpoint, {caller.user, caller.email, "", ""},
                                model::Outcome::done, "revoked own tokens", tx.now()));
        return NoContent{};
    });
}

Result<NoContent> Sessions::end_browser(Caller const& caller, Nothing) {
    return db_.system([&](SystemTx& tx) -> Result<NoContent> {
        SessionStore(tx).end(caller.session);
        tx.record(sign_in_event(caller, EndBrowserSession::endpoint, {caller.user, caller.email, "", ""},
                                model::Outcome::done, "signed out", tx.now()));
        return NoContent{};
    });
}

Result<GetUserInfo::Response> Sessions::user_info(Caller const& caller, Nothing) {
    return db_.read(caller, [&](store::ReadTx& tx) -> Result<GetUserInfo::Response> {
        TRY(tx.permit<GetUserInfo>(model::Scope::tenant()));
        auto const tenant = UserStore(tx).tenant();
        return GetUserInfo::Response{tenant.name, tenant.uid.str(), caller.user.str()};
    });
}

Result<GetMe::Response> Sessions::me(Caller const& caller, Nothing) {
    return db_.read(caller, [&](store::ReadTx& tx) -> Result<GetMe::Response> {
        auto const visible = TRY(tx.permit<GetMe>(model::Scope::tenant()));
        auto const user = TRY(UserStore(tx).find(visible, caller.user));
        auto const tenant = UserStore(tx).tenant();
        GetMe::Response me{caller.user.str(),
                           user.email,
                           user.first_name,
                           user.last_name,
                           tenant.name,
                           tenant.uid.str(),
                           policy::listed(caller.rights.in(model::Scope::tenant())),
                           policy::listed(caller.rights.in_every_project()),
                           {},
                           caller.session_ends};
        for (auto const& project : store::ProjectStore(tx).known_to(caller.rights)) {
            auto const here = caller.rights.in(model::Scope::of(project.uid));
            me.projects.push_back({project.uid.str(), project.meta.name,
                                   policy::listed(here & ~caller.rights.in_every_project())});
        }
        return me;
    });
}

Result<Caller> Sessions::identify(Credential kind, Secret token, bool background) {
    auto const digest = crypto::token_digest(token.reveal());
    Caller caller;
    auto const found = db_.look([&](SystemTx& tx) {
        auto session = SessionStore(tx).find(digest);
        if (session)
            caller.rights = store::RightsStore(tx).of(session->user.uid);
        return session;
    });
    auto const wanted =
        kind == Credential::browser_session ? model::SessionKind::browser : model::SessionKind::api;
    if (!found || found->session.kind != wanted)
        return refuse(Code::unauthenticated, "sign in first: no session, or one that has ended");

    auto const& session = found->session;
    caller.credential = kind;
    caller.user = found->user.uid;
    caller.email = found->user.email;
    caller.name = found->user.name();
    caller.session = session.uid;
    caller.session_ends = session.ends;
    auto const now = clock_.now();
    if (kind == Credential::browser_session && !background && now - session.last_action > renew_after) {
        try {
            caller.session_ends = db_.system([&](SystemTx& tx) -> Result<Time> {
                                         auto const idle = store::SignInRulesStore(tx).get().idle;
                                         auto const life = std::max<std::chrono::minutes>(browser_life, idle);
                                         auto const ends = std::min<Time>(now + idle, session.created + life);
                                         SessionStore(tx).renew(session.uid, now, ends);
                                         return ends;
                                     })
                                      .value();
        } catch (store::DatabaseFault const& fault) {
            // Who is signed in goes on reading while the disk is full, until the session's end as it stands.
            log::error("a session could not be renewed: {}", fault.what());
        }
    }
    return caller;
}

void Sessions::forget_ended() {
    db_.system([](SystemTx& tx) -> Result<void> {
        SessionStore(tx).forget_ended();
        return {};
    });
}

}  // namespace gatehouse::service
