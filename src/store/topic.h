#pragma once

#include <string>

#include "model/scope.h"

namespace gatehouse::store {

/// The names under which changes of access are announced. A node listens to its cluster, its project and the
/// tenant.
inline std::string topic(model::Scope const& scope) {
    return scope.is_tenant() ? "tenant" : "project:" + scope.project().str();
}
inline std::string topic(ClusterUid const& cluster) { return "cluster:" + cluster.str(); }
/// A node has confirmed something.
inline constexpr char receipts[] = "receipts";

}  // namespace gatehouse::store
