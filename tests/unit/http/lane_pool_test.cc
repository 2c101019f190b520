#include "http/lane_pool.h"

#include <gtest/gtest.h>
#include <latch>
#include <semaphore>

namespace gatehouse::http {
namespace {

using enum LanePool::Admission;

/// A pool of one thread that is busy until its owner goes.
class BusyPool {
public:
    explicit BusyPool(std::size_t most_queued) : pool(1, most_queued) {
        pool.run(
            [this] {
                started_.count_down();
                go_on_.wait();
            },
            always);
        started_.wait();
    }
    ~BusyPool() { go_on_.count_down(); }

private:
    std::latch started_{1};
    std::latch go_on_{1};

public:
    LanePool pool;  // after the latches: its thread uses them to the end
};

TEST(LanePool, refuses_a_new_task_when_its_queue_is_full) {
    BusyPool busy(2);

    EXPECT_TRUE(busy.pool.run([] {}, bounded));
    EXPECT_TRUE(busy.pool.run([] {}, bounded));
    EXPECT_FALSE(busy.pool.run([] {}, bounded));
}

TEST(LanePool, takes_a_woken_task_always_and_does_not_count_it) {
    BusyPool busy(1);

    for (int i = 0; i < 10; ++i)
        EXPECT_TRUE(busy.pool.run([] {}, always));
    EXPECT_TRUE(busy.pool.run([] {}, bounded));
    EXPECT_TRUE(busy.pool.run([] {}, always));
    EXPECT_FALSE(busy.pool.run([] {}, bounded));
}

TEST(LanePool, has_room_again_when_the_queue_has_drained) {
    std::counting_semaphore done(0);
    LanePool pool(1, 1);
    for (int i = 0; i < 100; ++i) {
        ASSERT_TRUE(pool.run([&] { done.release(); }, bounded));
        done.acquire();
    }
}

TEST(LanePool, runs_as_many_tasks_at_once_as_it_has_threads) {
    std::latch all_run(4);
    LanePool pool(3, 10);
    for (int i = 0; i < 3; ++i)
        pool.run([&] { all_run.arrive_and_wait(); }, bounded);
    all_run.arrive_and_wait();
}

}  // namespace
}  // namespace gatehouse::http
