#pragma once

#include <map>
#include <string>
#include <vector>

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

/// The notes on these events, by event; those without one are left out.
std::map<std::string, std::string> notes_on(store::Transaction const& tx,
                                            std::vector<model::AuditEvent> const& events);

}  // namespace gatehouse::service
