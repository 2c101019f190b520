#pragma once

#include <set>
#include <string>

#include "server/repeat.h"
#include "service/epochs.h"
#include "service/removals.h"
#include "service/sessions.h"
#include "service/trail_note.h"
#include "store/database.h"

namespace gatehouse::server {

/// What happens without anybody asking: removals are finished, ended sessions forgotten, consoles told when a
/// node falls silent or a key expires, and noted outside the database how far it has come. One thread, from
/// construction to destruction.
class Jobs {
public:
    Jobs(store::Database& db, service::Sessions& sessions, service::Removals& removals,
         service::Epochs& epochs, service::TrailNote& trail_note);

private:
    void run();
    void notice_what_time_did();

    store::Database& db_;
    service::Sessions& sessions_;
    service::Removals& removals_;
    service::Epochs& epochs_;
    service::TrailNote& trail_note_;
    std::set<NodeUid> connected_;
    int expired_ = 0;  ///< keys
    int beats_ = 0;
    Repeat repeat_;  // last: it uses the others
};

}  // namespace gatehouse::server
