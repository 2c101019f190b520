#include "service/nodes.h"

#include <algorithm>

#include "base/log.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "crypto/random.h"
#include "service/change.h"
#include "service/held_keys.h"
#include "sshkey/names.h"
#include "sshkey/public_key.h"
#include "store/cluster_store.h"
#include "store/node_store.h"
#include "store/topic.h"

namespace gatehouse::service {

using namespace contract;
using policy::Caller;
using store::ClusterStore;
using store::NodeStore;
using store::SystemTx;
using store::WriteTx;

namespace {

constexpr std::size_t most_entries = 32;

/// Names and addresses end up in known_hosts lines and ssh commands: letters, digits and what addresses need.
Result<void> check_host(std::string const& text, std::string const& field) {
    static constexpr std::string_view allowed =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:";
    if (text.empty() || text.size() > 253 || text.front() == '-' ||
        text.find_first_not_of(allowed) != std::string::npos)
        return refuse(Code::invalid, "this is not a host name or an IP address", field);
    return {};
}

/// What a node tells of itself is checked like anything else that comes from outside.
Result<model::Node> from_wire(NodeReport report) {
    model::Node node;
    TRY(check_host(report.name, "/name"));
    if (report.addresses.size() > most_entries || report.hostKeys.size() > most_entries ||
        report.logins.size() > most_entries || report.missingLogins.size() > most_entries)
        return refuse(Code::invalid, fmt::format("a list may have at most {} entries", most_entries));
    for (auto const& address : report.addresses)
        TRY(check_host(address, "/addresses"));
    for (auto const& login : report.logins)
        TRY(sshkey::check_login(login, "/logins"));
    for (auto const& login : report.missingLogins)
        TRY(sshkey::check_login(login, "/missingLogins"));
    if (report.port < 1 || report.port > 65535)
        return refuse(Code::invalid, "a port is 1 to 65535", "/port");
    // A host key of a type we do not read cannot be shown to ssh as known; the others still can.
    for (auto const& text : report.hostKeys)
        if (auto const key = sshkey::PublicKey::parse(text))
            node.host_keys.push_back(fmt::format("{} {}", sshkey::wire_name(key->type()), key->base64()));
    if (node.host_keys.empty())
        return refuse(Code::invalid, "none of the host keys is a public key we can read", "/hostKeys");
    TRY(sshkey::check_name(report.sshdVersion, 64, "/sshdVersion"));
    TRY(sshkey::check_name(report.agentVersion, 64, "/agentVersion"));
    node.meta.name = std::move(report.name);
    node.addresses = std::move(report.addresses);
    node.port = report.port;
    node.logins = std::move(report.logins);
    node.missing_logins = std::move(report.missingLogins);
    node.sshd_version = std::move(report.sshdVersion);
    node.agent_version = std::move(report.agentVersion);
    return node;
}

/// What the audit trail keeps of a node that joins.
struct NodeDetail {
    std::string cluster;
    std::vector<std::string> addresses;
    std::vector<std::string> hostKeys;
    std::string enrolledWith;
};
BOOST_DESCRIBE_STRUCT(NodeDetail, (), (cluster, addresses, hostKeys, enrolledWith))

/// A node's own words, shortened and made harmless for a table.
std::string printable(std::string text) {
    std::erase_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
    return std::string(cut(text, 300));
}

}  // namespace

Result<GetCa::Response> Nodes::ca(Caller const&, Nothing) { return GetCa::Response{installation_.ca_pem}; }

Result<EnrolNode::Response> Nodes::enrol(Caller const& caller, EnrolNode::Request wanted) {
    auto const credential = crypto::new_token();
    auto const token = std::move(wanted.token);
    auto const named = std::move(wanted.cluster);
    auto node = TRY(from_wire(std::move(wanted)));
    auto enrolled = db_.write(caller, [&](WriteTx& tx) -> Result<EnrolNode::Response> {
        auto const admission = TRY(tokens_.admit(tx, token));
        auto const cluster = ClusterStore(tx).by_uid_or_name(named, admission.project);
        if (!cluster || (!admission.cluster.empty() && cluster->uid != admission.cluster))
            return refuse(
                Code::invalid,
                "this token opens no cluster of that name or uid; copy the command from Clusters > Add node",
                "/cluster");
        if (cluster->deleting)
            return refuse(Code::conflict, "this cluster is being removed", "/cluster");
        auto const scope = model::Scope::of(cluster->project);
        TRY(tx.permit<EnrolNode>(scope));
        node.cluster = cluster->uid;
        auto const uid = NodeStore(tx).add(node, crypto::token_digest(credential.reveal()));
        tx.audit<EnrolNode>(scope, {uid.str(), node.meta.name},
                            change<NodeDetail>({}, NodeDetail{cluster->meta.name, node.addresses,
                                                              node.host_keys, admission.token}));
        log::info("node enrolled node={} cluster={} by={}", uid.str(), cluster->uid.str(), admission.token);
        return EnrolNode::Response{uid.str(),
                                   std::string(credential.reveal()),
                                   crypto::to_base64(snapshots_.public_key()),
                                   {cluster->uid.str(), cluster->meta.name}};
    });
    if (!enrolled)
        db_.refused<EnrolNode>(caller, enrolled.error().message);
    return enrolled;
}

Result<Caller> Nodes::identify(Secret credential) {
    auto const digest = crypto::token_digest(credential.reveal());
    auto const node = db_.look([&](SystemTx& tx) { return NodeStore(tx).by_credential(digest); });
    if (!node)
        return refuse(Code::unauthenticated,
                      "this node is not known here, or has been removed; enrol it again");
    Caller caller;
    caller.credential = policy::Credential::node;
    caller.node = *node;
    return caller;
}

bool Nodes::proves_us_old(model::Cluster const& cluster, Snapshots::Current const& current,
                          PollNode::Request const& told) const {
    snapshot::Position const claimed{told.epoch, told.revision};
    if (claimed <= snapshot::Position{current.epoch, current.revision})
        return false;
    if (told.proof && snapshot::proves(*told.proof, snapshots_.public_key(), cluster.uid.str(), claimed))
        return true;
    log::warn(
        "a node claims a later snapshot than was given here and cannot prove it; not believed cluster={} "
        "claimed={}.{} given={}.{}",
        cluster.uid.str(), claimed.epoch, claimed.revision, current.epoch, current.revision);
    return false;
}

bool Nodes::learn(Caller const& caller, PollNode::Request const& told, bool proves_us_old) {
    if (proves_us_old)
        epochs_.begin(caller, {told.epoch, told.revision},
                      "a node holds a snapshot that was signed here and that the database does not know");
    bool const holds = !told.held.empty() && hold_reported(db_, caller, told.held);
    return proves_us_old || holds;
}

Result<Nodes::Heard> Nodes::hear(SystemTx& tx, NodeUid const& uid, PollNode::Request const& told) {
    auto found = NodeStore(tx).find(uid);
    if (!found)
        return refuse(Code::unauthenticated, "this node has been removed");
    auto node = *std::move(found);
    auto const cluster = ClusterStore(tx).of(node);
    if (!cluster)
        return refuse(Code::unauthenticated, "this node's cluster has been removed");
    auto const current = Snapshots::current(tx, *cluster);

    // The receipt. A revision of another epoch, or one we never gave, confirms nothing.
    auto const before = node;
    bool const ours = told.epoch == current.epoch && told.revision <= current.revision;
    node.epoch = told.epoch;
    node.revision = ours ? told.revision : 0;
    node.last_contact = tx.now();
    node.clock_skew_seconds = std::chrono::round<std::chrono::seconds>(told.nodeTime - tx.now()).count();
    node.problem = printable(told.problem.value_or(""));

    bool const behind = !ours || told.revision < current.revision || told.leaseEnd < current.lease_end;
    // What it may hold from now on, whether or not it ever confirms. A retiring node only gets an empty set,
    // which prolongs nothing.
    if (!node.retiring)
        node.lease_end = std::max(node.lease_end, current.lease_end);
    // The cluster's lease may have become shorter; and what we gave may be more than we could write down.
    if (!node.retiring && !behind)
        node.lease_end = std::min(node.lease_end, told.leaseEnd);

    auto const silence = node.last_contact - before.last_contact;
    bool const shows =
        node.revision != before.revision || node.problem != before.problem || silence > heard_within;
    bool const worth_writing = shows || node.epoch != before.epoch || node.lease_end != before.lease_end ||
                               silence > contact_precision;
    return Heard{std::move(node),
                 *cluster,
                 current,
                 behind,
                 worth_writing,
                 shows,
                 proves_us_old(*cluster, current, told)};
}

PollNode::Response Nodes::answer_to(SystemTx& tx, Heard const& heard) {
    auto const& [node, cluster, current, behind, worth_writing, shows, proof] = heard;
    PollNode::Response answer;
    answer.serverTime = tx.now();
    answer.logins = node.retiring ? std::vector<std::string>{} : cluster.logins;
    answer.topics = {store::topic(cluster.uid), store::topic(model::Scope::of(cluster.project)),
                     store::topic(model::Scope::tenant())};
    if (behind) {
        auto const given = node.retiring ? snapshots_.signed_empty(cluster, current)
                                         : snapshots_.signed_for(tx, cluster, current);
        answer.snapshot = SignedSnapshot{given.payload, given.signature, given.proof};
    }
    answer.hold = std::min<std::chrono::milliseconds>(longest_hold, current.longer_lease_in);
    return answer;
}

Result<Nodes::Answered> Nodes::hear_and_answer(NodeUid const& uid, PollNode::Request const& told) {
    return db_.look([&](SystemTx& tx) -> Result<Answered> {
        auto heard = TRY(hear(tx, uid, told));
        auto answer = answer_to(tx, heard);
        return Answered{std::move(heard), std::move(answer)};
    });
}

Result<PollNode::Response> Nodes::poll(Caller const& caller, PollNode::Request told) {
    std::optional<model::Node> report;
    if (told.report)
        report = TRY(from_wire(*std::move(told.report)));
    auto [heard, answer] = TRY(hear_and_answer(caller.node, told));
    try {
        if (learn(caller, told, heard.proves_us_old)) {
            auto again = TRY(hear_and_answer(caller.node, told));
            heard = std::move(again.heard);
            answer = std::move(again.answer);
        }
        if (!heard.worth_writing && !report)
            return answer;
        TRY(db_.system([&](SystemTx& tx) -> Result<void> {
            auto const now = TRY(hear(tx, caller.node, told));  // another poll may have come between
            if (report) {
                report->uid = caller.node;
                NodeStore(tx).update_report(*report);
            }
            NodeStore(tx).update_receipt(now.node);
            if (now.shows || report)
                tx.announce(store::receipts);
            return {};
        }));
    } catch (store::DatabaseFault const& fault) {
        // Who may enter goes on reaching the nodes while the disk is full; the next poll tells the same
        // again.
        log::error("a node's receipt could not be written node={} fault={}", caller.node.str(), fault.what());
    }
    return answer;
}

}  // namespace gatehouse::service
