#include "service/clusters.h"

#include <algorithm>

#include "base/text.h"
#include "service/change.h"
#include "service/fleet.h"
#include "service/meta.h"
#include "sshkey/names.h"
#include "store/cluster_store.h"
#include "store/node_store.h"
#include "store/project_store.h"

namespace gatehouse::service {

using namespace contract;
using policy::Caller;
using store::ClusterStore;
using store::NodeStore;
using store::ReadTx;
using store::WriteTx;

namespace {

constexpr int most_name_code_points = 64;
constexpr std::size_t most_logins = 32;
constexpr std::int64_t least_lease = 10;
constexpr std::int64_t most_lease = 30 * 86400;
constexpr auto enrolment_life = std::chrono::hours(1);

std::int64_t default_lease(model::Environment environment) {
    return (environment == model::Environment::edge ? 7 : 3) * 86400;
}

Result<model::Cluster> from_wire(MetaInput metadata, ClusterSpecInput spec) {
    model::Cluster cluster;
    cluster.meta = TRY(service::from_wire(std::move(metadata), most_name_code_points));
    cluster.environment = spec.environment;
    cluster.cloud_type = spec.cloudType.value_or("");
    if (!cluster.cloud_type.empty())
        TRY(sshkey::check_name(cluster.cloud_type, 64, "/spec/cloudType"));
    if (spec.logins.empty() || spec.logins.size() > most_logins)
        return refuse(Code::invalid,
                      fmt::format("name the OS accounts that keys may open on this cluster's nodes: 1 to {}",
                                  most_logins),
                      "/spec/logins");
    for (std::size_t i = 0; i < spec.logins.size(); ++i) {
        auto const field = fmt::format("/spec/logins/{}", i);
        TRY(sshkey::check_login(spec.logins[i], field));
        if (std::ranges::count(spec.logins, spec.logins[i]) > 1)
            return refuse(Code::invalid, fmt::format("the login {} is named twice", spec.logins[i]), field);
    }
    cluster.logins = std::move(spec.logins);
    auto const options = spec.sshOptions.value_or(SshOptions{});
    cluster.options = {options.pty, options.portForwarding, options.agentForwarding, options.x11Forwarding};
    cluster.lease_seconds = spec.leaseSeconds.value_or(default_lease(spec.environment));
    if (cluster.lease_seconds < least_lease || cluster.lease_seconds > most_lease)
        return refuse(
            Code::invalid,
            fmt::format("a lease is {} s to {} s (30 days); left out, it is 3 days, for edge 7 days",
                        least_lease, most_lease),
            "/spec/leaseSeconds");
    return cluster;
}

ClusterSpec spec_of(model::Cluster const& cluster) {
    ClusterSpec spec;
    spec.environment = cluster.environment;
    spec.cloudType = cluster.cloud_type;
    spec.logins = cluster.logins;
    spec.sshOptions = SshOptions{cluster.options.pty, cluster.options.port_forwarding,
                                 cluster.options.agent_forwarding, cluster.options.x11_forwarding};
    spec.leaseSeconds = cluster.lease_seconds;
    return spec;
}

/// What the audit trail keeps of a cluster.
struct ClusterDetail {
    MetaInput metadata;
    ClusterSpec spec;
};
BOOST_DESCRIBE_STRUCT(ClusterDetail, (), (metadata, spec))

ClusterDetail detail_of(model::Cluster const& cluster) {
    return {{cluster.meta.name, cluster.meta.labels, cluster.meta.annotations}, spec_of(cluster)};
}

Cluster to_wire(model::Cluster const& cluster, std::vector<model::Node> const& nodes, Time now) {
    Cluster wire;
    wire.metadata = service::to_wire(cluster.uid.str(), cluster.meta);
    wire.spec = spec_of(cluster);
    wire.status.state = cluster.deleting ? ObjectState::deleting : ObjectState::active;
    wire.status.revision = cluster.revision;
    for (auto const& node : nodes) {
        wire.status.nodes.total += 1;
        wire.status.nodes.connected += connected(node, now) ? 1 : 0;
        wire.status.nodes.current += current(node, cluster, now) ? 1 : 0;
    }
    return wire;
}

std::optional<Time> unless_zero(Time time) { return time == Time{} ? std::nullopt : std::optional(time); }

Node to_wire(model::Node const& node, model::Cluster const& cluster, Time now) {
    Node wire;
    wire.metadata = service::to_wire(node.uid.str(), node.meta);
    wire.spec = {{cluster.uid.str(), cluster.meta.name},
                 node.addresses,
                 node.port,
                 node.host_keys,
                 node.logins,
                 node.missing_logins,
                 node.sshd_version,
                 node.agent_version};
    wire.status = {state(node, now),
                   unless_zero(node.last_contact),
                   node.revision,
                   current(node, cluster, now),
                   unless_zero(node.lease_end),
                   node.clock_skew_seconds,
                   node.problem,
                   known_hosts(node)};
    return wire;
}

/// The cluster of a path, for a caller who may do this in its project.
template <class E, class Tx>
Result<model::Cluster> find(Tx& tx, ClusterUid const& uid) {
    auto const project = ClusterStore(tx).project_of(uid);
    if (!project)
        return refuse(Code::not_found, "there is no such cluster, or you have no role in its project");
    auto const visible = tx.template permit<E>(model::Scope::of(*project));
    if (!visible && visible.error().code == Code::not_found)
        return refuse(Code::not_found, "there is no such cluster, or you have no role in its project");
    return ClusterStore(tx).find(TRY(visible), uid);
}

Error nodes_left(std::string const& what, std::vector<std::string> items) {
    Error error{
        Code::conflict,
        fmt::format("the {} still lets people in; remove it with force=true, which closes it first", what),
        {},
        "NODES_LEFT"};
    error.items = std::move(items);
    return error;
}

}  // namespace

Result<Items<Cluster>> Clusters::list(Caller const& caller, Nothing) {
    return db_.read(caller, [&](ReadTx& tx) -> Result<Items<Cluster>> {
        auto const visible = TRY(tx.permit<ListClusters>(caller.scope));
        Items<Cluster> answer;
        auto const fleet = Fleet::load(tx, visible);
        for (auto const& [cluster, nodes] : fleet.members())
            answer.items.push_back(to_wire(cluster, nodes, tx.now()));
        return answer;
    });
}

Result<Uid> Clusters::create(Caller const& caller, CreateCluster::Request wanted) {
    auto const cluster = TRY(from_wire(std::move(wanted.metadata), std::move(wanted.spec)));
    return db_.write(caller, [&](WriteTx& tx) -> Result<Uid> {
        auto const visible = TRY(tx.permit<CreateCluster>(caller.scope));
        if (caller.scope.is_tenant())
            return refuse(Code::invalid, "a cluster belongs to a project; name it in the header ProjectUid");
        if (TRY(store::ProjectStore(tx).find(visible)).deleting)
            return refuse(Code::conflict, "this project is being removed");
        auto const uid = TRY(ClusterStore(tx).add(visible, cluster));
        auto const event = tx.audit<CreateCluster>(caller.scope, {uid.str(), cluster.meta.name},
                                                   change<ClusterDetail>({}, detail_of(cluster)));
        ClusterStore(tx).set_settings_revision(uid, tx.touch(uid));
        return Uid{uid.str(), event};
    });
}

Result<Cluster> Clusters::get(Caller const& caller, GetCluster::Request wanted) {
    return db_.read(caller, [&](ReadTx& tx) -> Result<Cluster> {
        auto const cluster = TRY(find<GetCluster>(tx, wanted.uid));
        return to_wire(cluster, NodeStore(tx).list(cluster), tx.now());
    });
}

Result<NoContent> Clusters::update(Caller const& caller, UpdateCluster::Request wanted) {
    auto fresh = TRY(from_wire(std::move(wanted.metadata), std::move(wanted.spec)));
    return db_.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        auto const old = TRY(find<UpdateCluster>(tx, wanted.uid));
        auto cluster = fresh;
        cluster.uid = old.uid;
        cluster.project = old.project;
        TRY(ClusterStore(tx).update(cluster));
        tx.audit<UpdateCluster>(model::Scope::of(old.project), {old.uid.str(), cluster.meta.name},
                                change<ClusterDetail>(detail_of(old), detail_of(cluster)));
        ClusterStore(tx).set_settings_revision(old.uid, tx.touch(old.uid));
        return NoContent{};
    });
}

