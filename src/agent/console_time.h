#pragma once

#include <chrono>
#include <optional>

#include "base/clock.h"

namespace gatehouse::agent {

/// Goes on whatever is done to the wall clock, and while the machine sleeps (CLOCK_BOOTTIME).
class BootClock final : public Clock {
public:
    Time now() const override;
};

/// The console's time as this node knows it, and how far the node's own clock is from it. Leases are the
/// console's moments; sshd reads the node's clock; setting that clock must not stretch a lease.
class ConsoleTime {
public:
    /// `last_skew`: what was measured before the last stop. Until the console is heard, only the part of it
    /// that ends lines earlier is believed.
    ConsoleTime(Clock const& wall, Clock const& steady, std::chrono::seconds last_skew);

    void heard(Time server_time);

    Time now() const;
    /// The node's clock minus the console's.
    std::chrono::seconds skew() const;
    /// What to add to a moment of the console so that sshd, by this node's clock, acts at that moment. Zero
    /// within two seconds; moves only with a change of over two seconds, so that nothing is rewritten for a
    /// jitter.
    std::chrono::seconds correction();

private:
    Clock const& wall_;
    Clock const& steady_;
    std::chrono::microseconds assumed_skew_;
    std::optional<std::chrono::microseconds> console_minus_steady_;
    std::chrono::seconds correction_;
};

}  // namespace gatehouse::agent
