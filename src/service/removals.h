#pragma once

#include "base/clock.h"
#include "contract/wire.h"
#include "model/cluster.h"
#include "policy/caller.h"
#include "store/database.h"

namespace gatehouse::service {

/// What nodes must confirm before a node, cluster or project is gone: the empty set. Their credentials end
/// last, so that they can be told until they are.
inline constexpr char nodes_unconfirmed[] = "NODES_UNCONFIRMED";

/// One sentence a node, for the person who wants to remove what it belongs to.
std::string describe(model::Node const& node, Time now);

/// Gives `node` the empty set: marks it and announces the change.
void retire(store::WriteTx& tx, model::Node const& node);

/// Finishes removals: nodes that have confirmed the empty set, or hold nothing any more, go; then the
/// clusters and projects that were only waiting for them.
class Removals {
public:
    explicit Removals(store::Database& db) : db_(db) {}

    /// Takes one step for this cluster, project or node and tells which nodes it still waits for.
    std::vector<std::string> finish(NodeUid const& node);
    std::vector<std::string> finish(ClusterUid const& cluster);
    std::vector<std::string> finish(ProjectUid const& project);

    /// Takes a step for everything that has been waiting for longer than a held request takes.
    void finish_all();

    /// The answer to a removal: done, or a refusal that lists what it waits for.
    static Result<contract::NoContent> answer(std::vector<std::string> const& waiting,
                                              std::string const& what);

private:
    store::Database& db_;
};

}  // namespace gatehouse::service
