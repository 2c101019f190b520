#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace gatehouse::server {

/// Does work again and again on a thread of its own, from construction to destruction. A fault is
/// logged, and the work tried again after the pause.
class Repeat {
public:
    /// `work` returns true where there is more to do at once.
    Repeat(std::chrono::milliseconds pause, std::function<bool()> work);
    ~Repeat();

private:
    void run();

    std::chrono::milliseconds pause_;
    std::function<bool()> work_;
    std::mutex mutex_;
    std::condition_variable stopped_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace gatehouse::server
