#pragma once

#include "contract/audit_notes.h"
#include "policy/caller.h"
#include "store/database.h"

namespace gatehouse::service {

/// What people say about the events that they caused. A note is an event itself, so that nobody changes it
/// later and the event that it is about stays as it was written.
class AuditNotes {
public:
    explicit AuditNotes(store::Database& db) : db_(db) {}

    Result<contract::GetAuditMessage::Response> message(policy::Caller const& caller,
                                                        contract::GetAuditMessage::Request wanted);
    Result<contract::NoContent> note(policy::Caller const& caller, contract::NoteAudit::Request wanted);

private:
    store::Database& db_;
};

/// The note on this event; empty where there is none.
std::string note_on(store::Transaction const& tx, std::string const& event);

}  // namespace gatehouse::service
