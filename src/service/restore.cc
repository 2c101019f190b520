#include "service/restore.h"

#include <algorithm>
#include <map>
#include <set>

#include "contract/api_keys.h"
#include "contract/clusters.h"
#include "contract/nodes.h"
#include "contract/registration_tokens.h"
#include "contract/ssh_keys.h"
#include "contract/users.h"
#include "service/change.h"
#include "service/held_keys.h"
#include "service/restored_rights.h"
#include "store/api_key_store.h"
#include "store/letter_store.h"
#include "store/node_store.h"
#include "store/project_store.h"
#include "store/registration_token_store.h"
#include "store/session_store.h"
#include "store/ssh_key_store.h"
#include "store/user_store.h"

namespace gatehouse::service {

using model::Scope;
using store::SystemTx;
using store::WriteTx;

namespace {

/// For the audit trail, of all but keys, which are held.
struct TakeBack {
    static constexpr contract::Deed endpoint{policy::Node{}, "epoch.takeBack",
                                             "Take back access that came with an older state"};
};

/// What was in force in the replaced database.
struct InForce {
    std::map<SshKeyUid, model::SshKey> keys;
    std::set<std::string> tenant_blobs;
    RightsInForce rights;
    std::map<RegistrationTokenUid, model::RegistrationToken> tokens;
    std::map<ApiKeyUid, model::ApiKey> api_keys;
    std::set<NodeUid> nodes;
    store::FeedHead head;
};

/// Of the restore itself.
struct RestoreDetail {
    std::string why;
    std::int64_t replacedTrailNumber = 0;  ///< the last event that is known of the replaced trail
    std::string replacedTrailDigest;
};
BOOST_DESCRIBE_STRUCT(RestoreDetail, (), (why, replacedTrailNumber, replacedTrailDigest))

InForce load(SystemTx const& tx) {
    InForce found;
    auto const tenant = tx.any(Scope::tenant());
    store::SshKeyStore const keys(tx);
    for (auto& key : keys.list(tenant)) {
        found.tenant_blobs.insert(key.blob);
        found.keys[key.uid] = std::move(key);
    }
    for (auto const& project : store::ProjectStore(tx).all())
        for (auto& key : keys.list(tx.any(Scope::of(project.uid))))
            found.keys[key.uid] = std::move(key);
    found.rights = RightsInForce::load(tx);
    for (auto& token : store::RegistrationTokenStore(tx).list(tenant))
        found.tokens[token.uid] = std::move(token);
    for (auto& key : store::ApiKeyStore(tx).list(tenant))
        found.api_keys[key.uid] = std::move(key);
    for (auto const& node : store::NodeStore(tx).list(tenant))
        found.nodes.insert(node.uid);
    found.head = store::Feed(tx).head();
    return found;
}

bool same_access(model::SshKey const& one, model::SshKey const& other) {
    return one.blob == other.blob && one.expiry == other.expiry && one.logins == other.logins &&
           one.from == other.from && one.disabled == other.disabled &&
           one.suspended.has_value() == other.suspended.has_value();
}

/// One run over a restored database, in one transaction.
class Settlement {
public:
    Settlement(WriteTx& tx, InForce const& in_force) : tx_(tx), in_force_(in_force) {}

    Result<void> keys() {
        TRY(keys_of(Scope::tenant(), ""));
        for (auto const& project : store::ProjectStore(tx_).all())
            TRY(keys_of(Scope::of(project.uid), project.meta.name));
        return {};
    }

    Result<void> people() {
        return settle_rights(tx_, in_force_.rights, [this](BroughtBack item) { took_back(std::move(item)); });
    }

    Result<void> nodes() {
        auto const tenant = TRY(tx_.permit<contract::DeleteNode>(Scope::tenant()));
        for (auto const& node : store::NodeStore(tx_).list(tenant)) {
            if (in_force_.nodes.contains(node.uid))
                continue;
            store::NodeStore(tx_).remove(node.uid);
            took_back({"node", node.meta.name, "", node.uid.str(), "", "removed since", "removed"});
        }
        return {};
    }

