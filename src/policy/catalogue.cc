#include "policy/catalogue.h"

#include <algorithm>

namespace gatehouse::policy {

namespace {

using Operations = std::vector<std::string_view>;

Operations all_five() { return {"create", "get", "list", "update", "delete"}; }
Operations all_five_and(Operations const& more) {
    auto operations = all_five();
    operations.insert(operations.end(), more.begin(), more.end());
    return operations;
}

std::vector<Component> rows() {
    using enum Reach;
    return {
        {"sshKey", "SSH Key", project, all_five()},
        {"cluster", "Cluster", project, all_five_and({"import"})},
        {"edgehost", "Edge Host", project, all_five_and({"sshUpdate", "sshUserUpdate"})},
        {"project", "Project", project, all_five()},
        {"audit", "Audit", project, {"get", "list"}},
        {"user", "User", tenant, all_five()},
        {"team", "Team", tenant, all_five()},
        {"role", "Role", tenant, all_five()},
        {"apiKey", "API Key", tenant, all_five()},
        {"edgeToken", "Edge Host Token", tenant, all_five()},
        {"appDeployment", "App Deployment", project, all_five()},
        {"appProfile", "App Profile", project, all_five()},
        {"cloudaccount", "Cloud Account", project, all_five()},
        {"cloudconfig", "Cloud Config", project, all_five()},
        {"clusterGroup", "Cluster Group", project, all_five()},
        {"clusterPair", "Cluster Pair", project, all_five()},
        {"clusterProfile", "Cluster Profile", project, all_five_and({"publish"})},
        {"clusterRbac", "Cluster RBAC", project, all_five()},
        {"clusterTemplate", "Cluster Template", project, all_five()},
        {"dnsMapping", "DNS Mapping", project, all_five()},
        {"filter", "Filter", tenant, all_five()},
        {"location", "Location", project, all_five()},
        {"machine", "Machine", project, all_five()},
        {"macro", "Macro", project, all_five()},
        {"packRegistry", "Registry", project, all_five()},
        {"privateGateway", "Private Gateway", project, all_five()},
        {"spcPolicy", "Cluster Policy", project, all_five()},
        {"tag", "Tag", project, {"get", "update"}},
        {"virtualCloudconfig", "Virtual Cloud Config", project, all_five()},
        {"virtualCluster", "Virtual Cluster", project, all_five()},
        {"virtualMachine", "Virtual Machine", project,
         all_five_and({"clone", "migrate", "pause", "restart", "resume", "start", "stop", "snapshotCreate",
                       "snapshotDelete", "snapshotGet", "snapshotList", "snapshotUpdate"})},
        {"workspace", "Workspace", project, all_five_and({"backup", "restore"})},
    };
}

}  // namespace

std::vector<std::string> Component::permissions() const {
    std::vector<std::string> names;
    for (auto const& operation : operations)
        names.push_back(std::string(key) + "." + std::string(operation));
    return names;
}

std::span<Component const> catalogue() {
    static auto const table = rows();
    return table;
}

bool may_carry(Reach role, std::string_view permission) {
    auto const dot = permission.find('.');
    if (dot == std::string_view::npos)
        return false;
    return std::ranges::any_of(catalogue(), [&](Component const& component) {
        return component.key == permission.substr(0, dot) &&
               (role == Reach::tenant || component.reach == Reach::project) &&
               std::ranges::find(component.operations, permission.substr(dot + 1)) !=
                   component.operations.end();
    });
}

}  // namespace gatehouse::policy
