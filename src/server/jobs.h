#pragma once

#include <condition_variable>
#include <mutex>
#include <set>
#include <string>
#include <thread>

#include "service/removals.h"
#include "service/sessions.h"
#include "store/database.h"

namespace gatehouse::server {

/// What happens without anybody asking: removals are finished, ended sessions forgotten, and consoles told
/// when a node falls silent or a key expires. One thread, from construction to destruction.
class Jobs {
public:
    Jobs(store::Database& db, service::Sessions& sessions, service::Removals& removals);
    ~Jobs();

private:
    void run();
    void notice_what_time_did();

    store::Database& db_;
    service::Sessions& sessions_;
    service::Removals& removals_;
    std::set<NodeUid> connected_;
    int expired_ = 0;  ///< keys
    std::mutex mutex_;
    std::condition_variable stopped_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace gatehouse::server
