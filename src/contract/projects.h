#pragma once

#include "base/id.h"
#include "contract/endpoint.h"
#include "contract/wire.h"

namespace gatehouse::contract {

struct ProjectStatus {
    ObjectState state = ObjectState::active;
};
BOOST_DESCRIBE_STRUCT(ProjectStatus, (), (state))

struct Project {
    ObjectMeta metadata;
    Nothing spec{};
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
