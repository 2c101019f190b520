#include "store/audit_chain.h"

#include <fmt/format.h>
#include <iterator>

#include "base/harmless.h"
#include "crypto/digest.h"
#include "store/grounds.h"

namespace gatehouse::store {

TrailRow trail_row(model::AuditEvent const& event) {
    TrailRow row = {{"seq", std::to_string(event.number)},
                    {"uid", event.uid},
                    {"at", std::to_string(to_micros(event.at))},
                    {"action", event.action},
                    {"kind", event.kind()},
                    {"type", std::string(to_name(event.type))},
                    {"message", event.message},
                    {"outcome", std::string(to_name(event.outcome))},
                    {"actor_type", std::string(to_name(event.actor_type))},
                    {"actor", event.actor},
                    {"user_uid", event.user.str()},
                    {"credential", event.credential},
                    {"address", event.address},
                    {"request", event.request},
                    {"scope", event.scope.str()},
                    {"object", event.object.uid},
                    {"object_name", event.object.name},
                    {"decision", to_json(event.decision)},
                    {"detail", event.detail}};
    // PostgreSQL takes no text that is no UTF-8 or holds a zero, and strangers send such.
    for (auto& [name, value] : row)
        value = harmless(value);
    return row;
}

std::string chain_digest(std::string const& previous, TrailRow const& row) {
    auto text = fmt::format("previous {}:{}\n", previous.size(), previous);
    for (auto const& [name, value] : row)
        if (!value.empty())
            fmt::format_to(std::back_inserter(text), "{} {}:{}\n", name, value.size(), value);
    return crypto::to_hex(crypto::sha256(text));
}

}  // namespace gatehouse::store
