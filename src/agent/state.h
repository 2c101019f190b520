#pragma once

#include <cstdint>
#include <optional>

#include "agent/denials.h"
#include "agent/identity.h"
#include "snapshot/snapshot.h"

namespace gatehouse::agent {

using snapshot::Position;

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
    Denials denials() const;  ///< likewise; none where there is no file

    void keep(snapshot::Signed const& snapshot);
    void keep(Seen const& seen);
    void keep(Denials const& denials);

    /// For a new enrolment: another console may count from the beginning.
    void forget();

private:
    StatePaths paths_;
};

}  // namespace gatehouse::agent
