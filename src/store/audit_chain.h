#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "model/audit_event.h"

namespace gatehouse::store {

/// How far the audit trail has come.
struct TrailHead {
    std::int64_t number = 0;  ///< of the newest event; 0: there is none
    std::string digest{};     ///< its digest
    bool operator==(TrailHead const&) const = default;
};

/// Every column of audit_event but the digest, by name, as text: what is stored, and what the digest is over.
using TrailRow = std::vector<std::pair<char const*, std::string>>;
TrailRow trail_row(model::AuditEvent const& event);

/// SHA-256 in hex over the digest of the event before ("" before the first) and the row: of each column that
/// is not empty its name, its length and its bytes, so that no two rows are digested alike, and a column that
/// a later schema adds changes nothing of the rows before it.
std::string chain_digest(std::string const& previous, TrailRow const& row);

}  // namespace gatehouse::store
