#pragma once

#include "base/id.h"
#include "contract/endpoint.h"
#include "contract/wire.h"
#include "model/cluster.h"

namespace gatehouse::contract {

struct SshOptions {
    bool pty = true;
    bool portForwarding = true;
    bool agentForwarding = false;
    bool x11Forwarding = false;
};
BOOST_DESCRIBE_STRUCT(SshOptions, (), (pty, portForwarding, agentForwarding, x11Forwarding))

struct ClusterSpec {
    model::Environment environment = model::Environment::edge;
    std::string cloudType;
    std::vector<std::string> logins;
    SshOptions sshOptions;
    std::int64_t leaseSeconds = 0;
};
BOOST_DESCRIBE_STRUCT(ClusterSpec, (), (environment, cloudType, logins, sshOptions, leaseSeconds))

/// What a client may say of a cluster; what it leaves out gets its default.
struct ClusterSpecInput {
    model::Environment environment = model::Environment::edge;
    std::optional<std::string> cloudType;
    std::vector<std::string> logins;
    std::optional<SshOptions> sshOptions;
    std::optional<std::int64_t> leaseSeconds;
};
BOOST_DESCRIBE_STRUCT(ClusterSpecInput, (), (environment, cloudType, logins, sshOptions, leaseSeconds))

struct NodeCounts {
    int total = 0;
    int connected = 0;
    int current = 0;  ///< have confirmed the cluster's revision
};
BOOST_DESCRIBE_STRUCT(NodeCounts, (), (total, connected, current))

struct ClusterStatus {
    ObjectState state = ObjectState::active;
    std::int64_t revision = 0;
    NodeCounts nodes;
};
BOOST_DESCRIBE_STRUCT(ClusterStatus, (), (state, revision, nodes))

struct Cluster {
    ObjectMeta metadata;
    ClusterSpec spec;
    ClusterStatus status;
};
BOOST_DESCRIBE_STRUCT(Cluster, (), (metadata, spec, status))

struct NodeSpec {
    NamedUid cluster;
    std::vector<std::string> addresses;
    int port = 22;
    std::vector<std::string> hostKeys;
    std::vector<std::string> logins;
    std::vector<std::string> missingLogins;
    std::string sshdVersion;
    std::string agentVersion;
};
BOOST_DESCRIBE_STRUCT(NodeSpec, (),
                      (cluster, addresses, port, hostKeys, logins, missingLogins, sshdVersion, agentVersion))

enum class NodeState { connected, offline, retiring };  ///< retiring: being removed

struct NodeStatus {
    NodeState state = NodeState::offline;
    std::optional<Time> lastContact;
    std::int64_t revision = 0;
    bool current = false;
    std::optional<Time> leaseEnd;
    std::int64_t clockSkewSeconds = 0;
    std::string problem;
    std::vector<std::string> knownHosts;
};
BOOST_DESCRIBE_STRUCT(NodeStatus, (),
                      (state, lastContact, revision, current, leaseEnd, clockSkewSeconds, problem,
                       knownHosts))

struct Node {
    ObjectMeta metadata;
    NodeSpec spec;
    NodeStatus status;
};
BOOST_DESCRIBE_STRUCT(Node, (), (metadata, spec, status))

struct ListClusters {
    static constexpr Endpoint endpoint{Method::get,
                                       "/v1/clusters",
                                       200,
                                       policy::Permission::cluster_list,
                                       "cluster.list",
                                       "List a project's clusters"};
    using Request = Nothing;
    using Response = Items<Cluster>;
};

struct CreateCluster {
    static constexpr Endpoint endpoint{
        Method::post,     "/v1/clusters",    201, policy::Permission::cluster_create,
        "cluster.create", "Create a cluster"};
    struct Request {
        MetaInput metadata;
        ClusterSpecInput spec;
    };
    using Response = Uid;
};
BOOST_DESCRIBE_STRUCT(CreateCluster::Request, (), (metadata, spec))

struct GetCluster {
    static constexpr Endpoint endpoint{Method::get,   "/v1/clusters/{uid}",
                                       200,           policy::Permission::cluster_get,
                                       "cluster.get", "See a cluster"};
    using Request = ByUid<ClusterUid>;
    using Response = Cluster;
};

struct UpdateCluster {
    static constexpr Endpoint endpoint{
        Method::put,      "/v1/clusters/{uid}", 204, policy::Permission::cluster_update,
        "cluster.update", "Edit a cluster"};
    struct Request {
        ClusterUid uid;
        MetaInput metadata;
        ClusterSpecInput spec;
    };
    using Response = NoContent;
};
BOOST_DESCRIBE_STRUCT(UpdateCluster::Request, (), (uid, metadata, spec))

struct DeleteCluster {
    static constexpr Endpoint endpoint{
        Method::remove,   "/v1/clusters/{uid}", 204, policy::Permission::cluster_delete,
        "cluster.delete", "Delete a cluster"};
    using Request = Removal<ClusterUid>;
    using Response = NoContent;
};

struct ListNodes {
    static constexpr Endpoint endpoint{Method::get, "/v1/clusters/{uid}/nodes",
                                       200,         policy::Permission::edge_host_list,
                                       "node.list", "List a cluster's nodes"};
    using Request = ByUid<ClusterUid>;
    using Response = Items<Node>;
};

struct DeleteNode {
    static constexpr Endpoint endpoint{
        Method::remove, "/v1/nodes/{uid}", 204, policy::Permission::edge_host_delete,
        "node.delete",  "Remove a node"};
    using Request = Removal<NodeUid>;
    using Response = NoContent;
};

struct CreateEnrolment {
    static constexpr Endpoint endpoint{Method::post,
                                       "/v1/clusters/{uid}/enrolment",
                                       201,
                                       policy::Permission::cluster_create,
                                       "cluster.enrol",
                                       "Make a token and the command that enrols a node"};
    using Request = ByUid<ClusterUid>;
    struct Response {
        std::string token;
        std::string command;
        Time expiry;
    };
};
BOOST_DESCRIBE_STRUCT(CreateEnrolment::Response, (), (token, command, expiry))

}  // namespace gatehouse::contract

namespace gatehouse {
template <>
inline constexpr std::pair<contract::NodeState, std::string_view> enum_names<contract::NodeState>[] = {
    {contract::NodeState::connected, "connected"},
    {contract::NodeState::offline, "offline"},
    {contract::NodeState::retiring, "retiring"},
};
}  // namespace gatehouse
