#include "server/forwards.h"

#include <memory>
#include <stdexcept>
#include <unistd.h>

#include "crypto/tls_sender.h"
#include "server/host_and_port.h"
#include "service/audit_file.h"
#include "service/audit_line.h"

namespace gatehouse::server {

using namespace std::chrono_literals;

namespace {

constexpr auto look_for_events = 500ms;
constexpr auto patience = 10s;  // less than the service manager's with a server that stops

std::string own_name() {
    char name[256] = {};
    return ::gethostname(name, sizeof name - 1) == 0 ? name : "";
}

service::Forwarder::Send to_syslog(HostAndPort const& receiver, std::filesystem::path const& ca) {
    auto const sender = std::make_shared<crypto::TlsSender>(receiver.host, std::to_string(receiver.port), ca);
    return [sender, host = own_name()](std::vector<model::AuditEvent> const& events) {
        std::string frames;
        for (auto const& event : events)
            frames += service::syslog_frame(event, host);
        sender->send(frames, patience);
    };
}

service::Forwarder::Send to_file(std::filesystem::path const& path) {
    auto const file = std::make_shared<service::AuditFile>(path);
    return [file](std::vector<model::AuditEvent> const& events) {
        std::string lines;
        for (auto const& event : events)
            lines += service::json_line(event);
        file->append(lines);
    };
}

}  // namespace

Forwards::Sink::Sink(store::Database& db, std::string name, service::Forwarder::Send send)
    : forwarder(db, std::move(name), std::move(send)),
      repeat(look_for_events, [this] { return forwarder.step(); }) {}

void Forwards::start(Settings const& settings) {
    if (!settings.audit_syslog.empty())
        sinks_.emplace_back(db_, "syslog",
                            to_syslog(parse_host_and_port("--audit-syslog", settings.audit_syslog),
                                      settings.audit_syslog_ca));
    if (!settings.audit_file.empty())
        sinks_.emplace_back(db_, "file", to_file(settings.audit_file));
}

std::map<std::string, std::int64_t> Forwards::backlog() const {
    std::map<std::string, std::int64_t> waiting;
    for (auto const& sink : sinks_)
        waiting[sink.forwarder.name()] = sink.forwarder.backlog();
    return waiting;
}

}  // namespace gatehouse::server
