#pragma once

#include <vector>

#include "base/clock.h"
#include "model/cluster.h"
#include "model/ssh_key.h"

namespace gatehouse::policy {

/// Which keys open which logins of `cluster`: the answer to "who may enter". One grant a key, sorted by the
/// key's uid. A key that stands in the tenant is decided there alone; the project's entry for it gives
/// nothing. Expired, disabled, held and suspended keys, and keys none of whose logins the cluster has, give
/// nothing.
std::vector<model::Grant> resolve_access(model::Cluster const& cluster,
                                         std::vector<model::SshKey> const& project_keys,
                                         std::vector<model::SshKey> const& tenant_keys, Time now);

}  // namespace gatehouse::policy
