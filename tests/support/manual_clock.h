#pragma once

#include <atomic>

#include "base/clock.h"

namespace gatehouse::test {

/// A clock that stands still until the test moves it. Safe to read from any thread.
class ManualClock final : public Clock {
public:
    Time now() const override { return from_micros(micros_.load()); }
    void advance(std::chrono::microseconds by) { micros_ += by.count(); }

private:
    std::atomic<std::int64_t> micros_{1'900'000'000'000'000};  // 2030-03-17T17:46:40Z
};

}  // namespace gatehouse::test
