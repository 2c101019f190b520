#include "service/key_audit.h"

#include <algorithm>

#include "base/log.h"
#include "contract/ssh_keys.h"
#include "crypto/digest.h"
#include "json/json.h"

namespace gatehouse::service {

using model::SshKey;
using store::SshKeyStore;

namespace {

constexpr char shared_prime[] = "RSA_SHARED_PRIME";
constexpr char compromised[] = "KEY_COMPROMISED";
constexpr int page = 1000;

// A key's time is that of the start of the transaction that wrote it, and another server's clock may differ.
constexpr std::chrono::seconds look_back{10};

/// No endpoint: the house alone does it. Declared as one, so that it is permitted and audited like every
/// change.
struct FlagSshKey {
    static constexpr contract::Endpoint endpoint{
        contract::Method::put, "", 204, policy::Permission::ssh_key_update, "sshKey.flag", "Flag an SSH key"};
};

struct FlagDetail {
    std::string fingerprint;
    std::vector<std::string> findings;  ///< their rules
};
BOOST_DESCRIBE_STRUCT(FlagDetail, (), (fingerprint, findings))

struct FlagChange {
    FlagDetail before;
    FlagDetail after;
};
BOOST_DESCRIBE_STRUCT(FlagChange, (), (before, after))

FlagDetail detail_of(SshKey const& key) {
    FlagDetail detail{key.fingerprint, {}};
    for (auto const& finding : key.findings)
        detail.findings.push_back(finding.rule);
    return detail;
}

policy::Caller house() {
    policy::Caller caller;
    caller.credential = policy::Credential::house;
    return caller;
}

bool has(SshKey const& key, std::string const& rule) {
    return std::ranges::any_of(key.findings, [&](auto const& finding) { return finding.rule == rule; });
}

/// How `other` is named to those who see `key`: the name of another project's key is not theirs to read.
std::string name_for(SshKey const& key, SshKey const& other) {
    if (other.scope == key.scope || other.scope.is_tenant())
        return fmt::format("the key \"{}\" ({})", other.meta.name, other.fingerprint);
    return "a key of another project";
}

std::string shared_prime_sentence(SshKey const& key, SshKey const& other) {
    return fmt::format("its modulus has a prime in common with that of {}, so that anybody who sees both can "
                       "compute both private keys: replace both wherever they are used, and make new ones "
                       "with `ssh-keygen -t ed25519`",
                       name_for(key, other));
}

std::vector<std::string> moduli_of(std::vector<SshKey> const& keys) {
    std::vector<std::string> moduli;
    for (auto const& key : keys)
        moduli.push_back(sshkey::modulus_of(key.blob));
    return moduli;
}

Result<void> check_blocklist(SshKey const& key, sshkey::Blocklist const& list) {
    auto const blob = crypto::from_base64(key.blob).value_or("");
    return sshkey::check_blocklist(TRY(sshkey::PublicKey::from_blob(blob)), list);
}

/// Changes the findings of a key that is still what it was when it was looked at.
template <class F>
bool change_findings(store::Database& db, SshKey const& seen, std::string const& rule, bool flagged,
                     F change) {
    auto const done = db.write(house(), [&](store::WriteTx& tx) -> Result<void> {
        auto const visible = TRY(tx.permit<FlagSshKey>(seen.scope));
        auto key = TRY(SshKeyStore(tx).find(visible, seen.uid));
        if (key.blob != seen.blob || has(key, rule) == flagged)
            return refuse(Code::conflict, "the key has changed meanwhile");
        auto const before = detail_of(key);
        change(key.findings, tx.now());
        SshKeyStore(tx).set_findings(key);
        tx.audit<FlagSshKey>(key.scope, {key.uid.str(), key.meta.name},
                             json::encode(FlagChange{before, detail_of(key)}));
        return {};
    });
    return done.has_value();
}

}  // namespace

bool KeyAudit::step() {
    auto const changes = db_.changes();
    if (blocklist_.reread()) {
        place_ = {};
        recent_.clear();
    } else if (changes == seen_changes_)
        return false;
    auto keys = db_.look([&](store::SystemTx& tx) { return SshKeyStore(tx).next(place_, page); });
    bool const more = keys.size() == page;
    auto const last = keys.empty() ? place_ : SshKeyStore::Place{keys.back().meta.modified, keys.back().uid};
    std::erase_if(keys, [&](auto const& key) { return recent_.contains({key.meta.modified, key.uid}); });
    hold_against_blocklist(keys);
    hold_against_each_other(keys);
    for (auto const& key : keys)
        recent_.emplace(key.meta.modified, key.uid);
    place_ = last;
    recent_.erase(recent_.begin(), recent_.lower_bound({last.modified - look_back, {}}));
    if (!more)
        begin_again_a_little_earlier(changes);
    return more;
}

void KeyAudit::begin_again_a_little_earlier(std::uint64_t changes) {
    if (!recent_.empty())
        place_ = {recent_.rbegin()->first - look_back, {}};
    seen_changes_ = changes;
}

void KeyAudit::hold_against_blocklist(std::vector<SshKey> const& keys) {
    auto const list = blocklist_.current();
    for (auto const& key : keys) {
        auto const checked = check_blocklist(key, *list);
        if (!checked && !has(key, compromised))
            flag(key, compromised, checked.error().message);
        else if (checked && has(key, compromised))
            withdraw(key, compromised);
    }
}

void KeyAudit::hold_against_each_other(std::vector<SshKey> const& keys) {
    auto moduli = moduli_of(keys);
    std::erase(moduli, "");
    auto const found = primes_.add(moduli);
    unflagged_.insert(unflagged_.end(), found.begin(), found.end());
    if (unflagged_.empty())
        return;
    auto const sharing = sharing_with(unflagged_);
    auto const numbers = moduli_of(sharing);
    for (auto const& [one, other] : sshkey::sharing_pairs(numbers, numbers))
        if (!has(sharing[one], shared_prime))
            flag(sharing[one], shared_prime, shared_prime_sentence(sharing[one], sharing[other]));
    unflagged_.clear();
}

/// The keys with these moduli, and those that have a prime in common with one.
std::vector<SshKey> KeyAudit::sharing_with(std::vector<std::string> const& moduli) {
    std::vector<SshKey> sharing;
    SshKeyStore::Place place;
    for (;;) {
        auto const keys = db_.look([&](store::SystemTx& tx) { return SshKeyStore(tx).next(place, page); });
        if (keys.empty())
            return sharing;
        auto const numbers = moduli_of(keys);
        std::vector<bool> wanted(keys.size());
        for (auto const& [one, other] : sshkey::sharing_pairs(moduli, numbers))
            wanted[other] = true;
        for (std::size_t i = 0; i < keys.size(); ++i)
            if (wanted[i] || std::ranges::find(moduli, numbers[i]) != moduli.end())
                sharing.push_back(keys[i]);
        place = {keys.back().meta.modified, keys.back().uid};
    }
}

void KeyAudit::flag(SshKey const& key, std::string const& rule, std::string message) {
    auto const add = [&](std::vector<model::KeyFinding>& findings, Time now) {
        findings.push_back({rule, std::move(message), now});
    };
    if (change_findings(db_, key, rule, true, add))
        log::warn("a registered SSH key is compromised key={} rule={}", key.uid.str(), rule);
}

void KeyAudit::withdraw(SshKey const& key, std::string const& rule) {
    auto const remove = [&](std::vector<model::KeyFinding>& findings, Time) {
        std::erase_if(findings, [&](auto const& finding) { return finding.rule == rule; });
    };
    if (change_findings(db_, key, rule, false, remove))
        log::info("a registered SSH key is no longer on the blocklist key={}", key.uid.str());
}

}  // namespace gatehouse::service
