#include "store/refusals.h"

#include <gmock/gmock.h>

#include "tests/support/manual_clock.h"

namespace gatehouse::store {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::IsEmpty;

class RefusalsTogether : public testing::Test {
protected:
    model::AuditEvent refusal(std::string actor = "eve@example.com", std::string address = "192.0.2.1") {
        model::AuditEvent event;
        event.at = clock.now();
        event.is({"sshKey.get", model::ActionType::activity, "See an SSH key"});
        event.outcome = model::Outcome::denied;
        event.actor = std::move(actor);
        event.address = std::move(address);
        event.object.uid = "key";
        event.decision.reason = "no role";
        return event;
    }
    bool is_written(model::AuditEvent const& event) { return refusals.take(event).has_value(); }

    test::ManualClock clock;
    Refusals refusals;
};

TEST_F(RefusalsTogether, the_first_is_written_at_once_and_the_rest_of_a_minute_as_one_more) {
    EXPECT_TRUE(is_written(refusal()));
    clock.advance(1s);
    auto const from = clock.now();
    EXPECT_FALSE(is_written(refusal()));
    clock.advance(58s);
    EXPECT_FALSE(is_written(refusal()));
    EXPECT_THAT(refusals.due(clock.now()), IsEmpty()) << "its minute is not over";
    auto const until = clock.now();
    clock.advance(1s);

    auto const told = refusals.due(clock.now());

    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0].actor, "eve@example.com");
    EXPECT_EQ(told[0].outcome, model::Outcome::denied);
    EXPECT_EQ(told[0].message, "See an SSH key (2 more times)");
    EXPECT_THAT(told[0].detail,
                HasSubstr(R"("times":2,"from":")" + to_rfc3339(from) + R"(","until":")" + to_rfc3339(until)));
    EXPECT_THAT(refusals.due(clock.now() + 1h), IsEmpty()) << "told once";
    EXPECT_TRUE(is_written(refusal())) << "and the next one is a first one";
}

TEST_F(RefusalsTogether, one_that_stays_alone_is_told_once) {
    is_written(refusal());
    EXPECT_THAT(refusals.due(clock.now() + 1min), IsEmpty());
    EXPECT_TRUE(is_written(refusal()));
}

TEST_F(RefusalsTogether, another_actor_address_action_scope_object_or_reason_is_another_kind) {
    EXPECT_TRUE(is_written(refusal()));
    EXPECT_TRUE(is_written(refusal("mallory@example.com")));
    EXPECT_TRUE(is_written(refusal("eve@example.com", "192.0.2.2")));
    auto other = refusal();
    other.action = "sshKey.delete";
    EXPECT_TRUE(is_written(other));
    other = refusal();
    other.scope = model::Scope::of(ProjectUid("p"));
    EXPECT_TRUE(is_written(other));
    other = refusal();
    other.object.uid = "another";
    EXPECT_TRUE(is_written(other));
    other = refusal();
    other.decision.reason = "another reason";
    EXPECT_TRUE(is_written(other));
    other = refusal();
    other.request = "of another request";
    EXPECT_FALSE(is_written(other));
}

TEST_F(RefusalsTogether, of_an_address_that_is_refused_in_many_ways_only_some_are_told_one_by_one) {
    int written = 0;
    for (int i = 0; i < 10'000; ++i)
        written += is_written(refusal(std::to_string(i))) ? 1 : 0;
    EXPECT_EQ(written, int(Refusals::most_of_an_address));
    EXPECT_TRUE(is_written(refusal("eve@example.com", "192.0.2.2"))) << "others are told as ever";

    auto const told = refusals.all();

    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0].action, "refusal.count");
    EXPECT_EQ(told[0].address, "192.0.2.1");
    EXPECT_THAT(told[0].detail, HasSubstr(R"("times":9980,)"));
    EXPECT_TRUE(is_written(refusal())) << "and there is room again";
}

TEST_F(RefusalsTogether, a_flood_from_everywhere_has_an_end_too_and_loses_no_count) {
    std::size_t written = 0;
    for (int i = 0; i < 100'000; ++i)
        written += is_written(refusal("eve", std::to_string(i))) ? 1 : 0;
    auto const told = refusals.all();

    EXPECT_EQ(written, Refusals::most_kinds);
    EXPECT_LE(told.size(), Refusals::most_kinds + 1);
    EXPECT_EQ(told.front().address, "");
    EXPECT_THAT(told.front().detail, HasSubstr(R"("times":99000,)"));
}

}  // namespace
}  // namespace gatehouse::store