    Result<void> tokens() {
        auto const tenant = TRY(tx_.permit<contract::SetRegistrationTokenState>(Scope::tenant()));
        store::RegistrationTokenStore tokens(tx_);
        for (auto token : tokens.list(tenant)) {
            auto const now = in_force_.tokens.find(token.uid);
            bool const still = now != in_force_.tokens.end() && now->second.active &&
                               now->second.generation == token.generation &&
                               now->second.expiry >= token.expiry;
            if (!token.active || still)
                continue;
            token.active = false;
            TRY(tokens.update(token));
            took_back({"registration token", token.name, token.project_name, token.uid.str(), "",
                       now == in_force_.tokens.end() ? "not known to be in use" : "switched off since",
                       "switched off"});
        }
        return {};
    }

    Result<void> api_keys() {
        auto const tenant = TRY(tx_.permit<contract::SetUserState>(Scope::tenant()));
        store::ApiKeyStore keys(tx_);
        for (auto key : keys.list(tenant)) {
            auto const now = in_force_.api_keys.find(key.uid);
            bool const known = now != in_force_.api_keys.end();
            if (!key.active || (known && now->second.active && now->second.expiry >= key.expiry))
                continue;
            key.active = false;
            TRY(keys.update(key));
            took_back({"API key", key.meta.name + " of " + key.user.email, "", key.uid.str(), "",
                       known ? "revoked since" : "not known to be in use", "revoked"});
        }
        return {};
    }

    std::vector<BroughtBack> items;

private:
    Result<void> keys_of(Scope const& scope, std::string const& project) {
        auto const visible = TRY(tx_.permit<contract::HoldSshKey>(scope));
        auto const of_tenant = TRY(tx_.permit<contract::HoldSshKey>(Scope::tenant()));
        std::set<std::string> tenant_blobs;
        for (auto const& key : store::SshKeyStore(tx_).list(of_tenant))
            tenant_blobs.insert(key.blob);
        for (auto const& key : store::SshKeyStore(tx_).list(visible)) {
            auto const why = key.held ? "" : why_held(key, tenant_blobs);
            if (why.empty())
                continue;
            hold(tx_, key, why);
            items.push_back({"SSH key", key.meta.name, project, key.uid.str(), key.fingerprint, why,
                             "held until approved"});
        }
        return {};
    }

    std::string why_held(model::SshKey const& key, std::set<std::string> const& tenant_blobs) const {
        auto const now = in_force_.keys.find(key.uid);
        if (now == in_force_.keys.end())
            return "deleted since";
        if (now->second.held)
            return "held before";
        if (!same_access(key, now->second))
            return "changed since";
        if (!key.scope.is_tenant() && in_force_.tenant_blobs.contains(key.blob) &&
            !tenant_blobs.contains(key.blob))
            return "decided by a key of the tenant since";
        return "";
    }

    void took_back(BroughtBack item) {
        tx_.audit<TakeBack>(Scope::tenant(), {item.uid, item.name}, change<BroughtBack>({}, item));
        items.push_back(std::move(item));
    }

    WriteTx& tx_;
    InForce const& in_force_;
};

}  // namespace

std::vector<BroughtBack> settle_restored(store::Database& restored, store::Database* replaced,
                                         Known const& known) {
    auto const in_force = replaced ? replaced->look([](SystemTx& tx) { return load(tx); }) : InForce{};
    std::vector<BroughtBack> items;
    auto const done = restored.write(policy::Caller::house(), [&](WriteTx& tx) -> Result<void> {
        TRY(tx.permit<contract::BeginEpoch>(Scope::tenant()));
        store::SessionStore(tx).end_all();
        store::UserStore(tx).end_activations();
        store::LetterStore(tx).remove_all();  // their links are dead
        Settlement settlement(tx, in_force);
        if (replaced) {
            TRY(settlement.keys());
            TRY(settlement.people());
            TRY(settlement.nodes());
        }
        TRY(settlement.tokens());
        TRY(settlement.api_keys());
        tx.begin_epoch(std::max(known.feed, in_force.head));
        tx.audit<contract::BeginEpoch>(
            Scope::tenant(), {},
            change<RestoreDetail>({}, {{"restored from a backup", known.trail.number, known.trail.digest}}));
        items = std::move(settlement.items);
        return {};
    });
    if (!done)
        throw std::logic_error("a restored database was refused: " + done.error().message);
    return items;
}

}  // namespace gatehouse::service
