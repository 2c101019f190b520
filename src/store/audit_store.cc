#include "store/audit_store.h"

#include "crypto/random.h"
#include "store/rows.h"

namespace soci {
template <>
struct type_conversion<gatehouse::model::AuditEvent> {
    using base_type = values;
    static void from_base(values const& row, indicator, gatehouse::model::AuditEvent& event) {
        using namespace gatehouse;
        using namespace gatehouse::store;
        event.uid = text(row, "uid");
        event.at = time(row, "at");
        event.action = text(row, "action");
        event.outcome = text(row, "outcome");
        event.actor = text(row, "actor");
        event.credential = text(row, "credential");
        event.address = text(row, "address");
        event.request = text(row, "request");
        event.scope = model::Scope::of(ProjectUid(text(row, "scope")));
        event.object = text(row, "object");
        event.decision = text(row, "decision");
        event.detail = text(row, "detail");
    }
    static void to_base(gatehouse::model::AuditEvent const& event, values& row, indicator& state) {
        using namespace gatehouse::store;
        set(row, "uid", event.uid);
        set(row, "at", event.at);
        set(row, "action", event.action);
        set(row, "outcome", event.outcome);
        set(row, "actor", event.actor);
        set(row, "credential", event.credential);
        set(row, "address", event.address);
        set(row, "request", event.request);
        set(row, "scope", event.scope.str());
        set(row, "object", event.object);
        set(row, "decision", event.decision);
        set(row, "detail", event.detail);
        state = i_ok;
    }
};
}  // namespace soci

namespace gatehouse::store {

using soci::use;

std::string AuditStore::add(model::AuditEvent event) {
    event.uid = crypto::new_uid(now_);
    sql_ << "INSERT INTO audit_event (uid, at, action, outcome, actor, credential, address, request, scope, "
            "object, "
            "decision, detail) VALUES (:uid, :at, :action, :outcome, :actor, :credential, :address, "
            ":request, :scope, "
            ":object, :decision, :detail)",
        row_of(event);
    return event.uid;
}

std::vector<model::AuditEvent> AuditStore::latest(Visibility const& visible, int limit) const {
    // The tenant sees everything; a project sees its own.
    auto const scope = visible.scope().str();
    soci::rowset<model::AuditEvent> const rows =
        (sql_.prepare
             << "SELECT * FROM audit_event WHERE :scope = '' OR scope = :again ORDER BY at DESC, uid DESC "
                "LIMIT :limit",
         use(scope, "scope"), use(scope, "again"), use(limit, "limit"));
    return all(rows);
}

}  // namespace gatehouse::store
