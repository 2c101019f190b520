#pragma once

#include <string>

#include "base/clock.h"
#include "model/scope.h"

namespace gatehouse::model {

/// Who did what, and under which right: written in the same transaction as the change itself.
struct AuditEvent {
    std::string uid;
    Time at{};
    std::string action;      ///< the endpoint's: "sshKey.create"
    std::string outcome;     ///< "done", or "denied"
    std::string actor;       ///< e-mail address, "node:<uid>", or "gatehouse" for the server's own work
    std::string credential;  ///< kind of credential
    std::string address;     ///< where the request came from
    std::string request;     ///< the request's id
    Scope scope = Scope::tenant();
    std::string object;    ///< uid of what was changed
    std::string decision;  ///< the role binding that allowed it, or why not
    std::string detail;    ///< what changed, as JSON; keys as fingerprints
};

}  // namespace gatehouse::model
