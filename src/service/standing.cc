#include "service/standing.h"

#include <algorithm>

#include "service/fleet.h"
#include "store/session_store.h"
#include "store/ssh_key_store.h"

namespace gatehouse::service {

Standing standing(store::Database& db) {
    return db.look([](store::SystemTx& tx) {
        Standing now;
        now.sessions = store::SessionStore(tx).count();
        now.keys = store::SshKeyStore(tx).count_by_state();
        for (auto const& [state, name] : enum_names<contract::NodeState>)
            now.nodes[std::string(name)] = 0;
        auto const fleet = Fleet::load(tx, tx.any(model::Scope::tenant()));
        for (auto const& [cluster, nodes] : fleet.members())
            for (auto const& node : nodes) {
                auto const found = state(node, tx.now());
                ++now.nodes[std::string(to_name(found))];
                if (found != contract::NodeState::connected || current(node, cluster, tx.now()))
                    continue;
                ++now.nodes_behind;
                now.revision_lag = std::max(now.revision_lag, cluster.revision - node.revision);
            }
        return now;
    });
}

}  // namespace gatehouse::service
