#include "store/ssh_key_store.h"

#include "crypto/random.h"
#include "sshkey/names.h"
#include "store/rows.h"
#include "json/json.h"

namespace gatehouse::store {

namespace {

/// A finding as it is kept.
struct KeptFinding {
    std::string rule;
    std::string message;
    Time found{};
};
BOOST_DESCRIBE_STRUCT(KeptFinding, (), (rule, message, found))

struct KeptFindings {
    std::vector<KeptFinding> findings;
};
BOOST_DESCRIBE_STRUCT(KeptFindings, (), (findings))

/// '' where there are none, which a statement can ask for.
std::string to_json(std::vector<model::KeyFinding> const& findings) {
    if (findings.empty())
        return "";
    KeptFindings kept;
    for (auto const& finding : findings)
        kept.findings.push_back({finding.rule, finding.message, finding.found});
    return json::encode(kept);
}

std::vector<model::KeyFinding> findings_from(std::string const& text) {
    std::vector<model::KeyFinding> findings;
    auto const all = json::decode<KeptFindings>(text).value();
    for (auto const& kept : all.findings)
        findings.push_back({kept.rule, kept.message, kept.found});
    return findings;
}

}  // namespace

}  // namespace gatehouse::store

namespace soci {
template <>
struct type_conversion<gatehouse::model::SshKey> {
    using base_type = values;
    static void from_base(values const& row, indicator, gatehouse::model::SshKey& key) {
        using namespace gatehouse;
        using namespace gatehouse::store;
        key.uid = SshKeyUid(text(row, "uid"));
        key.scope = model::Scope::of(ProjectUid(text(row, "scope")));
        key.meta = meta(row);
        key.text = text(row, "public_key");
        key.type = text(row, "type");
        key.bits = small(row, "bits");
        key.fingerprint = text(row, "fingerprint");
        key.blob = text(row, "blob");
        key.warnings = map(row, "warnings");
        key.findings = findings_from(text(row, "findings"));
        key.expiry = maybe_time(row, "expires_at");
        key.logins = list(row, "logins");
        key.from = list(row, "sources");
        key.created_by = UserUid(text(row, "created_by"));
        key.created_by_name = text(row, "created_by_name");
        key.created_by_email = text(row, "created_by_email");
        key.owner = UserUid(text(row, "owner_uid"));
        key.owner_name = text(row, "owner_name");
        key.owner_email = text(row, "owner_email");
        key.disabled = flag(row, "is_disabled");
        key.suspended = maybe_time(row, "suspended_since");
        key.held = maybe_time(row, "held_since");
        key.revision = number(row, "revision");
    }
    static void to_base(gatehouse::model::SshKey const& key, values& row, indicator& state) {
        using namespace gatehouse;
        using namespace gatehouse::store;
        set(row, "uid", key.uid);
        set(row, "scope", key.scope.str());
        set(row, key.meta);
        set(row, "public_key", key.text);
        set(row, "type", key.type);
        set(row, "bits", key.bits);
        set(row, "fingerprint", key.fingerprint);
        set(row, "blob", key.blob);
        set(row, "warnings", key.warnings);
        set(row, "findings", to_json(key.findings));
        set(row, "expires_at", key.expiry);
        set(row, "logins", key.logins);
        set(row, "sources", key.from);
        set(row, "created_by", key.created_by);
        set(row, "created_by_name", key.created_by_name);
        set(row, "created_by_email", key.created_by_email);
        set(row, "owner_uid", key.owner);
        set(row, "owner_name", key.owner_name);
        set(row, "owner_email", key.owner_email);
        set(row, "is_disabled", key.disabled);
        set(row, "revision", key.revision);
        state = i_ok;
    }
};
}  // namespace soci

