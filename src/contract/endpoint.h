#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/audit_event.h"
#include "policy/caller.h"

namespace gatehouse::contract {

enum class Method { get, post, put, patch, remove };  ///< remove: HTTP's DELETE

std::string_view name(Method method);
/// The names in braces of "/v1/clusters/{uid}", in order.
std::vector<std::string> path_parameters(std::string_view path);

/// Whether requests of this method carry what their path does not: in the body, or else in the query.
constexpr bool has_body(Method method) { return method != Method::get && method != Method::remove; }

/// What a call costs, so that slow work of one kind waits in a line of its own.
enum class Work { quick, password, key_check, node_poll };

/// One operation of the API, declared once: routing, rights, audit name and client calls derive from it.
/// Where one's own objects need no permission and other people's do, the struct around it names that
/// permission as `of_others`.
struct Endpoint {
    Method method;
    std::string_view
        path;     ///< "/v1/clusters/{uid}": a name in braces fills the request's member of that name
    int success;  ///< the one status of success; Palette's clients accept no other
    policy::Access access;     ///< no default: a route without an access rule does not compile
    std::string_view action;   ///< its name in the audit trail: "sshKey.create"
    std::string_view summary;  ///< what a person reads of it in the trail
    Work work = Work::quick;

    // Without this an omitted `access` would be value-initialised to the first alternative.
    Endpoint() = delete;
    constexpr Endpoint(Method method_, std::string_view path_, int success_, policy::Access access_,
                       std::string_view action_, std::string_view summary_, Work work_ = Work::quick)
        : method(method_), path(path_), success(success_), access(access_), action(action_),
          summary(summary_), work(work_) {}

    /// How the audit trail tells of it. What becomes of the object follows from the method: a GET looks, a
    /// POST creates only where it answers 201.
    model::AuditAction audit() const;
};

/// Something done without a request for it, named for the audit trail as an endpoint is.
struct Deed {
    policy::Access access;
    std::string_view action;
    std::string_view summary;

    model::AuditAction audit() const { return {action, model::ActionType::update, summary}; }
};

}  // namespace gatehouse::contract
