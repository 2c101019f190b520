#include "service/ssh_keys.h"

#include <algorithm>
#include <map>

#include "base/secret.h"
#include "service/change.h"
#include "service/fleet.h"
#include "service/meta.h"
#include "sshkey/names.h"
#include "store/project_store.h"
#include "store/rights_store.h"
#include "store/ssh_key_store.h"
#include "store/user_store.h"

namespace gatehouse::service {

using namespace contract;
using policy::Caller;
using store::ReadTx;
using store::SshKeyStore;
using store::Visibility;
using store::WriteTx;

namespace {

constexpr int most_name_code_points = 128;
constexpr std::size_t most_logins = 32;
constexpr std::size_t most_sources = 32;

/// What the audit trail keeps of a key: never its text.
struct KeyDetail {
    std::string name;
    std::string fingerprint;
    std::optional<Time> expiry;
    std::vector<std::string> logins;
    std::vector<std::string> from;
    std::string owner;  ///< e-mail address; empty: the project's
};
BOOST_DESCRIBE_STRUCT(KeyDetail, (), (name, fingerprint, expiry, logins, from, owner))

KeyDetail detail_of(model::SshKey const& key) {
    return {key.meta.name, key.fingerprint, key.expiry, key.logins, key.from, key.owner_email};
}

KeyState state_of(model::SshKey const& key, Time now) {
    if (key.disabled)
        return KeyState::disabled;
    if (key.held)
        return KeyState::held;
    if (key.suspended)
        return KeyState::suspended;
    if (key.expiry && *key.expiry <= now)
        return KeyState::expired;
    return key.findings.empty() ? KeyState::active : KeyState::compromised;
}

SshKey to_wire(model::SshKey const& key, std::vector<model::SshKey> const& tenant_keys, Fleet const& fleet,
               Time now) {
    SshKey wire;
    wire.metadata = service::to_wire(key.uid.str(), key.meta);
    wire.metadata.annotations["scope"] = key.scope.kind();  // Palette's objects say so there
    wire.spec = {key.text, key.expiry, key.logins, key.from, key.owner.str()};
    auto& status = wire.status;
    status.type = key.type;
    status.bits = key.bits;
    status.fingerprint = key.fingerprint;
    status.state = state_of(key, now);
    status.scope = key.scope.is_tenant() ? KeyScope::tenant : KeyScope::project;
    status.createdBy = {key.created_by.str(), key.created_by_name, key.created_by_email};
    if (!key.owner.empty())
        status.owner = Person{key.owner.str(), key.owner_name, key.owner_email};
    if (key.suspended)
        status.suspended =
            fmt::format("suspended on {}, when {} was deactivated, removed or lost their last role here; it "
                        "opens nothing "
                        "until it is resumed: give it to another owner, or resume it once they are back",
                        to_rfc3339(*key.suspended), key.owner_email);
    for (auto const& [rule, message] : key.warnings)
        status.warnings.push_back({rule, message});
    for (auto const& finding : key.findings)
        status.findings.push_back({finding.rule, finding.message, finding.found});
    if (!key.scope.is_tenant())
        for (auto const& above : tenant_keys)
            if (above.blob == key.blob)
                status.coveredBy = above.uid.str();
    if (key.held)
        status.held =
            fmt::format("this key came back on {} with an older state of the console and may have "
                        "been revoked since; it opens nothing until it is approved: approve or delete it",
                        to_rfc3339(*key.held));
    if (!status.coveredBy && !key.held && !key.suspended) {
        auto const [nodes, of] = fleet.in_force(key);
        status.inForce = {nodes, of};
    }
    return wire;
}

/// The tenant's keys, which show in every project.
std::vector<model::SshKey> tenant_keys(ReadTx& tx) { return SshKeyStore(tx).list(tx.tenant_too()); }

/// The project's own first: Palette's SDK takes the first key of a name.
SshKeys::List list_of(ReadTx& tx, Visibility const& visible) {
    auto const fleet = Fleet::load(tx, visible);
    auto const above = tenant_keys(tx);
    SshKeys::List list;
    if (!visible.scope().is_tenant())
        for (auto const& key : SshKeyStore(tx).list(visible))
            list.items.push_back(to_wire(key, above, fleet, tx.now()));
    for (auto const& key : above)
        list.items.push_back(to_wire(key, above, fleet, tx.now()));
    return list;
}

/// By an API key works a machine, whose keys are the project's.
UserUid default_owner(Caller const& caller) {
    return caller.credential == policy::Credential::api_key ? UserUid{} : caller.user;
}

/// An owner is active and holds a role where the key works; nobody, an empty uid, always does.
Result<void> set_owner(WriteTx const& tx, model::SshKey& key, UserUid const& owner) {
    key.owner = owner;
    key.owner_name.clear();
    key.owner_email.clear();
    if (owner.empty())
        return {};
    auto const found = store::UserStore(tx).among({owner});
    if (found.empty() || !found.front().active || !store::RightsStore(tx).of(owner).knows(key.scope))
        return refuse(
            Code::invalid,
            "the owner must be active and hold a role in this project; name another, or leave the key to the "
            "project",
            "/spec/ownerUid", "NO_SUCH_OWNER");
    key.owner_name = found.front().name();
    key.owner_email = found.front().email;
    return {};
}

}  // namespace

Result<void> SshKeys::check_limits(std::optional<Time> expiry, std::vector<std::string> const& logins,
                                   std::vector<std::string> const& from) const {
    if (expiry && *expiry <= clock_.now())
        return refuse(Code::invalid, "the expiry lies in the past; choose a later time, or none",
                      "/spec/expiry");
    if (logins.size() > most_logins)
        return refuse(Code::invalid, fmt::format("at most {} logins fit a key", most_logins), "/spec/logins");
    for (std::size_t i = 0; i < logins.size(); ++i)
        TRY(sshkey::check_login(logins[i], fmt::format("/spec/logins/{}", i)));
    if (from.size() > most_sources)
        return refuse(Code::invalid, fmt::format("at most {} addresses fit a key", most_sources),
                      "/spec/from");
    return sshkey::check_from_list(from, "/spec/from");
}

/// One at a time: a check may keep a core busy for a while, and many must not take them all.
Result<sshkey::CheckedKey> SshKeys::accepted(std::string_view text) {
    auto const blocklist = blocklist_.current();
    std::scoped_lock const lock(checking_);
    return sshkey::accept(text, {.blocklist = blocklist.get()});
}

Result<model::SshKey> SshKeys::checked(MetaInput metadata, std::string text) {
    auto found = accepted(text);
    if (!found) {
        wipe(text);  // it may have been a private key
        return refuse(std::move(found).error());
    }
    model::SshKey key;
    key.meta = TRY(from_wire(std::move(metadata), most_name_code_points));
    key.text = std::move(text);
    key.type = sshkey::wire_name(found->key.type());
    key.bits = found->key.bits();
    key.fingerprint = found->key.fingerprint();
    key.blob = found->key.base64();
    for (auto const& warning : found->warnings)
        key.warnings[warning.rule] = warning.message;
    return key;
}

template <class E>
Result<void> SshKeys::may(Caller const& caller) {
    return db_.read(caller, [&](ReadTx& tx) -> Result<void> {
        TRY(tx.permit<E>(caller.scope));
        return {};
    });
}

Result<json::Encoded<SshKeys::List>> SshKeys::list(Caller const& caller, Nothing) {
    return db_.read(caller, [&](ReadTx& tx) -> Result<json::Encoded<List>> {
        auto const changes = db_.changes();
        auto const visible = TRY(tx.permit<ListSshKeys>(caller.scope));
        auto const make = [&] { return list_of(tx, visible); };
        if (!db_.is_ours_alone())
            return json::Encoded<List>(make());
        return lists_.get(caller.scope, changes, tx.now(), make);
    });
}

Result<SshKey> SshKeys::get(Caller const& caller, GetSshKey::Request wanted) {
    return db_.read(caller, [&](ReadTx& tx) -> Result<SshKey> {
        auto const visible = TRY(tx.permit<GetSshKey>(caller.scope));
        auto const key = TRY(SshKeyStore(tx).find(visible, wanted.uid));
        return to_wire(key, tenant_keys(tx), Fleet::load(tx, visible), tx.now());
    });
}

Result<ListOwnSshKeys::Response> SshKeys::list_own(Caller const& caller, Nothing) {
    return db_.read(caller, [&](ReadTx& tx) -> Result<ListOwnSshKeys::Response> {
        TRY(tx.permit<ListOwnSshKeys>(model::Scope::tenant()));
        auto const above = tenant_keys(tx);
        std::map<std::string, Fleet> fleets;  // by scope
        ListOwnSshKeys::Response answer;
        for (auto const& key : SshKeyStore(tx).owned_by(caller.user)) {
            auto const visible = TRY(tx.permit<ListOwnSshKeys>(key.scope));
            auto fleet = fleets.find(key.scope.str());
            if (fleet == fleets.end())
                fleet = fleets.emplace(key.scope.str(), Fleet::load(tx, visible)).first;
            auto& item = answer.items.emplace_back();
            static_cast<SshKey&>(item) = to_wire(key, above, fleet->second, tx.now());
            if (!key.scope.is_tenant())
                item.project =
                    NamedUid{key.scope.str(), TRY(store::ProjectStore(tx).find(visible)).meta.name};
        }
        return answer;
    });
}

Result<Uid> SshKeys::create(Caller const& caller, CreateSshKey::Request wanted) {
    TRY(may<CreateSshKey>(caller));
    auto key = TRY(checked(std::move(wanted.metadata), std::move(wanted.spec.publicKey)));
    TRY(check_limits(wanted.spec.expiry, wanted.spec.logins, wanted.spec.from));
    key.expiry = wanted.spec.expiry;
    key.logins = std::move(wanted.spec.logins);
    key.from = std::move(wanted.spec.from);
    key.created_by = caller.user;
    key.created_by_name = caller.name;
    key.created_by_email = caller.email;
    return db_.write(caller, [&](WriteTx& tx) -> Result<Uid> {
        auto const visible = TRY(tx.permit<CreateSshKey>(caller.scope));
        key.scope = caller.scope;
        TRY(set_owner(tx, key,
                      wanted.spec.ownerUid ? UserUid(*wanted.spec.ownerUid) : default_owner(caller)));
        auto const uid = TRY(SshKeyStore(tx).add(visible, key));
        auto const event = tx.audit<CreateSshKey>(caller.scope, {uid.str(), key.meta.name},
                                                  change<KeyDetail>({}, detail_of(key)));
        SshKeyStore(tx).set_revision(uid, tx.touch(caller.scope));
        return Uid{uid.str(), event};
    });
}

Result<NoContent> SshKeys::update(Caller const& caller, UpdateSshKey::Request wanted) {
    TRY(may<UpdateSshKey>(caller));
    auto fresh = TRY(checked(std::move(wanted.metadata), std::move(wanted.spec.publicKey)));
    return db_.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        auto const visible = TRY(tx.permit<UpdateSshKey>(caller.scope));
        auto const old = TRY(SshKeyStore(tx).find(visible, wanted.uid));
        if (old.scope != caller.scope)
            return refuse(Code::not_found, "this is the tenant's key; edit it in Tenant Settings > SSH Keys");
        auto key = fresh;
        key.uid = old.uid;
        key.scope = old.scope;
        if (key.blob == old.blob)
            key.findings = old.findings;
        key.expiry = wanted.spec.expiry.given() ? wanted.spec.expiry.value() : old.expiry;
        key.logins = wanted.spec.logins.over(old.logins);
        key.from = wanted.spec.from.over(old.from);
        key.owner = old.owner;
        key.owner_name = old.owner_name;
        key.owner_email = old.owner_email;
        if (auto const owner = wanted.spec.ownerUid.over(old.owner.str()); owner != old.owner.str())
            TRY(set_owner(tx, key, UserUid(owner)));
        // An expiry that has passed may stay when something else is edited; a new one must lie ahead.
        TRY(check_limits(key.expiry == old.expiry ? std::nullopt : key.expiry, key.logins, key.from));
        TRY(SshKeyStore(tx).update(visible, key));
        tx.audit<UpdateSshKey>(caller.scope, {key.uid.str(), key.meta.name},
                               change<KeyDetail>(detail_of(old), detail_of(key)));
        bool const same_access = key.blob == old.blob && key.expiry == old.expiry &&
                                 key.logins == old.logins && key.from == old.from;
        if (!same_access)
            SshKeyStore(tx).set_revision(key.uid, tx.touch(caller.scope));
        return NoContent{};
    });
}

