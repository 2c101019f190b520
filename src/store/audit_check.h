#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "store/audit_chain.h"

namespace soci {
class session;
}

namespace gatehouse::store {

/// The first event that is not as it was written.
struct BadEvent {
    std::int64_t number = 0;
    std::string uid{};   ///< of the row that stands there; empty: there is none
    std::string time{};  ///< RFC 3339; likewise
    std::string what;    ///< a sentence
};

struct TrailVerdict {
    std::int64_t events = 0;  ///< how many were found sound
    std::optional<BadEvent> bad{};
};

/// Holds every event against its digest and its place in the row of numbers, and the event that `noted`
/// names, a head of this trail that was kept outside of the database, against that. Reads in pages, each for
/// itself, so that nothing waits for the end, and a trail of any length takes the same memory. Throws
/// DatabaseFault or soci::soci_error.
TrailVerdict check_trail(soci::session& sql, TrailHead const& noted);

/// The same for a database as Database takes it, which a server may use meanwhile. Throws DatabaseFault.
TrailVerdict check_trail(std::string const& database, TrailHead const& noted);

}  // namespace gatehouse::store
