#pragma once

#include "contract/teams.h"
#include "policy/caller.h"
#include "store/database.h"

namespace gatehouse::service {

/// Teams and their members.
class Teams {
public:
    explicit Teams(store::Database& db) : db_(db) {}

    Result<contract::ListTeams::Response> list(policy::Caller const& caller, contract::ListWanted wanted);
    Result<contract::Uid> create(policy::Caller const& caller, contract::CreateTeam::Request wanted);
    Result<contract::Team> get(policy::Caller const& caller, contract::GetTeam::Request wanted);
    Result<contract::NoContent> update(policy::Caller const& caller, contract::UpdateTeam::Request wanted);
    Result<contract::NoContent> patch(policy::Caller const& caller, contract::PatchTeam::Request wanted);
    Result<contract::NoContent> remove(policy::Caller const& caller, contract::DeleteTeam::Request wanted);
    Result<contract::SummarizeTeams::Response> summarize(policy::Caller const& caller,
                                                         contract::SummarizeTeams::Request wanted);

private:
    store::Database& db_;
};

}  // namespace gatehouse::service
