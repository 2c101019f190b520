#pragma once

#include <string>

#include "store/transaction.h"

namespace gatehouse::store {

/// The change feed, level-triggered: a row says "topic T is stale since revision R". A lost wake-up costs
/// latency, never correctness.
class Feed {
public:
    explicit Feed(Transaction const& tx) : sql_(tx.sql()) {}

    /// The next revision, recorded as the topic's newest change.
    std::int64_t advance(std::string const& topic);

    /// The newest change that concerns a cluster: its own, its project's or the tenant's.
    std::int64_t revision(ClusterUid const& cluster, ProjectUid const& project) const;

    std::int64_t epoch() const;

private:
    soci::session& sql_;
};

}  // namespace gatehouse::store
