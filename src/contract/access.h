#pragma once

#include "contract/audits.h"
#include "contract/endpoint.h"
#include "contract/wire.h"

namespace gatehouse::contract {

/// "May this user do this here, and why (not)?" Anybody may ask about themselves; about others, whoever may
/// see users.
struct ExplainAccess {
    static constexpr Endpoint endpoint{
        Method::get,        "/v1/access/explain", 200,
        policy::SignedIn{}, "access.explain",     "Whether a user may do something, and why"};
    struct Request {
        std::optional<std::string> userUid;     ///< oneself where absent
        std::optional<std::string> projectUid;  ///< the tenant where absent
        policy::Permission permission;
    };
    /// A role that the user holds and that reaches there.
    struct Held {
        NamedUid role;
        std::string givenIn;  ///< uid of the project, or empty: the tenant
        std::optional<NamedUid> team;
        bool gives = false;  ///< whether it gives this permission there
    };
    struct Response {
        NamedUid user;
        bool isActive = false;
        Decision decision;
        std::vector<Held> roles;
    };
};
BOOST_DESCRIBE_STRUCT(ExplainAccess::Request, (), (userUid, projectUid, permission))
BOOST_DESCRIBE_STRUCT(ExplainAccess::Held, (), (role, givenIn, team, gives))
BOOST_DESCRIBE_STRUCT(ExplainAccess::Response, (), (user, isActive, decision, roles))

}  // namespace gatehouse::contract
