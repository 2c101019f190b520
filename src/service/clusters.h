#pragma once

#include "contract/clusters.h"
#include "policy/caller.h"
#include "service/registration_tokens.h"
#include "service/removals.h"
#include "store/database.h"

namespace gatehouse::service {

/// Clusters, and the nodes in them as people see them.
class Clusters {
public:
    Clusters(store::Database& db, Removals& removals, RegistrationTokens& tokens,
             Installation const& installation)
        : db_(db), removals_(removals), tokens_(tokens), installation_(installation) {}

    Result<contract::Items<contract::Cluster>> list(policy::Caller const& caller, contract::Nothing);
    Result<contract::Uid> create(policy::Caller const& caller, contract::CreateCluster::Request wanted);
    Result<contract::Cluster> get(policy::Caller const& caller, contract::GetCluster::Request wanted);
    Result<contract::NoContent> update(policy::Caller const& caller, contract::UpdateCluster::Request wanted);
    Result<contract::NoContent> remove(policy::Caller const& caller, contract::DeleteCluster::Request wanted);

    Result<contract::Items<contract::Node>> list_nodes(policy::Caller const& caller,
                                                       contract::ListNodes::Request wanted);
    Result<contract::NoContent> remove_node(policy::Caller const& caller,
                                            contract::DeleteNode::Request wanted);
    Result<contract::CreateEnrolment::Response> create_enrolment(policy::Caller const& caller,
                                                                 contract::CreateEnrolment::Request wanted);

private:
    store::Database& db_;
    Removals& removals_;
    RegistrationTokens& tokens_;
    Installation const& installation_;
};

}  // namespace gatehouse::service
