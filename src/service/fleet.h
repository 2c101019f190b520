#pragma once

#include <vector>

#include "contract/clusters.h"
#include "model/cluster.h"
#include "model/ssh_key.h"
#include "store/transaction.h"

namespace gatehouse::service {

/// The clusters and nodes of a scope as they stand at one moment, for whatever shows how far a change has
/// come.
class Fleet {
public:
    struct Member {
        model::Cluster cluster;
        std::vector<model::Node> nodes;
    };

    /// Of a project; in the tenant scope, of all.
    static Fleet load(store::Transaction const& tx, store::Visibility const& visible);

    std::vector<Member> const& members() const& { return members_; }

    struct Count {
        int nodes = 0;
        int of = 0;
    };
    /// How many of the nodes that should have this key's present state have confirmed it, and hold a lease.
    Count in_force(model::SshKey const& key) const;

private:
    std::vector<Member> members_;
    Time now_{};
};

/// A node counts as connected when it was heard within this time: polls are held 20 s.
inline constexpr auto heard_within = std::chrono::seconds(25);

bool connected(model::Node const& node, Time now);
/// It has confirmed everything that was decided for its cluster, and what it holds has not lapsed.
bool current(model::Node const& node, model::Cluster const& cluster, Time now);
contract::NodeState state(model::Node const& node, Time now);
/// known_hosts lines (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT) of a node's host keys.
std::vector<std::string> known_hosts(model::Node const& node);

}  // namespace gatehouse::service
