#include <gmock/gmock.h>

#include "store/refusals.h"
#include "tests/support/keys.h"
#include "tests/support/test_house.h"

namespace gatehouse::test {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string const keys = "/v1/users/assets/sshkeys";

class RefusalsInTheTrail : public testing::Test {
protected:
    TestHouse house;
    ProjectUid const edge = house.a_project("Edge");
    Person const vera = a_user("vera").with("project-viewer", in(edge)).sign_in(house);

    /// What the trail got while `use` ran, the oldest first.
    template <class F>
    std::vector<model::AuditEvent> events_of(F use) {
        auto const before = house.audit_trail().size();
        house.clock.advance(1s);
        use();
        auto all = house.audit_trail();
        all.resize(all.size() - before);
        std::ranges::sort(all, {}, &model::AuditEvent::number);
        return all;
    }
    /// The one event of that.
    template <class F>
    model::AuditEvent event_of(F use) {
        auto const events = events_of(use);
        EXPECT_EQ(events.size(), 1U);
        return events.empty() ? model::AuditEvent{} : events.front();
    }
};

TEST_F(RefusalsInTheTrail, what_was_asked_for_is_named_where_the_path_names_it) {
    auto const event = event_of([&] { vera.in(edge).remove(keys + "/some-key"); });
    EXPECT_EQ(event.action, "sshKey.delete");
    EXPECT_EQ(event.outcome, model::Outcome::denied);
    EXPECT_EQ(event.object.uid, "some-key");
    EXPECT_EQ(event.scope.str(), edge.str());
}

TEST_F(RefusalsInTheTrail, a_credential_that_is_not_good_is_there_and_a_visitor_without_one_is_not) {
    auto const wrong = event_of([&] { house.anyone().with("Authorization", "wrong").get(keys + "/k"); });
    EXPECT_EQ(wrong.action, "sshKey.get");
    EXPECT_EQ(wrong.actor, "anyone");
    EXPECT_EQ(wrong.address, "198.51.100.7");
    EXPECT_THAT(wrong.decision.reason, HasSubstr("no session"));
    auto const node = event_of(
        [&] { house.anyone().with("Authorization", "Node wrong").post("/v1/nodes/self/poll", "{}"); });
    EXPECT_EQ(node.action, "node.poll");

    EXPECT_THAT(events_of([&] { house.anyone().get(keys); }), IsEmpty());
}

TEST_F(RefusalsInTheTrail, a_request_from_another_site_is_there) {
    auto const event = event_of([&] { vera.with("Origin", "https://evil.example").get("/v1/me"); });
    EXPECT_EQ(event.actor, "vera@example.com");
    EXPECT_THAT(event.decision.reason, HasSubstr("another site"));
}

TEST_F(RefusalsInTheTrail, so_are_tokens_that_open_nothing_and_never_the_token) {
    auto const refreshed = event_of([&] { house.anyone().get("/v1/auth/refresh/secret-of-somebody"); });
    EXPECT_EQ(refreshed.action, "session.refresh");
    EXPECT_EQ(refreshed.outcome, model::Outcome::denied);
    auto const activated = event_of([&] {
        house.anyone().patch("/v1/auth/password/secret-of-somebody/activate",
                             R"({"password":"correct horse battery staple"})");
    });
    EXPECT_EQ(activated.action, "user.activate");
    auto const enrolled = event_of([&] {
        house.anyone().post("/v1/nodes",
                            R"({"token":"secret-of-somebody","cluster":"c","name":"n","hostKeys":[)" +
                                quoted(a_key("host")) +
                                R"(],"addresses":[],"port":22,"logins":[],"missingLogins":[],)"
                                R"("sshdVersion":"9","agentVersion":"1"})");
    });
    EXPECT_EQ(enrolled.action, "node.create");
    EXPECT_THAT(house.stored_bytes(), Not(HasSubstr("secret-of-somebody")));
}

TEST_F(RefusalsInTheTrail, a_refreshed_token_is_a_sign_in_that_goes_on) {
    auto const event = event_of([&] { EXPECT_EQ(vera.get("/v1/auth/refresh/" + vera.token).status, 200); });
    EXPECT_EQ(event.outcome, model::Outcome::done);
    EXPECT_EQ(event.actor, "vera@example.com");
}

TEST_F(RefusalsInTheTrail, a_sign_in_that_is_slowed_down_is_there_too) {
    auto const wrong = [&] {
        return house.anyone().post("/v1/auth/authenticate",
                                   R"({"emailId":"vera@example.com","password":"no"})");
    };
    auto const events = events_of([&] {
        while (wrong().status != 429) {
        }
    });
    ASSERT_EQ(events.size(), 2U) << "the wrong passwords, told once, and the first that was not tried";
    EXPECT_THAT(events[1].decision.reason, HasSubstr("too many"));
}

TEST_F(RefusalsInTheTrail, those_that_repeat_are_told_by_one_more_event) {
    auto const events = events_of([&] {
        for (int i = 0; i < 500; ++i)
            vera.in(edge).remove(keys + "/some-key");
        house.clock.advance(1min);
        house.db().write_due_refusals();
    });
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[1].message, "Delete an SSH key (499 more times)");
    EXPECT_EQ(events[1].object.uid, "some-key");
}

TEST_F(RefusalsInTheTrail, a_flood_fills_nothing) {
    auto const events = events_of([&] {
        for (int i = 0; i < 2000; ++i)
            house.anyone().with("Authorization", std::to_string(i)).get(keys + "/" + std::to_string(i));
        house.db().write_all_refusals();
    });
    EXPECT_EQ(events.size(), store::Refusals::most_of_an_address + 1);
    EXPECT_THAT(events.back().detail, HasSubstr(R"("times":1980)"));
}

TEST_F(RefusalsInTheTrail, no_text_of_a_stranger_breaks_a_line_or_a_terminal) {
    auto const events = events_of([&] {
        house.anyone().post("/v1/auth/authenticate",
                            R"({"emailId":"\r\n\u001b[2J\u202eeve@example.com","password":"no"})");
        vera.in(edge).remove(keys + "/%0d%0a%1b%5b2J%e2%80%ae%ff");
        vera.with("ProjectUid", "p\x1b[2J\xff").get(keys);
    });
    ASSERT_EQ(events.size(), 3U);
    EXPECT_EQ(events[0].actor, R"(\u000d\u000a\u001b[2J\u202eeve@example.com)");
    EXPECT_EQ(events[1].object.uid, R"(\u000d\u000a\u001b[2J\u202e\ufffd)");
    EXPECT_EQ(events[2].scope.str(), R"(p\u001b[2J\ufffd)");
    auto const csv = house.ada().get("/v1/audits/export").body;
    for (char const c : csv)
        EXPECT_TRUE(c == '\r' || c == '\n' || static_cast<unsigned char>(c) >= 0x20) << int(c);
    EXPECT_THAT(csv, Not(HasSubstr("\u202e")));
}

}  // namespace
}  // namespace gatehouse::test
