#pragma once

#include "contract/nodes.h"
#include "policy/caller.h"
#include "service/epochs.h"
#include "service/fleet.h"
#include "service/installation.h"
#include "service/registration_tokens.h"
#include "service/snapshots.h"
#include "store/database.h"

namespace gatehouse::service {

/// What nodes ask: to join, and who may enter.
class Nodes {
public:
    /// A poll is held at most this long, so that a silently dropped connection is noticed.
    static constexpr auto longest_hold = std::chrono::seconds(20);
    /// A contact alone is written down at most this often.
    static constexpr auto contact_precision = std::chrono::seconds(4);
    static_assert(longest_hold + contact_precision < heard_within);

    Nodes(store::Database& db, Snapshots& snapshots, Epochs& epochs, RegistrationTokens& tokens,
          Installation const& installation)
        : db_(db), snapshots_(snapshots), epochs_(epochs), tokens_(tokens), installation_(installation) {}

    Result<contract::GetCa::Response> ca(policy::Caller const& caller, contract::Nothing);
    Result<contract::EnrolNode::Response> enrol(policy::Caller const& caller,
                                                contract::EnrolNode::Request wanted);
    Result<contract::PollNode::Response> poll(policy::Caller const& caller, contract::PollNode::Request told);

    /// Whom a node's credential belongs to.
    Result<policy::Caller> identify(Secret credential);

private:
    /// What a poll tells us of its node.
    struct Heard {
        model::Node node;  ///< with its new receipt
        model::Cluster cluster;
        Snapshots::Current current;
        bool behind = false;  ///< it should hold another snapshot, or the same with a later end
        bool worth_writing = false;
        bool shows = false;          ///< in a console
        bool proves_us_old = false;  ///< it holds what this database does not know to have given
    };
    Result<Heard> hear(store::SystemTx& tx, NodeUid const& uid, contract::PollNode::Request const& told);
    /// What the node is answered. Only inside a read: what another write of the same commit has changed might
    /// yet be rolled back, and a node must never be given it.
    contract::PollNode::Response answer_to(store::SystemTx& tx, Heard const& heard);
    struct Answered {
        Heard heard;
        contract::PollNode::Response answer;
    };
    Result<Answered> hear_and_answer(NodeUid const& uid, contract::PollNode::Request const& told);
    bool proves_us_old(model::Cluster const& cluster, Snapshots::Current const& current,
                       contract::PollNode::Request const& told) const;
    /// Acts on what the node knows better than this database; true where that changed what it is answered.
    bool learn(policy::Caller const& caller, contract::PollNode::Request const& told, bool proves_us_old);

    store::Database& db_;
    Snapshots& snapshots_;
    Epochs& epochs_;
    RegistrationTokens& tokens_;
    Installation const& installation_;
};

}  // namespace gatehouse::service
