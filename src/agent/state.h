#pragma once

#include <compare>
#include <cstdint>
#include <optional>

#include "agent/identity.h"
#include "snapshot/snapshot.h"

namespace gatehouse::agent {

/// Where a snapshot stands among all that the console ever made: an epoch grows when the console was
/// restored.
struct Position {
    std::int64_t epoch = 0;
    std::int64_t revision = 0;
    auto operator<=>(Position const&) const = default;
};

/// The highest position that was taken, and the clock's last known skew.
struct Seen {
    Position position;
    std::int64_t skew_seconds = 0;
    bool operator==(Seen const&) const = default;
};

/// What outlives the agent's process, apart from its identity. Writing throws std::system_error.
class State {
public:
    explicit State(StatePaths paths) : paths_(std::move(paths)) {}

    /// As it was stored; not verified. Nothing where there is none or it cannot be read, which is logged.
    std::optional<snapshot::Signed> snapshot() const;
    std::optional<Seen> seen() const;

    void keep(snapshot::Signed const& snapshot);
    void keep(Seen const& seen);

    /// For a new enrolment: another console may count from the beginning.
    void forget();

private:
    StatePaths paths_;
};

}  // namespace gatehouse::agent
