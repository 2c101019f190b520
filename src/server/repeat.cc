#include "server/repeat.h"

#include "base/log.h"

namespace gatehouse::server {

Repeat::Repeat(std::chrono::milliseconds pause, std::function<bool()> work)
    : pause_(pause), work_(std::move(work)), thread_([this] { run(); }) {}

Repeat::~Repeat() {
    {
        std::scoped_lock const lock(mutex_);
        stopping_ = true;
    }
    stopped_.notify_all();
    thread_.join();
}

void Repeat::run() {
    bool more = false;
    std::unique_lock lock(mutex_);
    while (!stopped_.wait_for(lock, more ? std::chrono::milliseconds(0) : pause_,
                              [this] { return stopping_; })) {
        lock.unlock();
        try {
            more = work_();
        } catch (std::exception const& fault) {
            more = false;
            log::error("a background job failed and will be tried again: {}", fault.what());
        }
        lock.lock();
    }
}

}  // namespace gatehouse::server
