#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "store/database.h"

namespace gatehouse::service {

/// Forwards the audit trail to one sink, in order, each event at least once: how far it has come is kept in
/// the database under the sink's name. A new sink gets the trail from its first event. step() is for one
/// thread, backlog() for any.
class Forwarder {
public:
    /// `send` returns when all of it has arrived, and throws std::exception otherwise.
    using Send = std::function<void(std::vector<model::AuditEvent> const&)>;
    Forwarder(store::Database& db, std::string name, Send send)
        : db_(db), name_(std::move(name)), send_(std::move(send)) {}

    /// Sends the next events. True where there are more. A sink that fails is tried again after a second, and
    /// then after pauses that grow to a minute; the log tells of the first failure and of the end.
    bool step();

    std::string const& name() const { return name_; }
    /// Events that are not sent yet, as of the last step.
    std::int64_t backlog() const { return backlog_; }

private:
    void failed(std::string const& reason);

    store::Database& db_;
    std::string name_;
    Send send_;
    std::atomic<std::int64_t> backlog_ = 0;
    std::chrono::seconds pause_{0};
    std::chrono::steady_clock::time_point not_before_{};
};

}  // namespace gatehouse::service
