#include <gmock/gmock.h>

#include "service/letters.h"
#include "tests/support/test_house.h"

namespace gatehouse::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr char first[] = "correct horse battery";
constexpr char second[] = "staple under water";

class PasswordsApi : public testing::Test {
protected:
    TestHouse house;
    ProjectUid const edge = house.a_project("Edge");
    Person const vera = a_user("vera").with("project-viewer", in(edge)).with_password(first).sign_in(house);
    Person const uma = a_user("uma").with("tenant-user-admin", in_tenant()).sign_in(house);
    std::string const tenant = "/v1/tenants/" + vera.get("/v1/users/info").at("/tenantUid");

    Answer sign_in(std::string const& password) {
        return house.anyone().post("/v1/auth/authenticate",
                                   R"({"emailId":"vera@example.com","password":)" + quoted(password) + "}");
    }
    static std::string change(std::string const& from, std::string const& to) {
        return R"({"currentPassword":)" + quoted(from) + R"(,"newPassword":)" + quoted(to) + "}";
    }
    static std::string of(UserUid const& user, std::string const& rest) {
        return "/v1/users/" + user.str() + "/password" + rest;
    }
    Answer policy(std::string const& body) { return uma.post(tenant + "/password/policy", body); }
    Answer forgot(std::string const& email) {
        return house.anyone().post("/v1/auth/user/password/reset", R"({"emailId":)" + quoted(email) + "}");
    }
    Answer set_by(std::string const& link, std::string const& password = second) {
        return house.anyone().patch("/v1/auth/password/" + link.substr(link.rfind('/') + 1) + "/reset",
                                    R"({"password":)" + quoted(password) + "}");
    }
    /// The link in the next letter to vera.
    std::string mailed_link() {
        auto const due = house.letters().take_due();
        if (!due)
            return "no letter";
        std::string text(due->text.reveal());
        auto const door = std::string(own_origin) + "/reset-password/";
        return text.substr(text.find(door), door.size() + 43);
    }
};

TEST_F(PasswordsApi, ones_own_takes_the_present_one_and_ends_ones_other_sessions) {
    auto const other = vera.sign_in_again(house);

    auto const wrong = vera.patch(of(vera.uid, "/change"), change("a guess", second));
    EXPECT_EQ(wrong.status, 400) << "and not 401: the session goes on";
    EXPECT_EQ(wrong.field(), "/currentPassword");
    EXPECT_EQ(vera.patch(of(vera.uid, "/change"), R"({"newPassword":"staple under water"})").status, 400);
    EXPECT_EQ(other.get("/v1/me").status, 200);

    EXPECT_EQ(vera.patch(of(vera.uid, "/change"), change(first, first)).rule(), "PASSWORD_UNCHANGED");
    EXPECT_EQ(other.get("/v1/me").status, 200);

    EXPECT_EQ(vera.patch(of(vera.uid, "/change"), change(first, second)).status, 204);
    EXPECT_EQ(vera.get("/v1/me").status, 200);
    EXPECT_EQ(other.get("/v1/me").status, 401);
    EXPECT_EQ(sign_in(first).status, 401);
    EXPECT_EQ(sign_in(second).status, 200);
}

TEST_F(PasswordsApi, an_api_key_does_not_change_it_without_the_present_one_either) {
    auto const made = vera.post("/v1/apiKeys", R"({"metadata":{"name":"ci"}})");
    auto const by_key = house.anyone().with("ApiKey", made.at("/apiKey"));

    EXPECT_EQ(by_key.patch(of(vera.uid, "/change"), R"({"newPassword":"staple under water"})").field(),
              "/currentPassword");
    EXPECT_EQ(sign_in(first).status, 200);
}

TEST_F(PasswordsApi, who_guesses_at_the_present_one_is_slowed_down) {
    int last = 0;
    for (int i = 0; i < 7; ++i)
        last = vera.patch(of(vera.uid, "/change"), change("guess", second)).status;
    EXPECT_EQ(last, 429);
}

