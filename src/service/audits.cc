#include "service/audits.h"

#include "base/text.h"
#include "service/access.h"
#include "service/audit_line.h"
#include "service/audit_notes.h"
#include "service/change.h"
#include "service/csv.h"
#include "store/audit_store.h"

namespace gatehouse::service {

using namespace contract;
using model::AuditEvent;
using policy::Caller;
using store::AuditFilter;
using store::AuditPage;
using store::AuditStore;
using store::ReadTx;
using store::WriteTx;

namespace {

AuditActor actor_of(AuditEvent const& event) {
    if (event.actor_type == model::ActorType::user)
        return {event.actor_type, AuditUser{event.user.str(), event.actor}, std::nullopt};
    return {event.actor_type, std::nullopt, event.actor};
}

Audit to_wire(AuditEvent const& event, std::string note) {
    Audit wire;
    wire.metadata.uid = event.uid;
    wire.metadata.name = event.action;
    wire.metadata.creationTimestamp = wire.metadata.lastModifiedTimestamp = event.at;
    wire.spec = {event.action,
                 event.type,
                 event.message,
                 event.outcome,
                 actor_of(event),
                 {event.kind(), event.object.uid, event.object.name},
                 std::nullopt,
                 event.credential,
                 event.address,
                 event.request,
                 service::to_wire(event.decision),
                 std::move(note)};
    if (!event.scope.is_tenant())
        wire.spec.project = NamedUid{event.scope.str(), event.project_name};
    return wire;
}

Result<AuditFilter> filter_of(AuditsWanted const& wanted) {
    if (wanted.startTime && wanted.endTime && *wanted.endTime < *wanted.startTime)
        return refuse(Code::invalid, "the time window ends before it begins", "/endTime");
    return AuditFilter{.from = wanted.startTime,
                       .until = wanted.endTime,
                       .user = wanted.userUid.value_or(""),
                       .actor = wanted.actor.value_or(""),
                       .project = wanted.projectUid.value_or(""),
                       .kind = wanted.resourceKind.value_or(""),
                       .object = wanted.resourceUid.value_or(""),
                       .type = wanted.actionType,
                       .outcome = wanted.outcome};
}

Result<AuditPage> page_of(ListAudits::Request const& wanted) {
    AuditPage const page{wanted.limit.value_or(Audits::most_on_a_page), wanted.offset.value_or(0)};
    if (page.limit < 1 || page.limit > Audits::most_on_a_page)
        return refuse(Code::invalid, fmt::format("a page holds 1 to {} events", Audits::most_on_a_page),
                      "/limit");
    if (page.offset < 0 || page.offset > Audits::most_events)
        return refuse(Code::invalid,
                      fmt::format("a list is entered at 0 to {}; for what lies further back narrow the time "
                                  "window, or go on with `continue`",
                                  Audits::most_events),
                      "/offset");
    return page;
}

void write_event(std::string& csv, AuditEvent const& event) {
    write_csv_row(csv, {to_rfc3339(event.at), event.uid, event.action, event.message, to_name(event.outcome),
                        event.actor, event.user.str(), event.credential, event.address, event.scope.str(),
                        event.project_name, event.kind(), event.object.name, event.object.uid,
                        event.decision.reason, event.request, event.detail});
}

}  // namespace

Result<ListAudits::Response> Audits::list(Caller const& caller, ListAudits::Request wanted) {
    auto const filter = TRY(filter_of(wanted));
    auto page = TRY(page_of(wanted));
    return db_.read(caller, [&](ReadTx& tx) -> Result<ListAudits::Response> {
        auto const visible = TRY(tx.permit<ListAudits>(caller.scope));
        AuditStore const trail(tx);
        if (wanted.continue_ && !wanted.continue_->empty()) {
            auto const last = trail.find(visible, *wanted.continue_);
            if (!last)
                return refuse(Code::invalid, "no page goes on from there; begin again without `continue`",
                              "/continue");
            page.after = *last;
        }
        ListAudits::Response answer;
        answer.listmeta = {"", trail.count(visible, filter, most_events), page.limit, page.offset};
        page.limit += 1;  // one more, to see whether there is one
        auto events = trail.list(visible, filter, page);
        if (events.size() == std::size_t(page.limit)) {
            events.pop_back();
            answer.listmeta.continue_ = events.back().uid;
        }
        auto notes = notes_on(tx, events);
        for (auto const& event : events)
            answer.items.push_back(to_wire(event, notes[event.uid]));
        return answer;
    });
}

Result<GetAudit::Response> Audits::get(Caller const& caller, GetAudit::Request wanted) {
    return db_.read(caller, [&](ReadTx& tx) -> Result<GetAudit::Response> {
        auto const visible = TRY(tx.permit<GetAudit>(caller.scope));
        auto const event = TRY(AuditStore(tx).find(visible, wanted.uid));
        return GetAudit::Response{to_wire(event, notes_on(tx, {event})[event.uid]), {event.detail}};
    });
}

Result<ExportAudits::Response> Audits::export_events(Caller const& caller, ExportAudits::Request wanted) {
    auto const filter = TRY(filter_of(wanted));
    TRY(db_.write(caller, [&](WriteTx& tx) -> Result<void> {
        TRY(tx.permit<ExportAudits>(caller.scope));
        tx.audit<ExportAudits>(caller.scope, {}, change<ExportAudits::Request>({}, wanted));
        return {};
    }));
    return db_.read(caller, [&](ReadTx& tx) -> Result<ExportAudits::Response> {
        auto const visible = TRY(tx.permit<ExportAudits>(caller.scope));
        ExportAudits::Response file{.format = wanted.format.value_or(ExportFormat::csv)};
        bool const as_csv = file.format == ExportFormat::csv;
        if (as_csv)
            write_csv_row(file.text, {"time", "uid", "action", "message", "outcome", "actor", "userUid",
                                      "credential", "address", "projectUid", "project", "resourceKind",
                                      "resourceName", "resourceUid", "decision", "request", "changes"});
        AuditPage page{100};
        for (int pages = most_events / page.limit; pages > 0 && file.text.size() < most_export_bytes;
             --pages) {
            auto events = AuditStore(tx).list(visible, filter, page);
            for (auto const& event : events)
                if (as_csv)
                    write_event(file.text, event);
                else
                    file.text += json_line(event);
            if (events.size() < std::size_t(page.limit))
                break;
            page.after = std::move(events.back());
        }
        return file;
    });
}

}  // namespace gatehouse::service
