#include "service/audit_line.h"

#include <fmt/format.h>

#include "base/harmless.h"
#include "json/json.h"

namespace gatehouse::service {

namespace {

/// The names are those of the CSV.
struct Line {
    std::int64_t number = 0;
    Time time;
    std::string uid;
    std::string action;
    std::string message;
    model::Outcome outcome = model::Outcome::done;
    std::string actor;
    std::string userUid;
    std::string credential;
    std::string address;
    std::string projectUid;
    std::string project;
    std::string resourceKind;
    std::string resourceName;
    std::string resourceUid;
    std::string decision;
    std::string request;
    json::Verbatim changes;
    std::string digest;
};
BOOST_DESCRIBE_STRUCT(Line, (),
                      (number, time, uid, action, message, outcome, actor, userUid, credential, address,
                       projectUid, project, resourceKind, resourceName, resourceUid, decision, request,
                       changes, digest))

std::string text_of(model::AuditEvent const& event, std::string changes) {
    return harmless(json::encode(Line{event.number,
                                      event.at,
                                      event.uid,
                                      event.action,
                                      event.message,
                                      event.outcome,
                                      event.actor,
                                      event.user.str(),
                                      event.credential,
                                      event.address,
                                      event.scope.str(),
                                      event.project_name,
                                      event.kind(),
                                      event.object.name,
                                      event.object.uid,
                                      event.decision.reason,
                                      event.request,
                                      {std::move(changes)},
                                      event.digest}));
}

/// RFC 5424 section 6: printable ASCII without spaces, or "-" for nothing.
std::string word(std::string_view text, std::size_t most) {
    std::string out;
    for (char const c : text.substr(0, most))
        out += c > 0x20 && c < 0x7f ? c : '_';
    return out.empty() ? "-" : out;
}

}  // namespace

std::string json_line(model::AuditEvent const& event) { return text_of(event, event.detail) + "\n"; }

std::string syslog_frame(model::AuditEvent const& event, std::string const& host) {
    constexpr std::size_t most_taken = 8192;  // RFC 5425 section 4.3.1
    constexpr int log_audit = 13;
    constexpr char utf8[] = "\xef\xbb\xbf";
    int const severity = event.outcome == model::Outcome::denied ? 4 : 6;  // warning, informational
    auto const head = fmt::format("<{}>1 {} {} gatehouse-server - {} - {}", log_audit * 8 + severity,
                                  to_rfc3339(event.at), word(host, 255), word(event.action, 32), utf8);
    auto text = text_of(event, event.detail);
    if (head.size() + text.size() > most_taken)
        text = text_of(event, "null");
    return fmt::format("{} {}{}", head.size() + text.size(), head, text);
}

}  // namespace gatehouse::service