TEST_F(PasswordsApi, an_administrator_sets_anothers_but_not_of_who_holds_more) {
    auto const nobody = a_user("nobody").sign_in(house);

    EXPECT_EQ(uma.patch(of(nobody.uid, "/change"), R"({"newPassword":"staple under water"})").status, 204);
    EXPECT_EQ(nobody.get("/v1/me").status, 401);
    EXPECT_EQ(house.anyone()
                  .post("/v1/auth/authenticate",
                        R"({"emailId":"nobody@example.com","password":"staple under water"})")
                  .status,
              200);
    EXPECT_EQ(uma.patch(of(vera.uid, "/change"), R"({"newPassword":"staple under water"})").rule(),
              "MORE_THAN_HELD");
    EXPECT_EQ(vera.patch(of(uma.uid, "/change"), R"({"newPassword":"staple under water"})").status, 403);
    EXPECT_EQ(sign_in(first).status, 200);
}

TEST_F(PasswordsApi, an_expired_one_can_only_be_changed) {
    EXPECT_EQ(policy(R"({"expiryDurationInDays":30})").status, 204);
    house.clock.advance(30 * 24h - 1s);
    EXPECT_EQ(sign_in(first).status, 200);

    house.clock.advance(1s);
    auto const expired = sign_in(first);
    EXPECT_EQ(expired.status, 403);
    EXPECT_EQ(expired.rule(), "PASSWORD_EXPIRED");
    EXPECT_EQ(sign_in("a guess").status, 401) << "who does not know it learns nothing of it";

    auto const link = house.ada().post(of(vera.uid, "/link")).at("/link");
    auto const change_it = [&](std::string const& from, std::string const& to) {
        return house.anyone().patch("/v1/users/password/change",
                                    R"({"emailId":"vera@example.com","currentPassword":)" + quoted(from) +
                                        R"(,"newPassword":)" + quoted(to) + "}");
    };
    EXPECT_EQ(change_it("a guess", second).status, 401);
    house.clock.advance(1s);
    auto const same = change_it(first, first);
    EXPECT_EQ(same.rule(), "PASSWORD_UNCHANGED") << "or it would never expire";
    EXPECT_EQ(same.field(), "/newPassword");
    EXPECT_EQ(change_it(first, second).status, 204);
    EXPECT_EQ(house.audit_trail().at(0).action, "user.password");
    EXPECT_EQ(house.audit_trail().at(0).actor, "vera@example.com");
    EXPECT_EQ(sign_in(second).status, 200);
    EXPECT_EQ(set_by(link).status, 404) << "a link from before the change";
}

TEST_F(PasswordsApi, the_policy_says_what_a_password_holds) {
    EXPECT_EQ(vera.get(tenant + "/password/policy").status, 403);
    auto const before = uma.get(tenant + "/password/policy");
    EXPECT_EQ(before.at("/minLength") + " " + before.at("/maxLength") + " " +
                  before.at("/expiryDurationInDays"),
              "8 128 0");
    EXPECT_EQ(
        policy(R"({"minLength":10,"minNumOfBlockLetters":1,"minNumOfSmallLetters":1,"minNumOfDigits":2,)"
               R"("minNumOfSpecialCharacters":1})")
            .status,
        204);
    auto const refused = [&](std::string const& password) {
        return vera.patch(of(vera.uid, "/change"), change(first, password)).rule();
    };

    EXPECT_EQ(refused("Short-12"), "PASSWORD_LENGTH");
    EXPECT_EQ(refused("no-capitals-12"), "PASSWORD_TOO_SIMPLE");
    EXPECT_EQ(refused("NO-SMALL-ONES-12"), "PASSWORD_TOO_SIMPLE");
    EXPECT_EQ(refused("Too-few-digits-1"), "PASSWORD_TOO_SIMPLE");
    EXPECT_EQ(refused("Nothing0special0"), "PASSWORD_TOO_SIMPLE");
    EXPECT_EQ(refused("\xc3\x84\xc3\x96\xc3\x9c-aB12"), "PASSWORD_LENGTH") << "8 characters, 11 bytes";
    EXPECT_EQ(vera.patch(of(vera.uid, "/change"), change(first, "All-of-it-12")).status, 204);
}

