#pragma once

#include "contract/roles.h"
#include "policy/caller.h"
#include "store/database.h"

namespace gatehouse::service {

/// Roles, built-in and custom, and the permissions they may hold.
class Roles {
public:
    explicit Roles(store::Database& db) : db_(db) {}

    Result<contract::ListRoles::Response> list(policy::Caller const& caller, contract::ListWanted wanted);
    Result<contract::Uid> create(policy::Caller const& caller, contract::CreateRole::Request wanted);
    Result<contract::Role> get(policy::Caller const& caller, contract::GetRole::Request wanted);
    Result<contract::NoContent> update(policy::Caller const& caller, contract::UpdateRole::Request wanted);
    Result<contract::NoContent> remove(policy::Caller const& caller, contract::DeleteRole::Request wanted);
    Result<contract::Uid> clone(policy::Caller const& caller, contract::CloneRole::Request wanted);
    Result<contract::ListPermissions::Response> permissions(policy::Caller const& caller,
                                                            contract::ListPermissions::Request wanted);

private:
    store::Database& db_;
};

}  // namespace gatehouse::service
