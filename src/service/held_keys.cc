#include "service/held_keys.h"

#include <fmt/format.h>
#include <set>

#include "base/log.h"
#include "contract/ssh_keys.h"
#include "policy/resolve_access.h"
#include "service/change.h"
#include "store/cluster_store.h"
#include "store/feed.h"
#include "store/node_store.h"
#include "store/ssh_key_store.h"

namespace gatehouse::service {

using store::ClusterStore;
using store::NodeStore;
using store::SshKeyStore;
using store::WriteTx;

namespace {

struct HoldDetail {
    std::string fingerprint;
    std::string why;
};
BOOST_DESCRIBE_STRUCT(HoldDetail, (), (fingerprint, why))

}  // namespace

void hold(WriteTx& tx, model::SshKey const& key, std::string const& why) {
    SshKeyStore(tx).hold(key.uid);
    tx.audit<contract::HoldSshKey>(key.scope, {key.uid.str(), key.meta.name},
                                   change<HoldDetail>({}, HoldDetail{key.fingerprint, why}));
    log::warn("a key that came back with an older state is held until it is approved key={} reason={}",
              key.uid.str(), why);
}

bool hold_reported(store::Database& db, policy::Caller const& caller, std::vector<std::string> const& uids) {
    std::set<std::string> const reported(uids.begin(), uids.end());
    auto const held = db.write(caller, [&](WriteTx& tx) -> Result<void> {
        auto const node = NodeStore(tx).find(caller.node);
        auto const cluster_uid = node ? node->cluster : ClusterUid{};
        auto const home = model::Scope::of(ClusterStore(tx).project_of(cluster_uid).value_or(ProjectUid{}));
        auto const in_project = TRY(tx.permit<contract::HoldSshKey>(home));
        auto const in_tenant = TRY(tx.permit<contract::HoldSshKey>(model::Scope::tenant()));
        auto const cluster = TRY(ClusterStore(tx).find(in_project, cluster_uid));
        SshKeyStore const keys(tx);
        auto const of_project = keys.list(in_project);
        auto const of_tenant = keys.list(in_tenant);
        std::set<SshKeyUid> granted;
        auto const epoch_start = store::Feed(tx).epoch_start();
        for (auto const& grant : policy::resolve_access(cluster, of_project, of_tenant, tx.now()))
            if (reported.contains(grant.key.str()) && grant.revision <= epoch_start)
                granted.insert(grant.key);
        if (granted.empty())
            return refuse(Code::conflict, "nothing to hold");
        for (auto const* list : {&of_project, &of_tenant}) {
            bool any = false;
            for (auto const& key : *list)
                if (granted.contains(key.uid)) {
                    hold(tx, key, "a node had not let it in before");
                    any = true;
                }
            if (any)
                tx.touch(list == &of_tenant ? model::Scope::tenant() : home);
        }
        return {};
    });
    return bool(held);
}

}  // namespace gatehouse::service
