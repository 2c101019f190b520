#include "agent/backoff.h"

#include <algorithm>

namespace gatehouse::agent {

std::chrono::milliseconds Backoff::next() {
    auto const whole = step_.count();
    step_ = std::min(step_ * 2, longest);
    return std::chrono::milliseconds(std::uniform_int_distribution<std::int64_t>(whole / 2, whole)(random_));
}

}  // namespace gatehouse::agent