namespace gatehouse::store {

using soci::into;
using soci::use;

std::vector<model::SshKey> SshKeyStore::list(Visibility const& visible) const {
    auto const scope = visible.scope().str();
    soci::rowset<model::SshKey> const rows =
        (sql_.prepare << "SELECT * FROM ssh_key WHERE scope = :scope ORDER BY name_key", use(scope, "scope"));
    return all(rows);
}

Result<model::SshKey> SshKeyStore::find(Visibility const& visible, SshKeyUid const& uid) const {
    model::SshKey key;
    auto const scope = visible.scope().str();
    sql_ << "SELECT * FROM ssh_key WHERE uid = :uid AND scope IN (:scope, '')", use(uid.str(), "uid"),
        use(scope, "scope"), into(key);
    if (!sql_.got_data())
        return refuse(Code::not_found, "there is no such SSH key in this scope");
    return key;
}

Result<void> SshKeyStore::refuse_taken(Visibility const& visible, model::SshKey const& key) const {
    std::string other;
    std::string other_name;
    auto const scope = visible.scope().str();
    auto const name_key = sshkey::name_key(key.meta.name);
    sql_ << "SELECT uid, name FROM ssh_key WHERE scope = :scope AND name_key = :name_key AND uid <> :but",
        use(scope, "scope"), use(name_key, "name_key"), use(key.uid.str(), "but"), into(other),
        into(other_name);
    if (sql_.got_data())
        return refuse(
            Error{Code::conflict,
                  fmt::format("the SSH key \"{}\" has this name already; choose another", other_name),
                  "/metadata/name", "NAME_TAKEN", other});
    std::string other_scope;
    int is_held = 0;
    sql_ << "SELECT uid, name, scope, CASE WHEN held_since IS NULL THEN 0 ELSE 1 END FROM ssh_key "
            "WHERE blob = :blob AND scope IN (:scope, '') AND uid <> :but ORDER BY scope DESC LIMIT 1",
        use(key.blob, "blob"), use(scope, "scope"), use(key.uid.str(), "but"), into(other), into(other_name),
        into(other_scope), into(is_held);
    bool const here = other_scope == scope;
    if (sql_.got_data())
        return refuse(Error{Code::conflict,
                            fmt::format("this key is registered already as \"{}\"{}{}; {}", other_name,
                                        here ? "" : " for the whole tenant",
                                        is_held ? ", and is held"
                                        : here  ? ""
                                                : ", and works here by it",
                                        is_held ? "approve or delete that one" : "edit that one"),
                            "/spec/publicKey", "KEY_TAKEN", other});
    return {};
}

Result<SshKeyUid> SshKeyStore::add(Visibility const& visible, model::SshKey key) {
    key.uid = SshKeyUid(crypto::new_uid(now_));
    key.scope = visible.scope();
    key.meta.created = key.meta.modified = now_;
    TRY(refuse_taken(visible, key));
    sql_
        << "INSERT INTO ssh_key (uid, scope, name, name_key, labels, annotations, public_key, type, bits, "
           "fingerprint, blob, warnings, findings, expires_at, logins, sources, created_by, created_by_name, "
           "created_by_email, owner_uid, owner_name, owner_email, "
           "is_disabled, created_at, modified_at, revision) VALUES (:uid, :scope, :name, :name_key, :labels, "
           ":annotations, :public_key, :type, :bits, :fingerprint, :blob, :warnings, :findings, :expires_at, "
           ":logins, "
           ":sources, "
           ":created_by, :created_by_name, :created_by_email, :owner_uid, :owner_name, :owner_email, "
           ":is_disabled, :created_at, :modified_at, "
           ":revision)",
        row_of(key);
    return key.uid;
}

Result<void> SshKeyStore::update(Visibility const& visible, model::SshKey key) {
    TRY(refuse_taken(visible, key));
    key.meta.modified = now_;
    sql_ << "UPDATE ssh_key SET name = :name, name_key = :name_key, labels = :labels, annotations = "
            ":annotations, "
            "public_key = :public_key, type = :type, bits = :bits, fingerprint = :fingerprint, blob = :blob, "
            "warnings = :warnings, findings = :findings, expires_at = :expires_at, logins = :logins, sources "
            "= :sources, owner_uid = :owner_uid, owner_name = :owner_name, owner_email = :owner_email, "
            "modified_at = :modified_at WHERE uid = :uid",
        row_of(key);
    return {};
}

int SshKeyStore::count_expired() const {
    int count = 0;
    long long const now = to_micros(now_);
    sql_ << "SELECT COUNT(*) FROM ssh_key WHERE expires_at <= :now", use(now, "now"), into(count);
    return count;
}

std::map<std::string, std::int64_t> SshKeyStore::count_by_state() const {
    std::map<std::string, std::int64_t> counts = {{"active", 0},   {"compromised", 0}, {"expired", 0},
                                                  {"disabled", 0}, {"held", 0},        {"suspended", 0}};
    long long const now = to_micros(now_);
    std::string state;
    long long count = 0;
    soci::statement counted =
        (sql_.prepare
             << "SELECT CASE WHEN is_disabled = 1 THEN 'disabled' WHEN held_since IS NOT NULL THEN 'held' "
                "WHEN suspended_since IS NOT NULL THEN 'suspended' "
                "WHEN expires_at <= :now THEN 'expired' "
                "WHEN findings <> '' THEN 'compromised' ELSE 'active' END, COUNT(*) FROM ssh_key GROUP BY 1",
         use(now, "now"), into(state), into(count));
    counted.execute();
    while (counted.fetch())
        counts[state] = count;
    return counts;
}

void SshKeyStore::remove(SshKeyUid const& uid) {
    sql_ << "DELETE FROM ssh_key WHERE uid = :uid", use(uid.str(), "uid");
}

std::vector<model::SshKey> SshKeyStore::next(Place const& place, int most) const {
    long long const modified = to_micros(place.modified);
    soci::rowset<model::SshKey> const rows =
        (sql_.prepare << "SELECT * FROM ssh_key WHERE (modified_at, uid) > (:modified, :uid) ORDER BY "
                         "modified_at, uid LIMIT :most",
         use(modified, "modified"), use(place.uid.str(), "uid"), use(most, "most"));
    return all(rows);
}

void SshKeyStore::set_findings(model::SshKey const& key) {
    auto const findings = to_json(key.findings);
    sql_ << "UPDATE ssh_key SET findings = :findings WHERE uid = :uid", use(findings, "findings"),
        use(key.uid.str(), "uid");
}

void SshKeyStore::hold(SshKeyUid const& uid) {
    long long const at = to_micros(now_);
    sql_ << "UPDATE ssh_key SET held_since = :at WHERE uid = :uid AND held_since IS NULL", use(at, "at"),
        use(uid.str(), "uid");
}

void SshKeyStore::release(SshKeyUid const& uid) {
    sql_ << "UPDATE ssh_key SET held_since = NULL WHERE uid = :uid", use(uid.str(), "uid");
}

std::vector<model::SshKey> SshKeyStore::owned_by(UserUid const& owner) const {
    soci::rowset<model::SshKey> const rows =
        (sql_.prepare << "SELECT * FROM ssh_key WHERE owner_uid = :owner ORDER BY scope, name_key",
         use(owner.str(), "owner"));
    return all(rows);
}

void SshKeyStore::suspend(SshKeyUid const& uid) {
    long long const at = to_micros(now_);
    sql_ << "UPDATE ssh_key SET suspended_since = :at WHERE uid = :uid", use(at, "at"), use(uid.str(), "uid");
}

void SshKeyStore::resume(SshKeyUid const& uid) {
    sql_ << "UPDATE ssh_key SET suspended_since = NULL WHERE uid = :uid", use(uid.str(), "uid");
}

void SshKeyStore::set_revision(SshKeyUid const& uid, std::int64_t revision) {
    long long const value = revision;
    sql_ << "UPDATE ssh_key SET revision = :revision WHERE uid = :uid", use(value, "revision"),
        use(uid.str(), "uid");
}

}  // namespace gatehouse::store