Result<NoContent> Clusters::remove(Caller const& caller, DeleteCluster::Request wanted) {
    bool begun = false;
    auto const begin = db_.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        auto const cluster = TRY(find<DeleteCluster>(tx, wanted.uid));
        if (cluster.deleting) {
            begun = true;  // asked again while it waits for its nodes
            return refuse(Code::conflict, "already begun");
        }
        auto const nodes = NodeStore(tx).list(cluster);
        std::vector<std::string> in_the_way;
        for (auto const& node : nodes)
            in_the_way.push_back(describe(node, tx.now()));
        if (!nodes.empty() && !wanted.force)
            return refuse(nodes_left("cluster", std::move(in_the_way)));
        ClusterStore(tx).mark_deleting(cluster.uid);
        for (auto const& node : nodes)
            retire(tx, node);
        tx.audit<DeleteCluster>(model::Scope::of(cluster.project), {cluster.uid.str(), cluster.meta.name},
                                change<ClusterDetail>(detail_of(cluster), {}));
        return NoContent{};
    });
    if (!begin && !begun)
        return begin;
    return Removals::answer(removals_.finish(wanted.uid), "cluster");
}

Result<Items<Node>> Clusters::list_nodes(Caller const& caller, ListNodes::Request wanted) {
    return db_.read(caller, [&](ReadTx& tx) -> Result<Items<Node>> {
        auto const cluster = TRY(find<ListNodes>(tx, wanted.uid));
        Items<Node> answer;
        for (auto const& node : NodeStore(tx).list(cluster))
            answer.items.push_back(to_wire(node, cluster, tx.now()));
        return answer;
    });
}

