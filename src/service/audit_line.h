#pragma once

#include <string>

#include "model/audit_event.h"

namespace gatehouse::service {

/// The event as one line of JSON Lines (https://jsonlines.org), with its end of line. harmless(): whatever
/// it holds, it is one line.
std::string json_line(model::AuditEvent const& event);

/// The event as a message of syslog (RFC 5424, facility 13, "log audit") in a frame of its transport over TLS
/// (RFC 5425): its text is the line of JSON, without what changed where the message would have more than
/// 8,192 bytes, which receivers need not take. `host` names this machine.
std::string syslog_frame(model::AuditEvent const& event, std::string const& host);

}  // namespace gatehouse::service
