#include "server/audit_verify.h"

#include "base/text.h"
#include "service/trail_note.h"
#include "store/audit_check.h"

namespace gatehouse::server {

int verify_audit(Settings const& settings) {
    auto const file = settings.state_dir / "keys" / "audit-head";
    // Before the trail is read: the server writes events first and notes them then.
    auto const noted = service::read_trail_note(file);
    auto const verdict = store::check_trail(settings.database, noted.value_or(store::TrailHead{}));
    if (verdict.bad) {
        auto const& bad = *verdict.bad;
        fmt::print("event {} is bad: {}\n", bad.number, bad.what);
        if (!bad.uid.empty())
            fmt::print("uid:  {}\ntime: {}\n", bad.uid, bad.time);
        fmt::print("{} events before it are sound\n", verdict.events);
        return 1;
    }
    if (!noted) {
        fmt::print("{} events, each sound; but there is no {}, which would show whether some are missing at "
                   "the end\n",
                   verdict.events, file.string());
        return 1;
    }
    fmt::print("{} events, all sound\n", verdict.events);
    return 0;
}

}  // namespace gatehouse::server
