#include "contract/clusters.h"

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/find.h"
#include "cli/meta.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "cli/values.h"

namespace gatehouse::cli {

namespace {

using namespace contract;

constexpr char noun[] = "cluster";

std::string allowed(SshOptions const& options) {
    std::vector<std::string> names;
    for (auto const& [name, on] : {std::pair{"pty", options.pty},
                                   {"port-forwarding", options.portForwarding},
                                   {"agent-forwarding", options.agentForwarding},
                                   {"x11-forwarding", options.x11Forwarding}})
        if (on)
            names.emplace_back(name);
    return show(names);
}

View<Cluster> const view{{
    {"NAME", [](Cluster const& cluster) { return cluster.metadata.name; }},
    {"ENVIRONMENT", [](Cluster const& cluster) { return std::string(to_name(cluster.spec.environment)); }},
    {"LOGINS", [](Cluster const& cluster) { return show(cluster.spec.logins); }},
    {"NODES",
     [](Cluster const& cluster) {
         auto const& nodes = cluster.status.nodes;
         return fmt::format("{} of {} connected, {} current", nodes.connected, nodes.total, nodes.current);
     }},
    {"STATE", [](Cluster const& cluster) { return std::string(to_name(cluster.status.state)); }},
    {"LEASE", [](Cluster const& cluster) { return show(std::chrono::seconds(cluster.spec.leaseSeconds)); },
     Shown::wide},
    {"ALLOWS", [](Cluster const& cluster) { return allowed(cluster.spec.sshOptions); }, Shown::wide},
    {"CLOUD TYPE", [](Cluster const& cluster) { return cluster.spec.cloudType; }, Shown::wide},
    {"CREATED", [](Cluster const& cluster) { return show(cluster.metadata.creationTimestamp); }, Shown::wide},
    {"UID", [](Cluster const& cluster) { return cluster.metadata.uid; }, Shown::wide},
}};

Result<Cluster> find_cluster(Console& console, std::string const& wanted) {
    return find(TRY(console.call<ListClusters>({})).items, wanted, noun);
}

/// What create and edit say of a cluster.
std::vector<Parameter> spec_parameters() {
    std::vector<std::string> const on_off{"on", "off"};
    return {
        choice("--environment", "Where it runs", names_of<model::Environment>()),
        repeated(option("--login", "LOGIN", "An account on its nodes that keys may open; may be repeated")),
        option("--lease", "TIME", "How long a node that hears nothing goes on letting people in: 12h, 3d"),
        option("--cloud-type", "TEXT", "Palette's word for what it runs on"),
        choice("--pty", "Whether a login may have a terminal", on_off),
        choice("--port-forwarding", "Whether it may forward ports", on_off),
        choice("--agent-forwarding", "Whether it may forward its agent", on_off),
        choice("--x11-forwarding", "Whether it may forward X11", on_off),
    };
}

std::vector<Parameter> changes() {
    return together({{option("--name", "NAME", "Its new name")}, spec_parameters()});
}

void lay_over(bool& option, std::string const& said) {
    if (!said.empty())
        option = said == "on";
}

Result<ClusterSpecInput> spec_from(Arguments const& said, ClusterSpecInput spec) {
    spec.environment = said.one_of<model::Environment>("--environment").value_or(spec.environment);
    if (said.given("--login"))
        spec.logins = said.list("--login");
    if (said.given("--lease"))
        spec.leaseSeconds = TRY(parse_duration(said.text("--lease"))).count();
    if (said.given("--cloud-type"))
        spec.cloudType = said.text("--cloud-type");
    auto options = spec.sshOptions.value_or(SshOptions{});
    lay_over(options.pty, said.text("--pty"));
    lay_over(options.portForwarding, said.text("--port-forwarding"));
    lay_over(options.agentForwarding, said.text("--agent-forwarding"));
    lay_over(options.x11Forwarding, said.text("--x11-forwarding"));
    spec.sshOptions = options;
    return spec;
}

Result<void> list(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::project));
    show_list(said, view, TRY(console.call<ListClusters>({})));
    return {};
}

Result<void> get(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::project));
    show_one(said, view, TRY(find_cluster(console, said.text("NAME"))));
    return {};
}

Result<void> create(Arguments const& said) {
    auto const spec = TRY(spec_from(said, {}));
    auto console = TRY(Console::open(said, Scope::project));
    auto const name = said.text("NAME");
    show_created(said, noun, name, TRY(console.call<CreateCluster>({{name, {}, {}}, spec})));
    return {};
}

Result<void> edit(Arguments const& said) {
    TRY(require_a_change(said, changes()));
    auto console = TRY(Console::open(said, Scope::project));
    auto const old = TRY(find_cluster(console, said.text("NAME")));
    auto const spec = TRY(spec_from(said, {old.spec.environment, old.spec.cloudType, old.spec.logins,
                                           old.spec.sshOptions, old.spec.leaseSeconds}));
    TRY(console.call<UpdateCluster>(
        {ClusterUid(old.metadata.uid), edited(old.metadata, said.maybe("--name")), spec}));
    show_done(noun, old.metadata.name, "changed");
    return {};
}

Result<void> remove(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::project));
    auto const old = TRY(find_cluster(console, said.text("NAME")));
    TRY(confirm(said, fmt::format("Delete the cluster {} of {}?", old.metadata.name, console.place())));
    TRY(console.call<DeleteCluster>({ClusterUid(old.metadata.uid), said.given("--force")}));
    show_done(noun, old.metadata.name, "deleted");
    return {};
}

}  // namespace

Command cluster_commands() {
    auto const name = argument("NAME", "The cluster's name or uid");
    auto const scope = scope_parameters(Scope::project);
    return {
        .name = noun,
        .help = "Clusters: nodes that are opened by the same keys",
        .commands = {
            {"list", "List a project's clusters", together({{output_parameter()}, scope}), list},
            {"get", "Show a cluster", together({{name, output_parameter()}, scope}), get},
            {"create", "Create a cluster",
             together({{argument("NAME", "Its name")}, spec_parameters(), {output_parameter()}, scope}),
             create},
            {"edit", "Change what is said, and leave the rest", together({{name}, changes(), scope}), edit},
            {"delete", "Delete a cluster",
             together(
                 {{name, flag("--force", "With its nodes, which are closed first"), yes_parameter()}, scope}),
             remove},
        }};
}

}  // namespace gatehouse::cli
