#include "store/cluster_store.h"

#include "crypto/random.h"
#include "sshkey/names.h"
#include "store/conditions.h"
#include "store/feed.h"
#include "store/rows.h"
#include "store/topic.h"

namespace soci {
template <>
struct type_conversion<gatehouse::model::Cluster> {
    using base_type = values;
    static void from_base(values const& row, indicator, gatehouse::model::Cluster& cluster) {
        using namespace gatehouse;
        using namespace gatehouse::store;
        cluster.uid = ClusterUid(text(row, "uid"));
        cluster.project = ProjectUid(text(row, "project_uid"));
        cluster.meta = meta(row);
        cluster.environment = *from_name<model::Environment>(text(row, "environment"));
        cluster.cloud_type = text(row, "cloud_type");
        cluster.logins = list(row, "logins");
        cluster.options = {flag(row, "pty"), flag(row, "port_forwarding"), flag(row, "agent_forwarding"),
                           flag(row, "x11_forwarding")};
        cluster.lease_seconds = number(row, "lease_seconds");
        cluster.settings_revision = number(row, "settings_revision");
        cluster.deleting = maybe_time(row, "deleting_since");
    }
    static void to_base(gatehouse::model::Cluster const& cluster, values& row, indicator& state) {
        using namespace gatehouse;
        using namespace gatehouse::store;
        set(row, "uid", cluster.uid);
        set(row, "project_uid", cluster.project);
        set(row, cluster.meta);
        set(row, "environment", std::string(to_name(cluster.environment)));
        set(row, "cloud_type", cluster.cloud_type);
        set(row, "logins", cluster.logins);
        set(row, "pty", cluster.options.pty);
        set(row, "port_forwarding", cluster.options.port_forwarding);
        set(row, "agent_forwarding", cluster.options.agent_forwarding);
        set(row, "x11_forwarding", cluster.options.x11_forwarding);
        set(row, "lease_seconds", cluster.lease_seconds);
        set(row, "settings_revision", cluster.settings_revision);
        state = i_ok;
    }
};
}  // namespace soci

