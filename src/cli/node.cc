#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/find.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "cli/values.h"
#include "contract/clusters.h"

namespace gatehouse::cli {

namespace {

using namespace contract;

constexpr char noun[] = "node";
auto const one_cluster = option("--cluster", "CLUSTER", "Only the nodes of this cluster, by name or uid");

View<Node> const view{{
    {"NAME", [](Node const& node) { return node.metadata.name; }},
    {"CLUSTER", [](Node const& node) { return node.spec.cluster.name; }},
    {"STATE", [](Node const& node) { return std::string(to_name(node.status.state)); }},
    {"CURRENT", [](Node const& node) { return std::string(node.status.current ? "yes" : "no"); }},
    {"ADDRESSES",
     [](Node const& node) { return fmt::format("{} port {}", show(node.spec.addresses), node.spec.port); }},
    {"LAST CONTACT", [](Node const& node) { return show(node.status.lastContact); }, Shown::wide},
    {"LEASE ENDS", [](Node const& node) { return show(node.status.leaseEnd); }, Shown::wide},
    {"LOGINS", [](Node const& node) { return show(node.spec.logins); }, Shown::wide},
    {"MISSING LOGINS", [](Node const& node) { return show(node.spec.missingLogins); }, Shown::wide},
    {"SSHD", [](Node const& node) { return node.spec.sshdVersion; }, Shown::wide},
    {"AGENT", [](Node const& node) { return node.spec.agentVersion; }, Shown::wide},
    {"PROBLEM", [](Node const& node) { return node.status.problem; }, Shown::wide},
    {"UID", [](Node const& node) { return node.metadata.uid; }, Shown::wide},
}};

/// Those of the cluster that was named, or of all that the project has.
Result<Items<Node>> nodes_of(Console& console, Arguments const& said) {
    auto clusters = TRY(console.call<ListClusters>({})).items;
    if (said.given("--cluster"))
        clusters = {TRY(find(clusters, said.text("--cluster"), "cluster"))};
    Items<Node> nodes;
    for (auto const& cluster : clusters)
        for (auto& node : TRY(console.call<ListNodes>({ClusterUid(cluster.metadata.uid)})).items)
            nodes.items.push_back(std::move(node));
    return nodes;
}

Result<void> list(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::project));
    show_list(said, view, TRY(nodes_of(console, said)));
    return {};
}

Result<void> get(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::project));
    show_one(said, view, TRY(find(TRY(nodes_of(console, said)).items, said.text("NAME"), noun)));
    return {};
}

/// A node makes itself: what can be made here is what it needs for that.
Result<void> create(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::project));
    auto const cluster =
        TRY(find(TRY(console.call<ListClusters>({})).items, said.text("CLUSTER"), "cluster"));
    auto const enrolment = TRY(console.call<CreateEnrolment>({ClusterUid(cluster.metadata.uid)}));
    switch (form_of(said)) {
    case Form::json:
        print_json(json::encode(enrolment));
        return {};
    case Form::name:
        print_line(enrolment.token);
        return {};
    case Form::table:
    case Form::wide:
        fmt::print(stderr, "Run this on the machine before {}:\n", show(enrolment.expiry));
        print_line(enrolment.command);
    }
    return {};
}

Result<void> remove(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::project));
    auto const old = TRY(find(TRY(nodes_of(console, said)).items, said.text("NAME"), noun));
    TRY(confirm(said, fmt::format("Delete the node {} of the cluster {}?", old.metadata.name,
                                  old.spec.cluster.name)));
    TRY(console.call<DeleteNode>({NodeUid(old.metadata.uid), said.given("--force")}));
    show_done(noun, old.metadata.name, "deleted");
    return {};
}

}  // namespace

Command node_commands() {
    auto const name = argument("NAME", "The node's name or uid");
    auto const scope = scope_parameters(Scope::project);
    return {
        .name = noun,
        .help = "Nodes: machines that let people in by a cluster's keys",
        .commands = {
            {"list", "List the nodes of a project or of one cluster",
             together({{one_cluster, output_parameter()}, scope}), list},
            {"get", "Show a node", together({{name, one_cluster, output_parameter()}, scope}), get},
            {"create", "Print the command that makes a machine a node",
             together({{argument("CLUSTER", "The cluster that it will belong to, by name or uid"),
                        output_parameter()},
                       scope}),
             create},
            {"delete", "Remove a node",
             together({{name, one_cluster, flag("--force", "Close it first, where it still lets people in"),
                        yes_parameter()},
                       scope}),
             remove},
        }};
}

}  // namespace gatehouse::cli
