#pragma once

#include <string>

#include "store/transaction.h"

namespace gatehouse::store {

/// How far the feed has come. Revisions grow across epochs too, so that "decided later" is one comparison.
struct FeedHead {
    std::int64_t epoch = 0;
    std::int64_t revision = 0;
    auto operator<=>(FeedHead const&) const = default;
};

/// The change feed, level-triggered: a row says "topic T is stale since revision R". A lost wake-up costs
/// latency, never correctness.
class Feed {
public:
    explicit Feed(Transaction const& tx) : sql_(tx.sql()) {}

    /// The next revision, recorded as the topic's newest change.
    std::int64_t advance(std::string const& topic);

    /// The newest change that concerns a cluster: its own, its project's or the tenant's.
    std::int64_t revision(ClusterUid const& cluster, ProjectUid const& project) const;

    FeedHead head() const;
    /// The revision at which this epoch began: what was decided up to it may be an older state's. 0 in the
    /// first.
    std::int64_t epoch_start() const;
    /// Begins an epoch later than `known` and the database's own, at a revision that nothing decided in
    /// either can have reached: the state between is lost, and some node may have seen it.
    void begin_epoch(FeedHead const& known);

private:
    soci::session& sql_;
};

}  // namespace gatehouse::store
