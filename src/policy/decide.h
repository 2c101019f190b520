#pragma once

#include <vector>

#include "model/audit_event.h"
#include "policy/caller.h"

namespace gatehouse::policy {

/// Whether, and why. The grounds go whole into the audit trail.
struct Decision {
    enum class Answer {
        allowed,
        denied,    ///< known here, but without this permission: "forbidden"
        unknown,   ///< holds nothing in this scope and must not learn whether it exists: "not found"
        unsigned_  ///< no credential of the wanted kind
    };
    Answer answer = Answer::denied;
    model::Grounds grounds{};

    bool allowed() const { return answer == Answer::allowed; }
};

/// The one place that decides rights. Pure: what the caller holds is in `rights`.
Decision decide(Caller const& caller, Rights const& rights, Access const& access, model::Scope const& scope);

/// The permissions of the set, in the order of the table.
std::vector<Permission> listed(PermissionSet const& set);

}  // namespace gatehouse::policy