namespace gatehouse::store {

using soci::into;
using soci::use;

model::Cluster ClusterStore::with_revision(model::Cluster cluster) const {
    cluster.revision = Feed(tx_).revision(cluster.uid, cluster.project);
    return cluster;
}

std::vector<model::Cluster> ClusterStore::with_revisions(std::vector<model::Cluster> clusters) const {
    for (auto& cluster : clusters)
        cluster = with_revision(std::move(cluster));
    return clusters;
}

std::vector<model::Cluster> ClusterStore::list(Visibility const& visible) const {
    Conditions conditions;
    if (!visible.scope().is_tenant())
        conditions.say("project_uid = " + conditions.bound(visible.scope().str()));
    auto statement = (sql_.prepare << "SELECT * FROM cluster" << conditions.where() << " ORDER BY name_key");
    conditions.bind(statement);
    soci::rowset<model::Cluster> const rows(statement);
    return with_revisions(all(rows));
}

Result<model::Cluster> ClusterStore::find(Visibility const& visible, ClusterUid const& uid) const {
    model::Cluster cluster;
    auto const scope = visible.scope().str();
    sql_ << "SELECT * FROM cluster WHERE uid = :uid AND project_uid = :scope", use(uid.str(), "uid"),
        use(scope, "scope"), into(cluster);
    if (!sql_.got_data())
        return refuse(Code::not_found, "there is no such cluster in this project");
    return with_revision(std::move(cluster));
}

std::optional<ProjectUid> ClusterStore::project_of(ClusterUid const& uid) const {
    std::string project;
    sql_ << "SELECT project_uid FROM cluster WHERE uid = :uid", use(uid.str(), "uid"), into(project);
    if (!sql_.got_data())
        return std::nullopt;
    return ProjectUid(project);
}

std::optional<model::Cluster> ClusterStore::of(model::Node const& node) const {
    model::Cluster cluster;
    sql_ << "SELECT * FROM cluster WHERE uid = :uid", use(node.cluster.str(), "uid"), into(cluster);
    return sql_.got_data() ? std::optional(with_revision(std::move(cluster))) : std::nullopt;
}

std::optional<model::Cluster> ClusterStore::by_uid_or_name(std::string const& text,
                                                           ProjectUid const& project) const {
    auto const key = sshkey::name_key(text);
    soci::rowset<model::Cluster> const rows =
        (sql_.prepare << "SELECT * FROM cluster WHERE (uid = :text OR name_key = :key) AND "
                         "(:project = '' OR project_uid = :again) LIMIT 2",
         use(text, "text"), use(key, "key"), use(project.str(), "project"), use(project.str(), "again"));
    auto found = all(rows);
    if (found.size() != 1)  // a name that stands in two projects names neither
        return std::nullopt;
    return with_revision(std::move(found.front()));
}

std::vector<model::Cluster> ClusterStore::deleting() const {
    soci::rowset<model::Cluster> const rows =
        (sql_.prepare << "SELECT * FROM cluster WHERE deleting_since IS NOT NULL");
    return with_revisions(all(rows));
}

Result<void> ClusterStore::refuse_taken(model::Cluster const& cluster) const {
    std::string other;
    std::string other_name;
    auto const key = sshkey::name_key(cluster.meta.name);
    sql_ << "SELECT uid, name FROM cluster WHERE project_uid = :project AND name_key = :key AND uid <> :but",
        use(cluster.project.str(), "project"), use(key, "key"), use(cluster.uid.str(), "but"), into(other),
        into(other_name);
    if (!sql_.got_data())
        return {};
    return refuse(Error{Code::conflict,
                        fmt::format("the cluster \"{}\" has this name already; choose another", other_name),
                        "/metadata/name", "NAME_TAKEN", other});
}

Result<ClusterUid> ClusterStore::add(Visibility const& visible, model::Cluster cluster) {
    cluster.uid = ClusterUid(crypto::new_uid(now_));
    cluster.project = visible.scope().project();
    cluster.meta.created = cluster.meta.modified = now_;
    TRY(refuse_taken(cluster));
    sql_ << "INSERT INTO cluster (uid, project_uid, name, name_key, labels, annotations, environment, "
            "cloud_type, "
            "logins, pty, port_forwarding, agent_forwarding, x11_forwarding, lease_seconds, "
            "settings_revision, created_at, modified_at) "
            "VALUES (:uid, :project_uid, :name, :name_key, :labels, :annotations, :environment, :cloud_type, "
            ":logins, "
            ":pty, :port_forwarding, :agent_forwarding, :x11_forwarding, :lease_seconds, "
            ":settings_revision, :created_at, :modified_at)",
        row_of(cluster);
    return cluster.uid;
}

Result<void> ClusterStore::update(model::Cluster cluster) {
    TRY(refuse_taken(cluster));
    cluster.meta.modified = now_;
    sql_ << "UPDATE cluster SET name = :name, name_key = :name_key, labels = :labels, annotations = "
            ":annotations, "
            "environment = :environment, cloud_type = :cloud_type, logins = :logins, pty = :pty, "
            "port_forwarding = :port_forwarding, agent_forwarding = :agent_forwarding, "
            "x11_forwarding = :x11_forwarding, lease_seconds = :lease_seconds, modified_at = :modified_at "
            "WHERE uid = :uid",
        row_of(cluster);
    return {};
}

void ClusterStore::set_settings_revision(ClusterUid const& uid, std::int64_t revision) {
    long long const value = revision;
    sql_ << "UPDATE cluster SET settings_revision = :revision WHERE uid = :uid", use(value, "revision"),
        use(uid.str(), "uid");
}

void ClusterStore::mark_deleting(ClusterUid const& uid) {
    long long const at = to_micros(now_);
    sql_ << "UPDATE cluster SET deleting_since = :at WHERE uid = :uid AND deleting_since IS NULL",
        use(at, "at"), use(uid.str(), "uid");
}

void ClusterStore::remove(ClusterUid const& uid) {
    auto const own_topic = topic(uid);
    sql_ << "DELETE FROM feed_change WHERE topic = :topic", use(own_topic, "topic");
    sql_ << "DELETE FROM cluster WHERE uid = :uid", use(uid.str(), "uid");
}

}  // namespace gatehouse::store
