#pragma once

#include "base/id.h"
#include "contract/endpoint.h"
#include "contract/role_bindings.h"
#include "contract/wire.h"

namespace gatehouse::contract {

struct ProjectStatus {
    ObjectState state = ObjectState::active;
};
BOOST_DESCRIBE_STRUCT(ProjectStatus, (), (state))

struct ProjectSpec {
    std::vector<UserRoleMap> users;
    std::vector<TeamRoleMap> teams;
};
BOOST_DESCRIBE_STRUCT(ProjectSpec, (), (users, teams))

struct Project {
    ObjectMeta metadata;
    ProjectSpec spec;
    ProjectStatus status;
};
BOOST_DESCRIBE_STRUCT(Project, (), (metadata, spec, status))

struct ProjectMetadata {
    ObjectMeta metadata;
    ProjectStatus status;
};
BOOST_DESCRIBE_STRUCT(ProjectMetadata, (), (metadata, status))

struct CreateProject {
    static constexpr Endpoint endpoint{
        Method::post,     "/v1/projects",    201, policy::Permission::project_create,
        "project.create", "Create a project"};
    struct Request {
        MetaInput metadata;
    };
    using Response = Uid;
};
BOOST_DESCRIBE_STRUCT(CreateProject::Request, (), (metadata))

struct GetProject {
    static constexpr Endpoint endpoint{Method::get,   "/v1/projects/{uid}",
                                       200,           policy::Permission::project_get,
                                       "project.get", "See a project"};
    using Request = ByUid<ProjectUid>;
    using Response = Project;
};

struct UpdateProject {
    static constexpr Endpoint endpoint{
        Method::put,      "/v1/projects/{uid}", 204, policy::Permission::project_update,
        "project.update", "Edit a project"};
    struct Request {
        ProjectUid uid;
        MetaInput metadata;
    };
    using Response = NoContent;
};
BOOST_DESCRIBE_STRUCT(UpdateProject::Request, (), (uid, metadata))

struct DeleteProject {
    static constexpr Endpoint endpoint{
        Method::remove,   "/v1/projects/{uid}", 204, policy::Permission::project_delete,
        "project.delete", "Delete a project"};
    using Request = Removal<ProjectUid>;
    using Response = NoContent;
};

struct ListProjectMetadata {
    static constexpr Endpoint endpoint{
        Method::get,    "/v1/dashboard/projects/metadata", 200, policy::SignedIn{},
        "project.list", "List the projects one may enter"};
    using Request = Nothing;
    using Response = Items<ProjectMetadata>;
};

/// What stands in the way of deleting a project, in Palette's form.
struct ValidateProjectDeletion {
    static constexpr Endpoint endpoint{Method::remove,
                                       "/v1/projects/{uid}/validate",
                                       200,
                                       policy::Permission::project_delete,
                                       "project.validate",
                                       "What stands in the way of deleting a project"};
    using Request = ByUid<ProjectUid>;
    struct Cluster {
        NamedUid clusterRef;
        std::string state;
    };
    struct Clusters {
        std::vector<Cluster> clusters;
        int count = 0;
    };
    struct Deployments {
        std::vector<Nothing> apps;
        int count = 0;
    };
    struct Response {
        Clusters clusters;
        Clusters virtualClusters;    ///< always none
        Deployments appDeployments;  ///< always none
    };
};
BOOST_DESCRIBE_STRUCT(ValidateProjectDeletion::Cluster, (), (clusterRef, state))
BOOST_DESCRIBE_STRUCT(ValidateProjectDeletion::Clusters, (), (clusters, count))
BOOST_DESCRIBE_STRUCT(ValidateProjectDeletion::Deployments, (), (apps, count))
BOOST_DESCRIBE_STRUCT(ValidateProjectDeletion::Response, (), (clusters, virtualClusters, appDeployments))

struct SummarizeProjects {
    static constexpr Endpoint endpoint{
        Method::post,       "/v1/dashboard/projects", 200,
        policy::SignedIn{}, "project.summary",        "Projects with their users and teams"};
    struct Filter {
        std::optional<FilterString> name;
    };
    struct Request {
        std::optional<int> limit;
        std::optional<int> offset;
        std::optional<std::string> continue_;
        std::optional<Filter> filter;
        std::vector<SortBy> sort;
    };
    struct SpecSummary {
        std::string logoUrl;  ///< always empty
        std::vector<NamedUid> users;
        std::vector<NamedUid> teams;
    };
    struct Health {
        int errored = 0;
        int healthy = 0;
        int running = 0;
        int unhealthy = 0;
    };
    struct Usage {
        std::vector<Nothing> clusters;
        int alloyCpuCores = 0;
        int pureCpuCores = 0;
    };
    struct StatusSummary {
        Health clustersHealth;
        ProjectStatus status;
        Usage usage;  ///< nothing is metered here
    };
    struct Summary {
        ObjectMeta metadata;
        SpecSummary specSummary;
        StatusSummary status;
    };
    using Response = ItemsPage<Summary>;
};
BOOST_DESCRIBE_STRUCT(SummarizeProjects::Filter, (), (name))
BOOST_DESCRIBE_STRUCT(SummarizeProjects::Request, (), (limit, offset, continue_, filter, sort))
BOOST_DESCRIBE_STRUCT(SummarizeProjects::SpecSummary, (), (logoUrl, users, teams))
BOOST_DESCRIBE_STRUCT(SummarizeProjects::Health, (), (errored, healthy, running, unhealthy))
BOOST_DESCRIBE_STRUCT(SummarizeProjects::Usage, (), (clusters, alloyCpuCores, pureCpuCores))
BOOST_DESCRIBE_STRUCT(SummarizeProjects::StatusSummary, (), (clustersHealth, status, usage))
BOOST_DESCRIBE_STRUCT(SummarizeProjects::Summary, (), (metadata, specSummary, status))

struct GetKnownHosts {
    static constexpr Endpoint endpoint{Method::get,
                                       "/v1/projects/{uid}/known_hosts",
                                       200,
                                       policy::Permission::edge_host_list,
                                       "knownHosts.get",
                                       "The known_hosts lines of a project's nodes"};
    using Request = ByUid<ProjectUid>;
    using Response = Text;
};

}  // namespace gatehouse::contract
