#include "service/removals.h"

#include "base/log.h"
#include "base/text.h"
#include "contract/clusters.h"
#include "contract/projects.h"
#include "service/fleet.h"
#include "store/cluster_store.h"
#include "store/node_store.h"
#include "store/project_store.h"

namespace gatehouse::service {

using store::ClusterStore;
using store::NodeStore;
using store::ProjectStore;
using store::WriteTx;

namespace {

/// It has confirmed the empty set, or whatever it was given has lapsed.
bool holds_nothing(model::Node const& node, Time now) {
    return (node.retire_revision > 0 && node.revision >= node.retire_revision) || node.lease_end <= now;
}

/// How far a removal has come: whether this step removed anything, and which nodes it still waits for.
struct Progress {
    bool changed = false;
    std::vector<std::string> waiting;

    /// Commits where something changed; rolls back, without a trace in the audit, where not.
    Result<void> verdict() const {
        if (changed)
            return {};
        return refuse(Code::conflict, "nothing to do yet");
    }
};

void step(WriteTx& tx, model::Cluster const& cluster, Progress& progress) {
    auto const scope = model::Scope::of(cluster.project);
    auto const waiting_before = progress.waiting.size();
    for (auto const& node : NodeStore(tx).list(cluster)) {
        if (!node.retiring)
            continue;
        if (!holds_nothing(node, tx.now())) {
            progress.waiting.push_back(describe(node, tx.now()));
            continue;
        }
        NodeStore(tx).remove(node.uid);
        tx.audit<contract::DeleteNode>(scope, {node.uid.str(), node.meta.name});
        progress.changed = true;
        log::info("node removed node={} cluster={}", node.uid.str(), cluster.uid.str());
    }
    if (cluster.deleting && progress.waiting.size() == waiting_before) {
        ClusterStore(tx).remove(cluster.uid);
        tx.audit<contract::DeleteCluster>(scope, {cluster.uid.str(), cluster.meta.name});
        progress.changed = true;
    }
}

}  // namespace

std::string describe(model::Node const& node, Time now) {
    if (node.lease_end <= now)
        return fmt::format("{} ({}; holds nothing)", node.meta.name, to_name(state(node, now)));
    return fmt::format("{} ({}; lapses at {})", node.meta.name,
                       connected(node, now) ? "connected" : "offline", to_rfc3339(node.lease_end));
}

void retire(WriteTx& tx, model::Node const& node) {
    if (!node.retiring)
        NodeStore(tx).retire(node.uid, tx.touch(node.cluster));
}

Result<contract::NoContent> Removals::answer(std::vector<std::string> const& waiting,
                                             std::string const& what) {
    if (waiting.empty())
        return contract::NoContent{};
    Error error{
        Code::conflict,
        fmt::format(
            "the {} is being removed, and goes by itself when its last node has confirmed that it lets "
            "nobody in, or has lapsed; still waiting for {}",
            what, enumerate(waiting)),
        {},
        nodes_unconfirmed};
    error.items = waiting;
    return refuse(std::move(error));
}

std::vector<std::string> Removals::finish(NodeUid const& uid) {
    std::vector<std::string> waiting;
    db_.write(policy::Caller::house(), [&](WriteTx& tx) -> Result<void> {
        auto const node = NodeStore(tx).find(uid);
        if (!node)
            return refuse(Code::not_found, "gone already");
        auto const project = ClusterStore(tx).project_of(node->cluster).value_or(ProjectUid{});
        auto const visible = TRY(tx.permit<contract::DeleteNode>(model::Scope::of(project)));
        if (!holds_nothing(*node, tx.now())) {
            waiting = {describe(*node, tx.now())};
            return refuse(Code::conflict, "waiting");
        }
        NodeStore(tx).remove(uid);
        tx.audit<contract::DeleteNode>(visible.scope(), {uid.str(), node->meta.name});
        return {};
    });
    return waiting;
}

std::vector<std::string> Removals::finish(ClusterUid const& uid) {
    Progress progress;
    db_.write(policy::Caller::house(), [&](WriteTx& tx) -> Result<void> {
        auto const project = ClusterStore(tx).project_of(uid);
        if (!project)
            return refuse(Code::not_found, "gone already");
        auto const visible = TRY(tx.permit<contract::DeleteCluster>(model::Scope::of(*project)));
        auto const cluster = TRY(ClusterStore(tx).find(visible, uid));
        step(tx, cluster, progress);
        return progress.verdict();
    });
    return progress.waiting;
}

std::vector<std::string> Removals::finish(ProjectUid const& uid) {
    Progress progress;
    db_.write(policy::Caller::house(), [&](WriteTx& tx) -> Result<void> {
        auto const visible = TRY(tx.permit<contract::DeleteProject>(model::Scope::of(uid)));
        for (auto const& cluster : ClusterStore(tx).list(visible))
            step(tx, cluster, progress);
        if (progress.waiting.empty()) {
            auto const project = TRY(ProjectStore(tx).find(visible));
            ProjectStore(tx).remove(uid);
            tx.audit<contract::DeleteProject>(visible.scope(), {uid.str(), project.meta.name});
            progress.changed = true;
        }
        return progress.verdict();
    });
    return progress.waiting;
}

void Removals::finish_all() {
    // A held request finishes its own removal; stepping in between would make it answer "not found".
    static constexpr auto patience = std::chrono::seconds(15);
    std::vector<NodeUid> nodes;
    std::vector<ClusterUid> clusters;
    std::vector<ProjectUid> projects;
    db_.look([&](store::SystemTx& tx) {
        auto const ripe = [&](std::optional<Time> since) { return since && tx.now() - *since > patience; };
        for (auto const& project : ProjectStore(tx).deleting())
            if (ripe(project.deleting))
                projects.push_back(project.uid);
        for (auto const& cluster : ClusterStore(tx).deleting())
            if (ripe(cluster.deleting))
                clusters.push_back(cluster.uid);
        for (auto const& node : NodeStore(tx).retiring())
            if (ripe(node.retiring) && holds_nothing(node, tx.now()))
                nodes.push_back(node.uid);
        return true;
    });
    for (auto const& node : nodes)
        finish(node);
    for (auto const& cluster : clusters)
        finish(cluster);
    for (auto const& project : projects)
        finish(project);
}

}  // namespace gatehouse::service