TEST_F(PasswordsApi, a_policy_that_cannot_be_honoured_is_refused) {
    EXPECT_EQ(policy(R"({"isRegex":true,"regex":"^.{12,}$"})").field(), "/isRegex");
    EXPECT_EQ(policy(R"({"minLength":6})").field(), "/minLength");
    EXPECT_EQ(policy(R"({"maxLength":129})").field(), "/maxLength");
    EXPECT_EQ(policy(R"({"minNumOfDigits":100,"minNumOfSmallLetters":100})").field(), "/maxLength");
    EXPECT_EQ(policy(R"({"expiryDurationInDays":-1})").field(), "/expiryDurationInDays");
    EXPECT_EQ(policy(R"({"expiryDurationInDays":30,"firstReminderInDays":31})").field(),
              "/firstReminderInDays");
    EXPECT_EQ(uma.get("/v1/tenants/another/password/policy").code(), "ResourceNotFound");
}

TEST_F(PasswordsApi, without_mail_a_link_is_shown_once_to_who_may_act_as_that_person) {
    auto const nobody = a_user("nobody").join(house);
    EXPECT_EQ(uma.patch(of(nobody.uid, "/reset")).rule(), "NO_MAIL");
    EXPECT_EQ(uma.post(of(vera.uid, "/link")).rule(), "MORE_THAN_HELD");

    auto const old = uma.post(of(nobody.uid, "/link")).at("/link");
    auto const made = uma.post(of(nobody.uid, "/link"));
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_THAT(made.at("/link"), testing::StartsWith(std::string(own_origin) + "/reset-password/"));
    EXPECT_THAT(house.stored_bytes(),
                Not(HasSubstr(made.at("/link").substr(made.at("/link").rfind('/') + 1))));

    EXPECT_EQ(set_by(old).status, 404) << "a new link takes the place of the old";
    EXPECT_EQ(set_by(made.at("/link")).status, 204);
    EXPECT_EQ(set_by(made.at("/link")).status, 404);
}

TEST_F(PasswordsApi, who_is_deactivated_comes_back_by_no_link) {
    auto const link = house.ada().post(of(vera.uid, "/link")).at("/link");
    auto const state = [&](bool active) {
        return uma
            .put("/v1/users/" + vera.uid.str() + "/state",
                 std::string(R"({"isActive":)") + (active ? "true}" : "false}"))
            .status;
    };
    EXPECT_EQ(state(false), 204);

    EXPECT_EQ(set_by(link).status, 404);
    EXPECT_EQ(house.ada().post(of(vera.uid, "/link")).status, 409);
    EXPECT_EQ(state(true), 204);
    EXPECT_EQ(set_by(link).status, 404);
    EXPECT_EQ(sign_in(first).status, 200);
}

TEST_F(PasswordsApi, a_forgotten_one_is_set_by_a_mailed_link_for_an_hour) {
    house.send_mail();
    auto const other = vera.sign_in_again(house);

    EXPECT_EQ(forgot("vera@example.com").status, 204);
    auto const link = mailed_link();
    EXPECT_EQ(set_by(link).status, 204) << link;
    EXPECT_EQ(sign_in(second).status, 200);
    EXPECT_EQ(other.get("/v1/me").status, 401);

    house.clock.advance(1h);
    forgot("vera@example.com");
    auto const late = mailed_link();
    house.clock.advance(1h);
    EXPECT_EQ(set_by(late).status, 404);
}

TEST_F(PasswordsApi, nobody_learns_whose_address_is_known) {
    house.send_mail();
    for (int i = 0; i < 4; ++i) {
        auto const known = forgot("vera@example.com");
        auto const unknown = forgot("nobody@example.com");
        EXPECT_EQ(known.status, unknown.status) << i;
        EXPECT_EQ(known.code(), unknown.code()) << i;
    }
    EXPECT_EQ(forgot("vera@example.com").status, 429);
    house.clock.advance(1h);
    while (auto const due = house.letters().take_due()) {
        EXPECT_EQ(due->letter.recipient, "vera@example.com");
        house.letters().sent(due->letter);
    }
}

}  // namespace
}  // namespace gatehouse::test
