#include "service/fleet.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "policy/resolve_access.h"
#include "store/cluster_store.h"
#include "store/node_store.h"

namespace gatehouse::service {

Fleet Fleet::load(store::Transaction const& tx, store::Visibility const& visible) {
    Fleet fleet;
    fleet.now_ = tx.now();
    std::map<ClusterUid, std::size_t> places;
    for (auto& cluster : store::ClusterStore(tx).list(visible)) {
        places[cluster.uid] = fleet.members_.size();
        fleet.members_.push_back({std::move(cluster), {}});
    }
    for (auto& node : store::NodeStore(tx).list(visible))
        if (auto const place = places.find(node.cluster); place != places.end())
            fleet.members_[place->second].nodes.push_back(std::move(node));
    return fleet;
}

Fleet::Count Fleet::in_force(model::SshKey const& key) const {
    Count count;
    for (auto const& [cluster, nodes] : members_) {
        bool const concerned = std::ranges::any_of(cluster.logins, [&](std::string const& login) {
            return key.logins.empty() || std::ranges::find(key.logins, login) != key.logins.end();
        });
        if (!concerned)
            continue;
        for (auto const& node : nodes) {
            if (node.retiring)
                continue;
            ++count.of;
            if (node.revision >= key.revision && node.lease_end > now_)
                ++count.nodes;
        }
    }
    return count;
}

bool connected(model::Node const& node, Time now) { return now - node.last_contact <= heard_within; }

bool current(model::Node const& node, model::Cluster const& cluster, Time now) {
    return node.revision >= cluster.revision && node.lease_end > now;
}

contract::NodeState state(model::Node const& node, Time now) {
    if (node.retiring)
        return contract::NodeState::retiring;
    return connected(node, now) ? contract::NodeState::connected : contract::NodeState::offline;
}

std::vector<std::string> known_hosts(model::Node const& node) {
    std::vector<std::string> hosts;
    for (auto const& address : node.addresses)
        hosts.push_back(node.port == 22 ? address : fmt::format("[{}]:{}", address, node.port));
    std::vector<std::string> lines;
    for (auto const& key : node.host_keys)
        if (!hosts.empty())
            lines.push_back(join(hosts, ",") + " " + key);
    return lines;
}

}  // namespace gatehouse::service
