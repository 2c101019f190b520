#include "api/services.h"
#include "base/text.h"
#include "store/session_store.h"

namespace gatehouse::api {

using namespace contract;
using http::bind;
using service::Sessions;

namespace {

constexpr char own_only[] = "Path=/; Secure; HttpOnly; SameSite=Strict";

void set_cookies(http::Request const&, BrowserSession const& session, http::Response& response) {
    response.headers.emplace_back(
        "Set-Cookie", fmt::format("{}={}; {}", session_cookie, session.session.reveal(), own_only));
    if (session.device.empty())
        return;
    std::chrono::seconds const life = store::SessionStore::known_browser_life;
    response.headers.emplace_back("Set-Cookie", fmt::format("{}={}; Max-Age={}; {}", http::device_cookie,
                                                            session.device.reveal(), life.count(), own_only));
}

void end_cookie(http::Request const&, NoContent const&, http::Response& response) {
    response.headers.emplace_back("Set-Cookie", fmt::format("{}=; Max-Age=0; {}", session_cookie, own_only));
}

}  // namespace

void serve_sessions(http::Router& router, Sessions& sessions) {
    router.serve<Authenticate>(bind(sessions, &Sessions::authenticate));
    router.serve<RefreshToken>(bind(sessions, &Sessions::refresh));
    router.serve<RevokeTokens>(bind(sessions, &Sessions::revoke));
    router.serve<StartBrowserSession>(bind(sessions, &Sessions::start_browser), set_cookies);
    router.serve<EndBrowserSession>(bind(sessions, &Sessions::end_browser), end_cookie);
    router.serve<GetUserInfo>(bind(sessions, &Sessions::user_info));
    router.serve<GetMe>(bind(sessions, &Sessions::me));
}

void serve_changes(http::Router& router, store::Database& db, std::string const& started) {
    router.serve<GetChanges>([&db, started](policy::Caller const&, Nothing) -> Result<GetChanges::Response> {
        return GetChanges::Response{fmt::format("\"{}-{}\"", started, db.changes())};
    });
}

}  // namespace gatehouse::api
