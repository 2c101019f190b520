#pragma once

#include "contract/endpoint.h"
#include "contract/wire.h"

// What the agent asks. A node's credential opens these and nothing else.
namespace gatehouse::contract {

/// What a node tells of itself.
struct NodeReport {
    std::string name;
    std::vector<std::string> hostKeys;
    std::vector<std::string> addresses;
    int port = 22;
    std::vector<std::string> logins;
    std::vector<std::string> missingLogins;
    std::string sshdVersion;
    std::string agentVersion;
};
BOOST_DESCRIBE_STRUCT(NodeReport, (),
                      (name, hostKeys, addresses, port, logins, missingLogins, sshdVersion, agentVersion))

struct GetCa {
    static constexpr Endpoint endpoint{Method::get,      "/v1/ca", 200,
                                       policy::Anyone{}, "ca.get", "The CA certificate that nodes pin"};
    using Request = Nothing;
    struct Response {
        static constexpr char content_type[] = "application/x-pem-file";
        std::string text;
    };
};

struct EnrolNode {
    static constexpr Endpoint endpoint{Method::post,  "/v1/nodes",
                                       201,           policy::Anyone{},
                                       "node.create", "Enrol a node with a registration token"};
    struct Request : NodeReport {
        std::string token;
        std::string cluster;  ///< uid or name
    };
    struct Response {
        std::string uid;
        std::string credential;  ///< shown once
        std::string signingKey;  ///< base64 of 32 bytes: who signs snapshots
        NamedUid cluster;
    };
};
BOOST_DESCRIBE_STRUCT(EnrolNode::Request, (NodeReport), (token, cluster))
BOOST_DESCRIBE_STRUCT(EnrolNode::Response, (), (uid, credential, signingKey, cluster))

struct SignedSnapshot {
    std::string payload;
    std::string signature;
    std::optional<std::string> proof;  ///< signature over the position alone; the node's next polls carry it
};
BOOST_DESCRIBE_STRUCT(SignedSnapshot, (), (payload, signature, proof))

struct PollNode {
    static constexpr Endpoint endpoint{
        Method::post,   "/v1/nodes/self/poll", 200,
        policy::Node{}, "node.poll",           "Confirm what is enforced and wait for what is newer",
        Work::node_poll};
    struct Request {
        std::int64_t epoch = 0;
        std::int64_t revision = 0;
        Time leaseEnd;
        Time nodeTime;
        std::optional<std::string> proof;  ///< the console's own signature over epoch and revision
        std::vector<std::string> held{};   ///< keys that came back with an older state and are kept out
        std::optional<std::string> problem;
        std::optional<NodeReport> report;
    };
    struct Response {
        Time serverTime;
        std::vector<std::string> logins;
        std::optional<SignedSnapshot> snapshot;
        std::vector<std::string> topics{};  ///< not on the wire: what wakes a held poll
        std::chrono::milliseconds hold{};   ///< nor this: how long it is worth waiting
    };
};
BOOST_DESCRIBE_STRUCT(PollNode::Request, (),
                      (epoch, revision, leaseEnd, nodeTime, proof, held, problem, report))
BOOST_DESCRIBE_STRUCT(PollNode::Response, (), (serverTime, logins, snapshot))

/// The database was found to be older than what nodes were told.
struct BeginEpoch {
    static constexpr Deed endpoint{policy::Node{}, "epoch.begin",
                                   "Begin a new epoch: the database had fallen back"};
};

}  // namespace gatehouse::contract
