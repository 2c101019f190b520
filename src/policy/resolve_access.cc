#include "policy/resolve_access.h"

#include <algorithm>
#include <set>

namespace gatehouse::policy {

namespace {

std::vector<std::string> granted_logins(model::SshKey const& key, model::Cluster const& cluster) {
    if (key.logins.empty())
        return cluster.logins;
    std::vector<std::string> both;
    for (auto const& login : cluster.logins)
        if (std::ranges::find(key.logins, login) != key.logins.end())
            both.push_back(login);
    return both;
}

}  // namespace

std::vector<model::Grant> resolve_access(model::Cluster const& cluster,
                                         std::vector<model::SshKey> const& project_keys,
                                         std::vector<model::SshKey> const& tenant_keys, Time now) {
    std::vector<model::Grant> grants;
    auto const grant = [&](model::SshKey const& key) {
        if (key.disabled || key.held || key.suspended || (key.expiry && *key.expiry <= now))
            return;
        if (auto logins = granted_logins(key, cluster); !logins.empty())
            grants.push_back({key.uid, key.blob, std::move(logins), key.from, key.expiry, key.revision});
    };
    std::set<std::string_view> decided;  // also by keys that open nothing there
    for (auto const& key : tenant_keys) {
        decided.insert(key.blob);
        grant(key);
    }
    for (auto const& key : project_keys)
        if (!decided.contains(key.blob))
            grant(key);
    std::ranges::sort(grants, {}, &model::Grant::key);
    return grants;
}

}  // namespace gatehouse::policy
