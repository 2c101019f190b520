#pragma once

#include <string>
#include <vector>

#include "model/audit_event.h"
#include "store/transaction.h"

namespace gatehouse::store {

/// The audit trail: rows are added and never changed.
class AuditStore {
public:
    explicit AuditStore(Transaction const& tx) : sql_(tx.sql()), now_(tx.now()) {}

    std::string add(model::AuditEvent event);  ///< returns the uid it gave
    /// The newest events first, for tests and for support.
    std::vector<model::AuditEvent> latest(Visibility const& visible, int limit) const;

private:
    soci::session& sql_;
    Time now_;
};

}  // namespace gatehouse::store
