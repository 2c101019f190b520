#pragma once

#include "contract/audits.h"
#include "policy/caller.h"
#include "store/database.h"

namespace gatehouse::service {

/// The audit trail for those who may read it: in a project its own events, in the tenant all.
class Audits {
public:
    explicit Audits(store::Database& db) : db_(db) {}

    static constexpr int most_on_a_page = 50;  ///< Palette's
    /// How far a list counts and reaches by offset, and how many events one export holds.
    static constexpr int most_events = 10'000;
    /// An export begins no further hundred of events beyond this.
    static constexpr std::size_t most_export_bytes = 16 * 1024 * 1024;

    Result<contract::ListAudits::Response> list(policy::Caller const& caller,
                                                contract::ListAudits::Request wanted);
    Result<contract::GetAudit::Response> get(policy::Caller const& caller,
                                             contract::GetAudit::Request wanted);
    Result<contract::ExportAudits::Response> export_events(policy::Caller const& caller,
                                                           contract::ExportAudits::Request wanted);

private:
    store::Database& db_;
};

}  // namespace gatehouse::service