Result<NoContent> SshKeys::remove(Caller const& caller, DeleteSshKey::Request wanted) {
    return db_.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        auto const visible = TRY(tx.permit<DeleteSshKey>(caller.scope));
        auto const key = TRY(SshKeyStore(tx).find(visible, wanted.uid));
        if (key.scope != caller.scope)
            return refuse(Code::not_found,
                          "this is the tenant's key; delete it in Tenant Settings > SSH Keys");
        SshKeyStore(tx).remove(key.uid);
        tx.audit<DeleteSshKey>(caller.scope, {key.uid.str(), key.meta.name},
                               change<KeyDetail>(detail_of(key), {}));
        tx.touch(caller.scope);
        return NoContent{};
    });
}

Result<NoContent> SshKeys::approve(Caller const& caller, ApproveSshKey::Request wanted) {
    return db_.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        auto const visible = TRY(tx.permit<ApproveSshKey>(caller.scope));
        auto const key = TRY(SshKeyStore(tx).find(visible, wanted.uid));
        if (key.scope != caller.scope)
            return refuse(Code::not_found,
                          "this is the tenant's key; approve it in Tenant Settings > SSH Keys");
        if (!key.held)
            return refuse(Code::conflict, "this key is not held; there is nothing to approve");
        SshKeyStore(tx).release(key.uid);
        tx.audit<ApproveSshKey>(caller.scope, {key.uid.str(), key.meta.name},
                                change<KeyDetail>({}, detail_of(key)));
        SshKeyStore(tx).set_revision(key.uid, tx.touch(caller.scope));
        return NoContent{};
    });
}

