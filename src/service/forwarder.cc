#include "service/forwarder.h"

#include <algorithm>

#include "base/log.h"
#include "store/audit_store.h"

namespace gatehouse::service {

using namespace std::chrono;
using store::AuditStore;

namespace {

constexpr int at_a_time = 100;
constexpr seconds longest_pause(60);

}  // namespace

bool Forwarder::step() {
    std::int64_t come_to = 0;
    auto const events = db_.look([&](store::SystemTx& tx) {
        AuditStore const trail(tx);
        come_to = trail.head().number;
        auto const sent = trail.sent_to(name_);
        backlog_ = come_to - sent;
        return steady_clock::now() < not_before_ ? std::vector<model::AuditEvent>{}
                                                 : trail.after(sent, at_a_time);
    });
    if (events.empty())
        return false;
    try {
        send_(events);
    } catch (std::exception const& fault) {
        failed(fault.what());
        return false;
    }
    auto const last = events.back().number;
    db_.system([&](store::SystemTx& tx) -> Result<void> {
        AuditStore(tx).set_sent_to(name_, last);
        return {};
    });
    if (pause_.count() > 0)
        log::info("the audit trail is forwarded again sink={}", name_);
    pause_ = seconds(0);
    backlog_ = come_to - last;
    return backlog_ > 0;
}

void Forwarder::failed(std::string const& reason) {
    if (pause_.count() == 0)
        log::error("the audit trail cannot be forwarded and waits sink={} events={} reason={}", name_,
                   backlog_.load(), reason);
    pause_ = std::clamp(pause_ * 2, seconds(1), longest_pause);
    not_before_ = steady_clock::now() + pause_;
}

}  // namespace gatehouse::service
