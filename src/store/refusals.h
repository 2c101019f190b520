#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/guarded.h"
#include "model/audit_event.h"

namespace gatehouse::store {

/// Refusals on their way into the audit trail. The first of its kind (actor, address, action, scope, object,
/// reason) is written at once; those like it that follow within a minute are counted, and told by one more
/// event. Where there are too many kinds, further ones are counted together by their address, and at last all
/// together: a flood fills neither memory nor database. Kept in memory; safe to use from any thread.
class Refusals {
public:
    static constexpr auto together = std::chrono::minutes(1);
    static constexpr std::size_t most_of_an_address = 20;  ///< kinds at a time
    static constexpr std::size_t most_kinds = 500;

    /// The event to be written now; nothing where it was counted.
    std::optional<model::AuditEvent> take(model::AuditEvent event);
    /// One event for each count that began a minute before `now`, or earlier.
    std::vector<model::AuditEvent> due(Time now);
    /// One for each count there is.
    std::vector<model::AuditEvent> all();

private:
    struct Count {
        model::AuditEvent first;
        std::int64_t more = 0;
        Time since{};  ///< the first that was counted and not written
        Time until{};  ///< the last one
    };
    struct State {
        std::map<std::string, Count> kinds;
        std::map<std::string, std::size_t> of_address;
    };
    static std::vector<model::AuditEvent> take_out(State& state, std::optional<Time> begun_by);

    Guarded<State> state_;
};

}  // namespace gatehouse::store
