#pragma once

#include <atomic>

#include "http/lane_pool.h"
#include "http/server.h"

namespace gatehouse::http {

/// More threads than cores: they wait together for one sync of the disk.
inline constexpr int writers_together = 8;

/// What every connection uses. Outlives them; safe to use from any thread.
struct House {
    House(ServerOptions const& options, Handlers theirs, Wakeups& wakes)
        : limits(options.limits), handlers(std::move(theirs)), wakeups(wakes),
          quick(options.quick_threads, limits.queued), nodes(writers_together, limits.queued_nodes),
          password(1, limits.queued_slow), keys(writers_together, limits.queued_slow) {}

    LanePool& pool(Lane lane) {
        switch (lane) {
        case Lane::quick:
            return quick;
        case Lane::nodes:
            return nodes;
        case Lane::password:
            return password;
        case Lane::keys:
            return keys;
        }
        return quick;
    }

    Limits const limits;
    Handlers const handlers;
    Wakeups& wakeups;
    std::atomic<bool> stopping = false;
    LanePool quick, nodes, password, keys;  // last: their threads use the rest
};

}  // namespace gatehouse::http
