#pragma once

#include <list>
#include <map>
#include <string>

#include "server/repeat.h"
#include "server/settings.h"
#include "service/forwarder.h"

namespace gatehouse::server {

/// Where the settings have the audit trail forwarded to, each on a thread of its own from start() to the end.
class Forwards {
public:
    explicit Forwards(store::Database& db) : db_(db) {}

    /// Once. Throws std::runtime_error for a setting that cannot be used.
    void start(Settings const& settings);
    /// Events that wait, by the name of the sink. Safe to call from any thread.
    std::map<std::string, std::int64_t> backlog() const;

private:
    struct Sink {
        Sink(store::Database& db, std::string name, service::Forwarder::Send send);
        service::Forwarder forwarder;
        Repeat repeat;
    };
    store::Database& db_;
    std::list<Sink> sinks_;
};

}  // namespace gatehouse::server
