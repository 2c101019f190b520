#include "store/node_store.h"

#include "crypto/random.h"
#include "store/conditions.h"
#include "store/rows.h"

namespace soci {
template <>
struct type_conversion<gatehouse::model::Node> {
    using base_type = values;
    static void from_base(values const& row, indicator, gatehouse::model::Node& node) {
        using namespace gatehouse;
        using namespace gatehouse::store;
        node.uid = NodeUid(text(row, "uid"));
        node.cluster = ClusterUid(text(row, "cluster_uid"));
        node.meta.name = text(row, "name");
        node.meta.created = node.meta.modified = time(row, "created_at");
        node.addresses = list(row, "addresses");
        node.port = small(row, "port");
        node.host_keys = list(row, "host_keys");
        node.logins = list(row, "logins");
        node.missing_logins = list(row, "missing_logins");
        node.sshd_version = text(row, "sshd_version");
        node.agent_version = text(row, "agent_version");
        node.epoch = number(row, "epoch");
        node.revision = number(row, "revision");
        node.lease_end = time(row, "lease_end_at");
        node.last_contact = time(row, "last_contact_at");
        node.clock_skew_seconds = number(row, "clock_skew_seconds");
        node.problem = text(row, "problem");
        node.retiring = maybe_time(row, "retiring_since");
        node.retire_revision = number(row, "retire_revision");
    }
    static void to_base(gatehouse::model::Node const& node, values& row, indicator& state) {
        using namespace gatehouse::store;
        set(row, "uid", node.uid);
        set(row, "cluster_uid", node.cluster);
        set(row, "name", node.meta.name);
        set(row, "addresses", node.addresses);
        set(row, "port", node.port);
        set(row, "host_keys", node.host_keys);
        set(row, "logins", node.logins);
        set(row, "missing_logins", node.missing_logins);
        set(row, "sshd_version", node.sshd_version);
        set(row, "agent_version", node.agent_version);
        set(row, "epoch", node.epoch);
        set(row, "revision", node.revision);
        set(row, "lease_end_at", node.lease_end);
        set(row, "last_contact_at", node.last_contact);
        set(row, "clock_skew_seconds", node.clock_skew_seconds);
        set(row, "problem", node.problem);
        set(row, "created_at", node.meta.created);
        set(row, "retire_revision", node.retire_revision);
        state = i_ok;
    }
};
}  // namespace soci

namespace gatehouse::store {

using soci::into;
using soci::use;

std::vector<model::Node> NodeStore::list(model::Cluster const& cluster) const {
    soci::rowset<model::Node> const rows =
        (sql_.prepare << "SELECT * FROM node WHERE cluster_uid = :cluster ORDER BY name, uid",
         use(cluster.uid.str(), "cluster"));
    return all(rows);
}

std::vector<model::Node> NodeStore::list(Visibility const& visible) const {
    Conditions conditions;
    if (!visible.scope().is_tenant())
        conditions.say("cluster.project_uid = " + conditions.bound(visible.scope().str()));
    auto statement = (sql_.prepare << "SELECT node.* FROM node JOIN cluster ON cluster.uid = node.cluster_uid"
                                   << conditions.where() << " ORDER BY node.name, node.uid");
    conditions.bind(statement);
    soci::rowset<model::Node> const rows(statement);
    return all(rows);
}

std::vector<model::Node> NodeStore::retiring() const {
    soci::rowset<model::Node> const rows =
        (sql_.prepare << "SELECT * FROM node WHERE retiring_since IS NOT NULL");
    return all(rows);
}

std::set<NodeUid> NodeStore::heard_since(Time then) const {
    long long const at = to_micros(then);
    soci::rowset<std::string> const rows =
        (sql_.prepare << "SELECT uid FROM node WHERE last_contact_at >= :then", use(at, "then"));
    std::set<NodeUid> uids;
    for (auto const& uid : rows)
        uids.emplace(uid);
    return uids;
}

std::optional<model::Node> NodeStore::find(NodeUid const& uid) const {
    model::Node node;
    sql_ << "SELECT * FROM node WHERE uid = :uid", use(uid.str(), "uid"), into(node);
    return sql_.got_data() ? std::optional(node) : std::nullopt;
}

std::optional<NodeUid> NodeStore::by_credential(std::string const& digest) const {
    std::string uid;
    sql_ << "SELECT uid FROM node WHERE credential = :digest", use(digest, "digest"), into(uid);
    return sql_.got_data() ? std::optional(NodeUid(uid)) : std::nullopt;
}

NodeUid NodeStore::add(model::Node node, std::string const& credential_digest) {
    node.uid = NodeUid(crypto::new_uid(now_));
    node.meta.created = now_;
    node.last_contact = now_;
    sql_ << "INSERT INTO node (uid, cluster_uid, name, credential, addresses, port, host_keys, logins, "
            "missing_logins, sshd_version, agent_version, epoch, revision, lease_end_at, last_contact_at, "
            "clock_skew_seconds, problem, created_at, retire_revision) VALUES (:uid, :cluster_uid, :name, "
            ":credential, :addresses, :port, :host_keys, :logins, :missing_logins, :sshd_version, "
            ":agent_version, "
            ":epoch, :revision, :lease_end_at, :last_contact_at, :clock_skew_seconds, :problem, :created_at, "
            ":retire_revision)",
        row_of(node), use(credential_digest, "credential");
    return node.uid;
}

void NodeStore::update_report(model::Node const& node) {
    sql_ << "UPDATE node SET name = :name, addresses = :addresses, port = :port, host_keys = :host_keys, "
            "logins = :logins, missing_logins = :missing_logins, sshd_version = :sshd_version, "
            "agent_version = :agent_version WHERE uid = :uid",
        row_of(node);
}

void NodeStore::update_receipt(model::Node const& node) {
    sql_
        << "UPDATE node SET epoch = :epoch, revision = :revision, lease_end_at = :lease_end_at, "
           "last_contact_at = :last_contact_at, clock_skew_seconds = :clock_skew_seconds, problem = :problem "
           "WHERE uid = :uid",
        row_of(node);
}

void NodeStore::retire(NodeUid const& uid, std::int64_t revision) {
    long long const at = to_micros(now_);
    long long const value = revision;
    sql_ << "UPDATE node SET retiring_since = :at, retire_revision = :revision WHERE uid = :uid AND "
            "retiring_since IS NULL",
        use(at, "at"), use(value, "revision"), use(uid.str(), "uid");
}

void NodeStore::remove(NodeUid const& uid) {
    sql_ << "DELETE FROM node WHERE uid = :uid", use(uid.str(), "uid");
}

}  // namespace gatehouse::store
