#include "http/wakeups.h"

#include <gtest/gtest.h>
#include <latch>
#include <thread>

namespace gatehouse::http {
namespace {

TEST(Wakeups, wake_those_who_wait_for_the_topic_and_nobody_else) {
    Wakeups wakeups;
    int edge = 0;
    int core = 0;
    auto const first = wakeups.wait({"edge", "tenant"}, wakeups.generation(), [&] { ++edge; });
    auto const second = wakeups.wait({"core"}, wakeups.generation(), [&] { ++core; });

    wakeups.notify({"edge"});

    EXPECT_EQ(edge, 1);
    EXPECT_EQ(core, 0);
}

TEST(Wakeups, wake_each_wait_once) {
    Wakeups wakeups;
    int woken = 0;
    auto const ticket = wakeups.wait({"a", "b"}, wakeups.generation(), [&] { ++woken; });

    wakeups.notify({"a", "b"});
    wakeups.notify({"a"});
    wakeups.notify({"b"});

    EXPECT_EQ(woken, 1);
}

TEST(Wakeups, wake_at_once_for_what_was_notified_since_the_reader_looked) {
    Wakeups wakeups;
    auto const seen = wakeups.generation();
    wakeups.notify({"edge"});
    int woken = 0;

    auto const missed = wakeups.wait({"edge"}, seen, [&] { ++woken; });
    EXPECT_EQ(woken, 1);
    auto const other = wakeups.wait({"core"}, seen, [&] { ++woken; });
    auto const up_to_date = wakeups.wait({"edge"}, wakeups.generation(), [&] { ++woken; });
    EXPECT_EQ(woken, 1);
}

TEST(Wakeups, do_not_wake_who_has_given_up) {
    Wakeups wakeups;
    int woken = 0;
    wakeups.wait({"edge"}, wakeups.generation(), [&] { ++woken; }).reset();

    wakeups.notify({"edge"});

    EXPECT_EQ(woken, 0);
}

TEST(Wakeups, have_a_generation_that_grows_with_each_notification) {
    Wakeups wakeups;
    auto const before = wakeups.generation();
    wakeups.notify({"nobody waits for this"});
    EXPECT_GT(wakeups.generation(), before);
}

TEST(Wakeups, wake_rather_too_often_when_there_were_more_topics_than_are_remembered) {
    Wakeups wakeups;
    auto const seen = wakeups.generation();
    wakeups.notify({"edge"});
    for (int i = 0; i < 20'000; ++i)
        wakeups.notify({std::to_string(i)});
    int woken = 0;

    auto const ticket = wakeups.wait({"edge"}, seen, [&] { ++woken; });
    auto const up_to_date = wakeups.wait({"edge"}, wakeups.generation(), [&] { ++woken; });

    EXPECT_EQ(woken, 1);
}

TEST(Wakeups, survive_their_maker) {
    auto wakeups = std::make_unique<Wakeups>();
    auto const ticket = wakeups->wait({"edge"}, wakeups->generation(), [] {});
    wakeups.reset();
}

TEST(Wakeups, let_a_ticket_go_only_when_its_wake_is_over) {
    Wakeups wakeups;
    std::latch waking(1);
    std::latch go_on(1);
    std::atomic<bool> over = false;
    auto ticket = wakeups.wait({"edge"}, wakeups.generation(), [&] {
        waking.count_down();
        go_on.wait();
        over = true;
    });
    std::jthread const notifier([&] { wakeups.notify({"edge"}); });
    waking.wait();
    std::jthread const releaser([&] { go_on.count_down(); });

    ticket.reset();

    EXPECT_TRUE(over);
}

TEST(Wakeups, lose_nothing_between_threads) {
    Wakeups wakeups;
    std::atomic<int> value = 0;
    std::jthread const writer([&] {
        for (int i = 1; i <= 1000; ++i) {
            value = i;
            wakeups.notify({"value"});
        }
    });
    for (int known = 0; known < 1000;) {
        auto const seen = wakeups.generation();
        if (value != known) {
            known = value;
            continue;
        }
        std::latch woken(1);
        auto const ticket = wakeups.wait({"value"}, seen, [&] { woken.count_down(); });
        woken.wait();
    }
}

}  // namespace
}  // namespace gatehouse::http
