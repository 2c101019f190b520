#include "service/snapshots.h"

#include <algorithm>

#include "policy/resolve_access.h"
#include "store/feed.h"
#include "store/ssh_key_store.h"

namespace gatehouse::service {

using namespace std::chrono;

namespace {

snapshot::Content content_of(model::Cluster const& cluster, Snapshots::Current const& current) {
    snapshot::Content content;
    content.cluster = cluster.uid.str();
    content.epoch = current.epoch;
    content.revision = current.revision;
    content.leaseEnd = current.lease_end;
    content.settingsRevision = cluster.settings_revision;
    content.sshOptions = {cluster.options.pty, cluster.options.port_forwarding,
                          cluster.options.agent_forwarding, cluster.options.x11_forwarding};
    return content;
}

}  // namespace

Snapshots::Current Snapshots::current(store::Transaction const& tx, model::Cluster const& cluster) {
    // Lease ends move in steps, so that one signature serves every node of a cluster and nodes do not rewrite
    // their files at every poll. A step costs at most an eighth of the lease.
    auto const lease = seconds(cluster.lease_seconds);
    microseconds const step = std::clamp<seconds>(lease / 8, seconds(1), hours(1));
    auto const end = (tx.now() + lease).time_since_epoch();
    auto const past_step = end % step;
    return {store::Feed(tx).head().epoch, cluster.revision, Time(end - past_step),
            ceil<milliseconds>(step - past_step)};
}

snapshot::Signed Snapshots::signed_for(store::SystemTx const& tx, model::Cluster const& cluster,
                                       Current const& current) {
    auto cached = cache_.with([&](auto& cache) -> std::optional<snapshot::Signed> {
        auto const entry = cache.find(cluster.uid);
        if (entry == cache.end() || entry->second.epoch != current.epoch ||
            entry->second.revision != current.revision || entry->second.lease_end != current.lease_end)
            return std::nullopt;
        return entry->second.signed_snapshot;
    });
    if (cached)
        return *cached;

    auto content = content_of(cluster, current);
    content.logins = cluster.logins;
    store::SshKeyStore const keys(tx);
    for (auto& grant : policy::resolve_access(cluster, keys.list(tx.any(model::Scope::of(cluster.project))),
                                              keys.list(tx.any(model::Scope::tenant())), tx.now()))
        content.grants.push_back({grant.key.str(), std::move(grant.blob), std::move(grant.logins),
                                  std::move(grant.from), grant.expiry, grant.revision});
    auto fresh = snapshot::sign(content, key_);
    cache_.with([&](auto& cache) {
        cache.insert_or_assign(cluster.uid, Entry{current.epoch, current.revision, current.lease_end, fresh});
    });
    return fresh;
}

snapshot::Signed Snapshots::signed_empty(model::Cluster const& cluster, Current const& current) const {
    return snapshot::sign(content_of(cluster, current), key_);
}

}  // namespace gatehouse::service
