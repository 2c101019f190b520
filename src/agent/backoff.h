#pragma once

#include <chrono>
#include <random>

namespace gatehouse::agent {

/// How long to wait before the next attempt: 0.2 s, doubling to 10 s, and of each a random half to whole, so
/// that a fleet does not return as one.
class Backoff {
public:
    explicit Backoff(unsigned seed) : random_(seed) {}

    std::chrono::milliseconds next();
    void reset() { step_ = first; }

    static constexpr std::chrono::milliseconds first{200};
    static constexpr std::chrono::milliseconds longest{10'000};

private:
    std::minstd_rand random_;
    std::chrono::milliseconds step_ = first;
};

}  // namespace gatehouse::agent
