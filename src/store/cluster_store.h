#pragma once

#include <optional>
#include <vector>

#include "model/cluster.h"
#include "store/transaction.h"

namespace gatehouse::store {

class ClusterStore {
public:
    explicit ClusterStore(Transaction const& tx) : tx_(tx), sql_(tx.sql()), now_(tx.now()) {}

    /// The clusters of this project by name; in the tenant scope, all.
    std::vector<model::Cluster> list(Visibility const& visible) const;
    Result<model::Cluster> find(Visibility const& visible, ClusterUid const& uid) const;
    /// Which project a cluster belongs to, before it is known whether the caller may see it: ask permit()
    /// next.
    std::optional<ProjectUid> project_of(ClusterUid const& uid) const;
    /// The cluster that a node belongs to; none where it is gone.
    std::optional<model::Cluster> of(model::Node const& node) const;
    /// A cluster for its own node, or for a token that names it by uid or by name.
    std::optional<model::Cluster> by_uid_or_name(std::string const& text, ProjectUid const& project) const;
    std::vector<model::Cluster> deleting() const;

    Result<ClusterUid> add(Visibility const& visible, model::Cluster cluster);
    Result<void> update(model::Cluster cluster);
    void set_settings_revision(ClusterUid const& uid, std::int64_t revision);
    void mark_deleting(ClusterUid const& uid);
    void remove(ClusterUid const& uid);  ///< its nodes must be gone

private:
    Result<void> refuse_taken(model::Cluster const& cluster) const;
    model::Cluster with_revision(model::Cluster cluster) const;
    std::vector<model::Cluster> with_revisions(std::vector<model::Cluster> clusters) const;
    Transaction const& tx_;
    soci::session& sql_;
    Time now_;
};

}  // namespace gatehouse::store
