#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "store/database.h"

namespace gatehouse::service {

/// The whole house in numbers, for whoever watches over it.
struct Standing {
    std::int64_t sessions = 0;                  ///< that have not ended
    std::map<std::string, std::int64_t> nodes;  ///< by state; a state without nodes is 0
    std::int64_t nodes_behind = 0;              ///< connected, and not current
    std::int64_t revision_lag = 0;              ///< the most by which a connected node is behind its cluster
    std::map<std::string, std::int64_t> keys;   ///< by state; a state without keys is 0
    /// Events that this server has not forwarded yet, by sink; for whoever forwards to fill in.
    std::map<std::string, std::int64_t> audit_backlog;
};

Standing standing(store::Database& db);

}  // namespace gatehouse::service