Result<NoContent> Clusters::remove_node(Caller const& caller, DeleteNode::Request wanted) {
    bool begun = false;
    auto const begin = db_.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        auto const node = NodeStore(tx).find(wanted.uid);
        auto const cluster = find<DeleteNode>(tx, node ? node->cluster : ClusterUid{});
        if (!cluster && cluster.error().code == Code::not_found)
            return refuse(Code::not_found, "there is no such node, or you have no role in its project");
        auto const home = TRY(cluster);
        if (node->retiring) {
            begun = true;  // asked again while it waits
            return refuse(Code::conflict, "already begun");
        }
        if (!wanted.force)
            return refuse(nodes_left("node", {describe(*node, tx.now())}));
        retire(tx, *node);
        tx.audit<DeleteNode>(model::Scope::of(home.project), {node->uid.str(), node->meta.name});
        return NoContent{};
    });
    if (!begin && !begun)
        return begin;
    return Removals::answer(removals_.finish(wanted.uid), "node");
}

Result<CreateEnrolment::Response> Clusters::create_enrolment(Caller const& caller,
                                                             CreateEnrolment::Request wanted) {
    return db_.write(caller, [&](WriteTx& tx) -> Result<CreateEnrolment::Response> {
        auto const cluster = TRY(find<CreateEnrolment>(tx, wanted.uid));
        if (cluster.deleting)
            return refuse(Code::conflict, "this cluster is being removed");
        auto const expiry = tx.now() + enrolment_life;
        auto const token = tokens_.enrolment_value(cluster.uid, expiry);
        tx.audit<CreateEnrolment>(model::Scope::of(cluster.project), {cluster.uid.str(), cluster.meta.name});
        return CreateEnrolment::Response{
            token,
            fmt::format("sudo gatehouse-agent enroll --server {} --ca-pin {} --cluster {} --token {}",
                        installation_.public_url, installation_.ca_pin, cluster.uid.str(), token),
            expiry};
    });
}

}  // namespace gatehouse::service
