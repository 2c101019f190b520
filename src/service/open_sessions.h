#pragma once

#include "contract/open_sessions.h"
#include "policy/caller.h"
#include "store/database.h"

namespace gatehouse::service {

/// Where people are signed in: one's own, and with the permission for it other people's.
class OpenSessions {
public:
    explicit OpenSessions(store::Database& db) : db_(db) {}

    Result<contract::ListOpenSessions::Response> list(policy::Caller const& caller,
                                                      contract::ListOpenSessions::Request wanted);
    Result<contract::NoContent> end(policy::Caller const& caller, contract::EndOpenSession::Request wanted);

private:
    store::Database& db_;
};

}  // namespace gatehouse::service
