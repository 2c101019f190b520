#include <gmock/gmock.h>

#include "service/letters.h"
#include "tests/support/keys.h"
#include "tests/support/test_house.h"

namespace gatehouse::test {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

class LettersSent : public testing::Test {
protected:
    TestHouse house;
    ProjectUid const edge = house.a_project("Edge");

    void SetUp() override { house.send_mail(); }

    /// Sends all that is due; recipient and text of each.
    std::vector<std::string> sent() {
        std::vector<std::string> texts;
        while (auto const due = house.letters().take_due()) {
            texts.push_back(due->letter.recipient + ": " + std::string(due->text.reveal()));
            house.letters().sent(due->letter);
        }
        return texts;
    }
    std::vector<std::string> reminded() {
        house.letters().remind();
        return sent();
    }
    std::string in_days(int days) { return to_rfc3339(house.clock.now() + 24h * days); }
    void api_key(Visitor const& by, std::string const& name, int days) {
        EXPECT_EQ(by.post("/v1/apiKeys", R"({"metadata":{"name":)" + quoted(name) + R"(},"spec":{"expiry":)" +
                                             quoted(in_days(days)) + "}}")
                      .status,
                  201);
    }
    Answer ssh_key(Visitor const& by, std::string const& name, int days, std::string const& more = "") {
        return by.in(edge).post("/v1/users/assets/sshkeys",
                                key_body(name, a_key(name), R"(,"expiry":)" + quoted(in_days(days)) + more));
    }
};

TEST_F(LettersSent, an_invitation_is_mailed_and_its_link_stands_in_no_database) {
    auto const invited = house.ada().post("/v1/users", R"({"spec":{"emailId":"new@example.com"}})");
    EXPECT_EQ(invited.at("/activationLink"), "");

    auto const texts = sent();
    ASSERT_EQ(texts.size(), 1U);
    EXPECT_THAT(texts[0], AllOf(HasSubstr("new@example.com: An account"), HasSubstr("within 72 hours")));
    auto const at = texts[0].find("/activate/");
    ASSERT_NE(at, std::string::npos) << texts[0];
    auto const token = texts[0].substr(at + 10, 43);
    EXPECT_THAT(house.stored_bytes(), AllOf(HasSubstr("An account was made"), Not(HasSubstr(token))));
    EXPECT_EQ(house.anyone()
                  .patch("/v1/auth/password/" + token + "/activate", R"({"password":"a good one"})")
                  .status,
              204);
}

TEST_F(LettersSent, a_letter_that_cannot_be_sent_is_tried_again_after_growing_pauses_for_a_day) {
    house.ada().post("/v1/users", R"({"spec":{"emailId":"new@example.com"}})");
    auto const written = house.clock.now();
    std::vector<int> minutes;
    while (house.clock.now() - written < 50h) {
        if (auto const due = house.letters().take_due()) {
            minutes.push_back(int((house.clock.now() - written) / 1min));
            EXPECT_FALSE(house.letters().take_due()) << "taken: no second server sends it";
            house.letters().failed(due->letter, "no answer");
        }
        house.clock.advance(1min);
    }
    EXPECT_THAT(std::vector(minutes.begin(), minutes.begin() + 8), ElementsAre(0, 1, 3, 7, 15, 31, 63, 123));
    EXPECT_EQ(minutes.size(), 8U + 22);
    EXPECT_GE(minutes.back(), 24 * 60);
    EXPECT_LT(minutes.back(), 25 * 60);
}

TEST_F(LettersSent, who_owns_a_key_hears_14_days_and_a_day_before_it_ends_and_each_once) {
    auto const vera = a_user("vera").with("project-admin", in(edge)).sign_in(house);
    EXPECT_EQ(ssh_key(vera, "laptop", 30).status, 201);
    api_key(vera, "ci", 30);
    house.clock.advance(24h * 16 - 1s);
    EXPECT_THAT(reminded(), IsEmpty());

    house.clock.advance(1s);
    EXPECT_THAT(reminded(),
                UnorderedElementsAre(
                    AllOf(HasSubstr("vera@example.com: Your SSH key \"laptop\" in project Edge expires at"),
                          HasSubstr(in_days(14))),
                    HasSubstr("vera@example.com: Your API key \"ci\" expires at")));
    house.clock.advance(24h * 13 - 1s);
    EXPECT_THAT(reminded(), IsEmpty());

    house.clock.advance(1s);
    EXPECT_EQ(reminded().size(), 2U);
    EXPECT_THAT(reminded(), IsEmpty());
    house.clock.advance(24h);
    EXPECT_THAT(reminded(), IsEmpty());
}

TEST_F(LettersSent, nobody_is_reminded_of_what_concerns_nobody_or_was_chosen_so) {
    auto const vera = a_user("vera").with("project-admin", in(edge)).sign_in(house);
    EXPECT_EQ(ssh_key(vera, "the project's", 30, R"(,"ownerUid":"")").status, 201);
    api_key(vera, "revoked", 30);
    auto const revoked = vera.get("/v1/apiKeys").at("/items/0/metadata/uid");
    vera.put("/v1/apiKeys/" + revoked + "/state", R"({"isActive":false})");
    house.clock.advance(24h * 20);
    EXPECT_EQ(ssh_key(vera, "for a week", 7).status, 201);

    EXPECT_THAT(reminded(), IsEmpty());

    house.clock.advance(24h * 6);
    EXPECT_THAT(reminded(), ElementsAre(HasSubstr("\"for a week\""))) << "but a day before it ends";
}

TEST_F(LettersSent, who_has_a_password_that_expires_is_reminded_where_the_tenant_asks_for_it) {
    a_user("vera").with_password("correct horse").join(house);
    auto const tenant = house.ada().get("/v1/users/info").at("/tenantUid");
    house.ada().post("/v1/tenants/" + tenant + "/password/policy",
                     R"({"expiryDurationInDays":90,"firstReminderInDays":5})");
    house.clock.advance(24h * 85 - 1s);
    EXPECT_THAT(reminded(), IsEmpty());

    house.clock.advance(1s);
    EXPECT_THAT(reminded(), testing::Contains(AllOf(HasSubstr("vera@example.com: Your password at"),
                                                    HasSubstr(in_days(5)))));
    EXPECT_THAT(reminded(), IsEmpty());
}

}  // namespace
}  // namespace gatehouse::test
