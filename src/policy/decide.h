#pragma once

#include <string>
#include <vector>

#include "policy/caller.h"

namespace gatehouse::policy {

/// Whether, and why: goes whole into the audit trail.
struct Decision {
    enum class Answer {
        allowed,
        denied,    ///< known here, but without this permission: "forbidden"
        unknown,   ///< holds nothing in this scope and must not learn whether it exists: "not found"
        unsigned_  ///< no credential of the wanted kind
    };
    Answer answer = Answer::denied;
    std::string reason;

    bool allowed() const { return answer == Answer::allowed; }
};

/// The one place that decides rights. Pure: what the caller holds is in `bindings`.
Decision decide(Caller const& caller, std::vector<model::RoleBinding> const& bindings, Access const& access,
                model::Scope const& scope);

/// The permissions that hold in `scope`, in the order of the table.
std::vector<Permission> permissions_in(std::vector<model::RoleBinding> const& bindings,
                                       model::Scope const& scope);

/// True when the caller holds anything in `scope`, and so may know that it exists.
bool knows(std::vector<model::RoleBinding> const& bindings, model::Scope const& scope);

}  // namespace gatehouse::policy
