#include "http/lane_pool.h"

#include <utility>

namespace gatehouse::http {

LanePool::LanePool(int threads, std::size_t most_queued) : most_queued_(most_queued) {
    for (int i = 0; i < threads; ++i)
        threads_.emplace_back([this] { work(); });
}

LanePool::~LanePool() {
    {
        std::scoped_lock const lock(mutex_);
        stopping_ = true;
    }
    filled_.notify_all();
}

bool LanePool::run(std::function<void()> task, Admission admission) {
    {
        std::scoped_lock const lock(mutex_);
        if (admission == Admission::bounded) {
            if (bounded_ >= most_queued_)
                return false;
            ++bounded_;
        }
        queue_.push_back({std::move(task), admission});
    }
    filled_.notify_one();
    return true;
}

void LanePool::work() {
    std::unique_lock lock(mutex_);
    for (;;) {
        filled_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
        if (stopping_)
            return;
        auto next = std::move(queue_.front());
        queue_.pop_front();
        if (next.admission == Admission::bounded)
            --bounded_;
        lock.unlock();
        next.task();
        next.task = nullptr;  // what it holds goes before the lock is taken again
        lock.lock();
    }
}

}  // namespace gatehouse::http
