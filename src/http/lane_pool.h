#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace gatehouse::http {

/// The threads of one lane and the queue before them. Safe to call from any thread. A task must not throw.
class LanePool {
public:
    enum class Admission {
        bounded,  ///< a new request: refused where the queue is full
        always,   ///< a held request that was woken: it was admitted once, and all nodes may wake together
    };

    LanePool(int threads, std::size_t most_queued);
    /// Waits for the tasks that run; drops those that are queued.
    ~LanePool();
    LanePool(LanePool const&) = delete;
    LanePool& operator=(LanePool const&) = delete;

    /// False where the queue is full: the task was not taken.
    bool run(std::function<void()> task, Admission admission);

private:
    struct Queued {
        std::function<void()> task;
        Admission admission;
    };
    void work();

    std::mutex mutex_;
    std::condition_variable filled_;
    std::deque<Queued> queue_;
    std::size_t bounded_ = 0;  ///< how many in the queue count against the limit
    std::size_t most_queued_;
    bool stopping_ = false;
    std::vector<std::jthread> threads_;  // last: the threads use all of the above
};

}  // namespace gatehouse::http
