#pragma once

#include <map>

#include "base/guarded.h"
#include "crypto/signing.h"
#include "model/cluster.h"
#include "snapshot/snapshot.h"
#include "store/transaction.h"

namespace gatehouse::service {

/// Renders and signs who may enter a cluster, once per distinct content. Safe to call from any thread.
class Snapshots {
public:
    explicit Snapshots(crypto::SigningKey key) : key_(std::move(key)) {}

    struct Current {
        std::int64_t epoch;
        std::int64_t revision;
        Time lease_end;
        std::chrono::milliseconds longer_lease_in;  ///< until a renewal would give more
    };
    /// What a node of this cluster should hold now.
    static Current current(store::Transaction const& tx, model::Cluster const& cluster);

    snapshot::Signed signed_for(store::SystemTx const& tx, model::Cluster const& cluster,
                                Current const& current);
    /// The empty set, for a node that is being removed.
    snapshot::Signed signed_empty(model::Cluster const& cluster, Current const& current) const;

    std::string public_key() const { return key_.public_key(); }

private:
    struct Entry {
        std::int64_t epoch;
        std::int64_t revision;
        Time lease_end;
        snapshot::Signed signed_snapshot;
    };
    crypto::SigningKey key_;
    Guarded<std::map<ClusterUid, Entry>> cache_;
};

}  // namespace gatehouse::service
