#include <gmock/gmock.h>

#include "crypto/random.h"
#include "service/passwords.h"
#include "service/sessions.h"
#include "store/session_store.h"
#include "tests/support/full_disk.h"
#include "tests/support/test_house.h"

namespace gatehouse::test {
namespace {

using namespace std::chrono_literals;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr char password[] = "correct horse battery staple";

std::string credentials(std::string const& email, std::string const& secret = password) {
    return R"({"emailId":)" + quoted(email) + R"(,"password":)" + quoted(secret) + "}";
}

class SessionsApi : public testing::Test {
protected:
    TestHouse house;
    Person const vera = a_user("vera").with_password(password).join(house);

    std::string api_token() {
        return house.anyone().post("/v1/auth/authenticate", credentials(vera.email)).at("/Authorization");
    }
    Answer sign_in_browser() { return house.anyone().post("/v1/auth/session", credentials(vera.email)); }
    Visitor bearer(std::string const& token) { return house.anyone().with("Authorization", token); }
    /// The console in a browser that holds what `signed_in` set.
    Visitor console(Answer const& signed_in) {
        return house.anyone()
            .with("Cookie",
                  "theme=dark; __Host-gatehouse=" + signed_in.cookie("__Host-gatehouse").value_or("none"))
            .with("Origin", own_origin);
    }
    Visitor background(Visitor const& console) { return console.with("X-Gatehouse-Background", "true"); }
    int status(Visitor const& visitor) { return visitor.get("/v1/users/info").status; }
};

// --- API tokens

TEST_F(SessionsApi, palette_s_sdk_signs_in_with_e_mail_and_password_and_sends_the_token_without_bearer) {
    auto const answer =
        house.anyone().post("/v1/auth/authenticate?setCookie=true", credentials("vera@example.com"));

    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.at("/isMfa"), "false");
    EXPECT_THAT(answer.at("/Authorization"), testing::SizeIs(43));
    auto const info = bearer(answer.at("/Authorization")).get("/v1/users/info");
    EXPECT_EQ(info.status, 200);
    EXPECT_EQ(info.at("/userUid"), vera.uid.str());
    EXPECT_FALSE(info.at("/tenantUid").empty());
    EXPECT_EQ(info.at("/orgName"), "Gatehouse");
    EXPECT_EQ(status(bearer("Bearer " + answer.at("/Authorization"))), 401);
}

TEST_F(SessionsApi, an_e_mail_address_counts_in_any_case) {
    EXPECT_EQ(house.anyone().post("/v1/auth/authenticate", credentials("Vera@EXAMPLE.com")).status, 200);
}

TEST_F(SessionsApi, a_wrong_password_and_an_unknown_account_answer_alike) {
    auto const wrong = house.anyone().post("/v1/auth/authenticate", credentials(vera.email, "wrong"));
    auto const unknown = house.anyone().post("/v1/auth/authenticate", credentials("nobody@example.com"));

    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(wrong.code(), "Unauthenticated");
    EXPECT_EQ(unknown.status, 401);
    EXPECT_EQ(wrong.at("/message"), unknown.at("/message"));
    EXPECT_THAT(wrong.headers, IsEmpty());
}

TEST_F(SessionsApi, an_account_without_a_password_cannot_sign_in_even_with_an_empty_one) {
    auto const newcomer = a_user("new").join(house);

    EXPECT_EQ(house.anyone().post("/v1/auth/authenticate", credentials(newcomer.email, "")).status, 401);
}

TEST_F(SessionsApi, odd_credentials_are_refused_and_nothing_more) {
    for (auto const* body : {R"({"emailId":"\u0000","password":"x"})", R"({"emailId":"","password":""})",
                             R"({"emailId":"' OR 1=1--","password":"\ud83d\ude97"})"})
        EXPECT_EQ(house.anyone().post("/v1/auth/authenticate", body).status, 401) << body;
    auto const long_name = std::string(319, 'x') + "äöü";
    EXPECT_EQ(house.anyone().post("/v1/auth/authenticate", credentials(long_name)).status, 401);
}

TEST_F(SessionsApi, an_api_token_ends_after_15_minutes_whatever_it_was_used_for) {
    auto const token = api_token();
    house.clock.advance(10min);
    EXPECT_EQ(status(bearer(token)), 200);
    house.clock.advance(5min - 1us);
    EXPECT_EQ(status(bearer(token)), 200);

    house.clock.advance(1us);

    EXPECT_EQ(status(bearer(token)), 401);
    EXPECT_EQ(house.anyone().get("/v1/auth/refresh/" + token).status, 401);
}

TEST_F(SessionsApi, refreshing_gives_15_new_minutes_to_a_new_token_and_ends_the_old_one) {
    auto const old = api_token();
    house.clock.advance(14min);

    auto const answer = house.anyone().get("/v1/auth/refresh/" + old);

    ASSERT_EQ(answer.status, 200);
    auto const fresh = answer.at("/Authorization");
    EXPECT_EQ(status(bearer(old)), 401);
    EXPECT_EQ(house.anyone().get("/v1/auth/refresh/" + old).status, 401);
    house.clock.advance(14min);
    EXPECT_EQ(status(bearer(fresh)), 200);
}

TEST_F(SessionsApi, tokens_can_be_revoked_by_their_owner_only) {
    auto const first = api_token();
    auto const second = api_token();
    auto const eve = a_user("eve").sign_in(house);

    EXPECT_EQ(eve.post("/v1/users/auth/tokens/revoke", R"({"tokens":[")" + first + "\"]}").status, 204);
    EXPECT_EQ(status(bearer(first)), 200);
    EXPECT_EQ(bearer(second).post("/v1/users/auth/tokens/revoke", R"({"tokens":[")" + first + "\"]}").status,
              204);
    EXPECT_EQ(status(bearer(first)), 401);
    EXPECT_EQ(status(bearer(second)), 200);
}

TEST_F(SessionsApi, a_browser_s_token_is_no_api_token_and_cannot_be_refreshed) {
    auto const cookie = sign_in_browser().cookie("__Host-gatehouse").value();

    EXPECT_EQ(status(bearer(cookie)), 401);
    EXPECT_EQ(house.anyone().get("/v1/auth/refresh/" + cookie).status, 401);
    EXPECT_EQ(status(house.anyone().with("Cookie", "__Host-gatehouse=" + api_token())), 401);
}

TEST_F(SessionsApi, neither_tokens_nor_cookies_nor_passwords_stand_in_the_database) {
    auto const token = api_token();
    auto const browser = sign_in_browser();

    auto const bytes = house.stored_bytes();

    ASSERT_THAT(bytes, HasSubstr(vera.email)) << "or this test proves nothing";
    EXPECT_THAT(bytes, Not(HasSubstr(token)));
    EXPECT_THAT(bytes, Not(HasSubstr(browser.cookie("__Host-gatehouse").value())));
    EXPECT_THAT(bytes, Not(HasSubstr(browser.cookie("__Host-gatehouse-device").value())));
    EXPECT_THAT(bytes, Not(HasSubstr(password)));
}

// --- Browsers

TEST_F(SessionsApi, a_browser_gets_cookies_that_no_script_and_no_other_site_can_use) {
    auto const answer = sign_in_browser();

    EXPECT_EQ(answer.status, 204);
    EXPECT_EQ(answer.body, "");
    int cookies = 0;
    for (auto const& [name, value] : answer.headers) {
        ASSERT_EQ(name, "Set-Cookie");
        ++cookies;
        EXPECT_THAT(value, testing::StartsWith("__Host-gatehouse"));
        for (auto const* flag : {"; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict"})
            EXPECT_THAT(value, HasSubstr(flag));
        EXPECT_THAT(value, Not(HasSubstr("Domain")));
    }
    EXPECT_EQ(cookies, 2);
    EXPECT_EQ(status(console(answer)), 200);
}

TEST_F(SessionsApi, a_change_by_cookie_must_come_from_the_console_s_own_origin) {
    auto const cookie = "__Host-gatehouse=" + sign_in_browser().cookie("__Host-gatehouse").value();
    auto const browser = house.anyone().with("Cookie", cookie);
    auto const revoke = [&](Visitor const& visitor) {
        return visitor.post("/v1/users/auth/tokens/revoke", R"({"tokens":[]})");
    };

    EXPECT_EQ(revoke(browser).status, 403) << "no Origin at all";
    for (auto const* origin :
         {"null", "https://evil.example.com", "http://console.example.com",
          "https://console.example.com:8443", "https://console.example.com.evil.example"})
        EXPECT_EQ(revoke(browser.with("Origin", origin)).code(), "Forbidden") << origin;
    EXPECT_EQ(revoke(browser.with("Origin", own_origin)).status, 204);
    EXPECT_EQ(browser.get("/v1/me").status, 200) << "a read needs no Origin";
    EXPECT_EQ(browser.with("Origin", "https://evil.example.com").get("/v1/me").status, 403);
}

TEST_F(SessionsApi, every_unsafe_method_by_cookie_needs_the_origin) {
    auto const browser = house.anyone().with(
        "Cookie", "__Host-gatehouse=" + sign_in_browser().cookie("__Host-gatehouse").value());

    EXPECT_EQ(browser.put("/v1/projects/x", "{}").status, 403);
    EXPECT_EQ(browser.remove("/v1/auth/session").status, 403);
    EXPECT_EQ(browser.post("/v1/projects", "{}").status, 403);
    EXPECT_EQ(status(browser), 200) << "still signed in";
}

TEST_F(SessionsApi, another_site_cannot_sign_a_browser_in) {
    auto const evil = house.anyone().with("Origin", "https://evil.example.com");

    EXPECT_EQ(evil.post("/v1/auth/session", credentials(vera.email)).status, 403);
}

TEST_F(SessionsApi, a_token_in_the_header_counts_even_where_the_browser_adds_its_cookie) {
    auto const ended = bearer("ended").with(
        "Cookie", "__Host-gatehouse=" + sign_in_browser().cookie("__Host-gatehouse").value());

    EXPECT_EQ(status(ended), 401);
}

TEST_F(SessionsApi, signing_out_ends_the_session_and_takes_the_cookie) {
    auto const signed_in = sign_in_browser();

    auto const out = console(signed_in).remove("/v1/auth/session");

    EXPECT_EQ(out.status, 204);
    EXPECT_EQ(out.cookie("__Host-gatehouse"), "");
    EXPECT_THAT(out.header("Set-Cookie"), HasSubstr("Max-Age=0"));
    EXPECT_EQ(status(console(signed_in)), 401);
}

TEST_F(SessionsApi, a_browser_session_ends_240_minutes_after_the_user_s_last_action) {
    auto const browser = console(sign_in_browser());
    house.clock.advance(239min);
    EXPECT_EQ(status(browser), 200);
    house.clock.advance(239min);
    EXPECT_EQ(status(browser), 200);

    house.clock.advance(240min);

    EXPECT_EQ(status(browser), 401);
}

TEST_F(SessionsApi, background_polls_do_not_keep_a_session_alive) {
    auto const browser = console(sign_in_browser());
    for (int minute = 0; minute < 239; minute += 1) {
        house.clock.advance(1min);
        ASSERT_EQ(background(browser).get("/v1/changes").status, 200) << minute;
    }

    house.clock.advance(1min);

    EXPECT_EQ(background(browser).get("/v1/changes").status, 401);
    EXPECT_EQ(status(browser), 401);
}

TEST_F(SessionsApi, a_browser_session_ends_after_12_hours_at_most) {
    auto const browser = console(sign_in_browser());
    for (int hour = 1; hour < 12; ++hour) {
        house.clock.advance(1h);
        ASSERT_EQ(status(browser), 200) << hour;
    }

    house.clock.advance(1h);

    EXPECT_EQ(status(browser), 401);
}

TEST_F(SessionsApi, me_tells_when_the_session_ends) {
    auto const started = house.clock.now();
    auto const browser = console(sign_in_browser());

    EXPECT_EQ(browser.get("/v1/me").at("/sessionEnds"), to_rfc3339(started + 240min));
    house.clock.advance(30min);
    EXPECT_EQ(background(browser).get("/v1/me").at("/sessionEnds"), to_rfc3339(started + 240min));
    EXPECT_EQ(browser.get("/v1/me").at("/sessionEnds"), to_rfc3339(started + 270min));
}

TEST_F(SessionsApi, a_session_that_cannot_be_renewed_goes_on_to_the_end_it_has) {
    auto const browser = console(sign_in_browser());
    auto const end = house.clock.now() + 240min;
    house.clock.advance(2min);
    {
        FullDisk const full;
        auto const me = browser.get("/v1/me");
        EXPECT_EQ(me.status, 200);
        EXPECT_EQ(me.at("/sessionEnds"), to_rfc3339(end));
    }
    EXPECT_EQ(browser.get("/v1/me").at("/sessionEnds"), to_rfc3339(end + 2min));
}

TEST_F(SessionsApi, a_renewal_is_written_at_most_once_a_minute) {
    auto const signed_in = sign_in_browser();
    auto const browser = console(signed_in);
    auto const digest = crypto::token_digest(signed_in.cookie("__Host-gatehouse").value());
    auto const last_action = [&] {
        return house.db().look(
            [&](store::SystemTx& tx) { return store::SessionStore(tx).find(digest)->session.last_action; });
    };
    auto const started = last_action();

    house.clock.advance(59s);
    status(browser);
    EXPECT_EQ(last_action(), started);

    house.clock.advance(2s);
    status(browser);
    EXPECT_EQ(last_action(), started + 61s);

    house.clock.advance(30s);
    status(browser);
    EXPECT_EQ(last_action(), started + 61s);
}

TEST_F(SessionsApi, ended_sessions_are_forgotten_and_living_ones_are_not) {
    auto const token = api_token();
    auto const browser = console(sign_in_browser());
    house.clock.advance(1h);

    house.sessions().forget_ended();

    EXPECT_EQ(status(bearer(token)), 401);
    EXPECT_EQ(status(browser), 200);
}

TEST_F(SessionsApi, signing_in_and_failing_to_are_recorded_without_the_password) {
    house.clock.advance(1ms);
    api_token();
    house.clock.advance(1ms);
    house.anyone().post("/v1/auth/authenticate", credentials(vera.email, "wrong but secret"));

    auto const trail = house.audit_trail();

    EXPECT_EQ(trail[0].action, "session.create");
    EXPECT_EQ(trail[0].outcome, model::Outcome::denied);
    EXPECT_EQ(trail[0].actor, vera.email);
    EXPECT_EQ(trail[0].address, "198.51.100.7");
    EXPECT_EQ(trail[1].outcome, model::Outcome::done);
    EXPECT_THAT(house.stored_bytes(), Not(HasSubstr("wrong but secret")));
}

// --- What rights do to sessions

TEST_F(SessionsApi, a_right_that_is_given_or_taken_counts_with_the_next_request) {
    auto const edge = house.a_project("Edge");
    auto const bearer_vera = bearer(api_token()).in(edge);
    EXPECT_EQ(bearer_vera.get("/v1/clusters").status, 404);

    auto const give = R"({"projects":[{"projectUid":")" + edge.str() + R"(","roles":["project-viewer"]}]})";
    house.ada().put("/v1/users/" + vera.uid.str() + "/projects", give);
    EXPECT_EQ(bearer_vera.get("/v1/clusters").status, 200);

    house.ada().put("/v1/users/" + vera.uid.str() + "/projects", R"({"projects":[]})");
    EXPECT_EQ(bearer_vera.get("/v1/clusters").status, 401)
        << "the end of the last role there ends sessions too";
    EXPECT_EQ(bearer(api_token()).in(edge).get("/v1/clusters").status, 404);
}

TEST_F(SessionsApi, me_names_rights_per_project_and_no_tenant_rights_for_whom_there_are_none) {
    auto const edge = house.a_project("Edge");
    house.a_project("Hidden");
    auto const pat = a_user("pat").with("project-viewer", in(edge)).sign_in(house);

    auto const me = pat.get("/v1/me");

    EXPECT_EQ(me.at("/emailId"), "pat@example.com");
    EXPECT_EQ(me.at("/tenantPermissions"), "[]");
    EXPECT_THAT(me.each("/projects", "/name"), ElementsAre("Edge"));
    EXPECT_THAT(me.at("/projects/0/permissions"), HasSubstr("sshKey.list"));
    EXPECT_THAT(me.at("/projects/0/permissions"), Not(HasSubstr("sshKey.create")));
    EXPECT_EQ(me.at("/projectPermissions"), "[]");

    auto const ada = house.ada().get("/v1/me");
    EXPECT_THAT(ada.at("/tenantPermissions"), HasSubstr("user.create"));
    EXPECT_THAT(ada.at("/projectPermissions"), HasSubstr("sshKey.create"));
    EXPECT_THAT(ada.each("/projects", "/permissions"), Each("[]"))
        << "or thousands of projects make much of it";
}

TEST_F(SessionsApi, resetting_an_administrator_ends_their_sessions_and_makes_a_new_password) {
    auto const token = api_token();

    auto const secret = house.passwords().reset_admin(vera.email);

    ASSERT_TRUE(secret);
    EXPECT_EQ(status(bearer(token)), 401);
    auto const again =
        house.anyone().post("/v1/auth/authenticate", credentials(vera.email, std::string(secret->reveal())));
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(bearer(again.at("/Authorization")).get("/v1/edgehosts/tokens").status, 200);
}

}  // namespace
}  // namespace gatehouse::test
