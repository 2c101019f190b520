#pragma once

#include "contract/endpoint.h"
#include "contract/wire.h"

namespace gatehouse::contract {

struct GetAuditMessage {
    static constexpr Endpoint endpoint{Method::get,
                                       "/v1/audits/{uid}/sysMsg",
                                       200,
                                       policy::Permission::audit_get,
                                       "audit.message",
                                       "See what an event of the audit trail says"};
    struct Request {
        std::string uid;
    };
    struct Response {
        std::string actionMsg;
        std::string contentMsg;  ///< what it was done to
    };
};
BOOST_DESCRIBE_STRUCT(GetAuditMessage::Request, (), (uid))
BOOST_DESCRIBE_STRUCT(GetAuditMessage::Response, (), (actionMsg, contentMsg))

/// By whoever did it, once. The event stays as it is: the note is an event of its own.
struct NoteAudit {
    static constexpr Endpoint endpoint{Method::patch, "/v1/audits/{uid}/userMsg",
                                       204,           policy::SignedIn{},
                                       "audit.note",  "Say why: a note on an event of one's own"};
    struct Request {
        std::string uid;
        std::string userMsg;  ///< 3 to 255 characters
    };
    using Response = NoContent;
};
BOOST_DESCRIBE_STRUCT(NoteAudit::Request, (), (uid, userMsg))

}  // namespace gatehouse::contract