Result<NoContent> SshKeys::resume(Caller const& caller, ResumeSshKey::Request wanted) {
    return db_.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        auto const visible = TRY(tx.permit<ResumeSshKey>(caller.scope));
        auto key = TRY(SshKeyStore(tx).find(visible, wanted.uid));
        if (key.scope != caller.scope)
            return refuse(Code::not_found,
                          "this is the tenant's key; resume it in Tenant Settings > SSH Keys");
        if (!key.suspended)
            return refuse(Code::conflict, "this key is not suspended; there is nothing to resume");
        TRY(set_owner(tx, key, key.owner));
        SshKeyStore(tx).resume(key.uid);
        tx.audit<ResumeSshKey>(caller.scope, {key.uid.str(), key.meta.name},
                               change<KeyDetail>({}, detail_of(key)));
        SshKeyStore(tx).set_revision(key.uid, tx.touch(caller.scope));
        return NoContent{};
    });
}

Result<CheckSshKey::Response> SshKeys::check(Caller const& caller, CheckSshKey::Request wanted) {
    TRY(may<CheckSshKey>(caller));
    CheckSshKey::Response answer;
    auto const says = [&](Error const& error) {
        answer.problem =
            CheckSshKey::Problem{error.field, error.rule, error.message,
                                 error.other.empty() ? std::nullopt : std::optional(error.other)};
    };
    auto found = accepted(wanted.publicKey);
    if (found) {
        answer.key = CheckSshKey::Key{std::string(sshkey::wire_name(found->key.type())),
                                      found->key.bits(),
                                      found->key.fingerprint(),
                                      found->key.comment(),
                                      {}};
        for (auto const& warning : found->warnings)
            answer.key->warnings.push_back({warning.rule, warning.message});
    } else {
        says(found.error());
    }
    wipe(wanted.publicKey);
    return db_.read(caller, [&](ReadTx& tx) -> Result<CheckSshKey::Response> {
        auto const visible = TRY(tx.permit<CheckSshKey>(caller.scope));
        if (!found)
            return answer;
        model::SshKey key;
        key.uid = wanted.uid.value_or(SshKeyUid{});
        key.blob = found->key.base64();
        key.meta.name = wanted.name.value_or("");
        if (wanted.name && !wanted.name->empty())
            if (auto const name = sshkey::check_name(*wanted.name, most_name_code_points, "/metadata/name");
                !name)
                says(name.error());
        if (auto const free = SshKeyStore(tx).refuse_taken(visible, key); !free)
            says(free.error());
        answer.ok = !answer.problem;
        return answer;
    });
}

}  // namespace gatehouse::service
