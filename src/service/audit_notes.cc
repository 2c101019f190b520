#include "service/audit_notes.h"

#include "base/text.h"
#include "service/change.h"
#include "sshkey/names.h"
#include "store/audit_store.h"

namespace gatehouse::service {

using namespace contract;
using policy::Caller;
using store::AuditStore;
using store::ReadTx;
using store::WriteTx;

namespace {

constexpr std::size_t least_length = 3;
constexpr int most_length = 255;

struct Note {
    std::string userMsg;
};
BOOST_DESCRIBE_STRUCT(Note, (), (userMsg))

}  // namespace

std::map<std::string, std::string> notes_on(store::Transaction const& tx,
                                            std::vector<model::AuditEvent> const& events) {
    std::vector<std::string> uids;
    for (auto const& event : events)
        uids.push_back(event.uid);
    auto notes = AuditStore(tx).details_of(uids, NoteAudit::endpoint.action);
    for (auto& [uid, text] : notes) {
        auto const note = json::decode<Change<Note>>(text);
        text = note && note->after ? note->after->userMsg : "";
    }
    return notes;
}

Result<GetAuditMessage::Response> AuditNotes::message(Caller const& caller, GetAuditMessage::Request wanted) {
    return db_.read(caller, [&](ReadTx& tx) -> Result<GetAuditMessage::Response> {
        auto const visible = TRY(tx.permit<GetAuditMessage>(caller.scope));
        auto const event = TRY(AuditStore(tx).find(visible, wanted.uid));
        return GetAuditMessage::Response{event.message,
                                         fmt::format("{} {}", event.kind(), event.object.name)};
    });
}

Result<NoContent> AuditNotes::note(Caller const& caller, NoteAudit::Request wanted) {
    if (wanted.userMsg.size() < least_length)
        return refuse(Code::invalid, fmt::format("a note has {} to {} characters", least_length, most_length),
                      "/userMsg");
    TRY(sshkey::check_name(wanted.userMsg, most_length, "/userMsg"));
    return db_.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        auto const visible = TRY(tx.permit<NoteAudit>(model::Scope::tenant()));
        auto const event = AuditStore(tx).find(visible, wanted.uid);
        if (!event || event->user != caller.user)
            return refuse(Code::not_found, "there is no such event, or it was not you");
        if (notes_on(tx, {*event}).contains(wanted.uid))
            return refuse(Code::invalid, "this event has a note already, and notes stay as they are",
                          "/userMsg");
        tx.audit<NoteAudit>(event->scope, {event->uid, event->action},
                            change<Note>({}, Note{wanted.userMsg}));
        return NoContent{};
    });
}

}  // namespace gatehouse::service
