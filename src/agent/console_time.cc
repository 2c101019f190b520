#include "agent/console_time.h"

#include <algorithm>
#include <ctime>

namespace gatehouse::agent {

using namespace std::chrono;

namespace {
constexpr seconds tolerated{2};
}

Time BootClock::now() const {
    timespec time{};
    ::clock_gettime(CLOCK_BOOTTIME, &time);
    return Time{seconds(time.tv_sec) + duration_cast<microseconds>(nanoseconds(time.tv_nsec))};
}

ConsoleTime::ConsoleTime(Clock const& wall, Clock const& steady, seconds last_skew)
    : wall_(wall), steady_(steady), assumed_skew_(std::min(last_skew, seconds(0))),
      correction_(std::min(last_skew, seconds(0))) {}

void ConsoleTime::heard(Time server_time) { console_minus_steady_ = server_time - steady_.now(); }

Time ConsoleTime::now() const {
    return console_minus_steady_ ? steady_.now() + *console_minus_steady_ : wall_.now() - assumed_skew_;
}

seconds ConsoleTime::skew() const { return round<seconds>(wall_.now() - now()); }

seconds ConsoleTime::correction() {
    auto const measured = abs(skew()) > tolerated ? skew() : seconds(0);
    if (measured == seconds(0) || abs(measured - correction_) > tolerated)
        correction_ = measured;
    return correction_;
}

}  // namespace gatehouse::agent
