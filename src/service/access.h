#pragma once

#include "contract/access.h"
#include "policy/caller.h"
#include "store/database.h"

namespace gatehouse::service {

/// The answer to "may this user do this here, and why (not)?"
class Access {
public:
    explicit Access(store::Database& db) : db_(db) {}

    Result<contract::ExplainAccess::Response> explain(policy::Caller const& caller,
                                                      contract::ExplainAccess::Request wanted);

private:
    store::Database& db_;
};

/// A decision's grounds as the API tells them.
contract::Decision to_wire(model::Grounds const& grounds);

}  // namespace gatehouse::service
