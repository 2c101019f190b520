#pragma once

#include "contract/projects.h"
#include "policy/caller.h"
#include "service/removals.h"
#include "store/database.h"

namespace gatehouse::service {

class Projects {
public:
    Projects(store::Database& db, Removals& removals) : db_(db), removals_(removals) {}

    Result<contract::Uid> create(policy::Caller const& caller, contract::CreateProject::Request wanted);
    Result<contract::Project> get(policy::Caller const& caller, contract::GetProject::Request wanted);
    Result<contract::NoContent> update(policy::Caller const& caller, contract::UpdateProject::Request wanted);
    Result<contract::NoContent> remove(policy::Caller const& caller, contract::DeleteProject::Request wanted);
    Result<contract::Items<contract::ProjectMetadata>> list_metadata(policy::Caller const& caller,
                                                                     contract::Nothing);
    Result<contract::Text> known_hosts(policy::Caller const& caller, contract::GetKnownHosts::Request wanted);

    Result<contract::ValidateProjectDeletion::Response>
    validate_deletion(policy::Caller const& caller, contract::ValidateProjectDeletion::Request wanted);
    Result<contract::SummarizeProjects::Response> summarize(policy::Caller const& caller,
                                                            contract::SummarizeProjects::Request wanted);

private:
    store::Database& db_;
    Removals& removals_;
};

}  // namespace gatehouse::service
