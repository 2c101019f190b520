#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/cluster.h"
#include "store/transaction.h"

namespace gatehouse::store {

class NodeStore {
public:
    explicit NodeStore(Transaction const& tx) : sql_(tx.sql()), now_(tx.now()) {}

    /// The nodes of a cluster by name. Whoever holds the cluster was allowed to see it.
    std::vector<model::Node> list(model::Cluster const& cluster) const;
    std::vector<model::Node>
    list(Visibility const& visible) const;  ///< of a project; in the tenant scope, all
    std::vector<model::Node> retiring() const;
    std::set<NodeUid> heard_since(Time then) const;
    std::optional<model::Node> find(NodeUid const& uid) const;
    std::optional<NodeUid> by_credential(std::string const& digest) const;

    NodeUid add(model::Node node, std::string const& credential_digest);
    /// What the node says of itself, and what it confirms. Never changes what it is entitled to.
    void update_report(model::Node const& node);
    void update_receipt(model::Node const& node);
    void retire(NodeUid const& uid, std::int64_t revision);
    void remove(NodeUid const& uid);

private:
    soci::session& sql_;
    Time now_;
};

}  // namespace gatehouse::store
