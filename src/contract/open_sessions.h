#pragma once

#include "base/id.h"
#include "contract/endpoint.h"
#include "contract/wire.h"
#include "model/user.h"

namespace gatehouse::contract {

struct OpenSession {
    std::string uid;
    model::SessionKind kind = model::SessionKind::api;
    Time begun{};
    Time lastAction{};  ///< to the minute
    Time ends{};        ///< without another action
    std::string address;
    std::string agent;  ///< what the browser or program says it is
    bool isCurrent = false;
};
BOOST_DESCRIBE_STRUCT(OpenSession, (), (uid, kind, begun, lastAction, ends, address, agent, isCurrent))

struct ListOpenSessions {
    static constexpr Endpoint endpoint{
        Method::get,    "/v1/users/{uid}/sessions",     200, policy::SignedIn{},
        "session.list", "See where a user is signed in"};
    static constexpr auto of_others = policy::Permission::user_get;
    using Request = ByUid<UserUid>;
    using Response = Items<OpenSession>;
};

struct EndOpenSession {
    static constexpr Endpoint endpoint{
        Method::remove, "/v1/users/{uid}/sessions/{session}", 204, policy::SignedIn{},
        "session.end",  "End one of a user's sessions"};
    static constexpr auto of_others = policy::Permission::user_update;
    struct Request {
        UserUid uid;
        std::string session;
    };
    using Response = NoContent;
};
BOOST_DESCRIBE_STRUCT(EndOpenSession::Request, (), (uid, session))

}  // namespace gatehouse::contract
