#pragma once

#include <filesystem>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "base/secret.h"

namespace gatehouse::client {

/// Where mail goes out.
struct MailServer {
    std::string url;             ///< "smtp://mail.example.com:587" (STARTTLS) or "smtps://mail.example.com"
    std::string from;            ///< "gatehouse@example.com"
    std::string user{};          ///< empty: no authentication
    std::filesystem::path ca{};  ///< PEM; empty: the system's authorities
    bool without_tls = false;    ///< true: nothing is asked of the connection
};

struct Mail {
    std::string to;
    std::string subject;  ///< printable ASCII
    std::string text;     ///< plain, UTF-8
    std::string id;       ///< unique; for Message-ID
    Time date{};
};

/// The message with its headers, as RFC 5322 wants it. Refuses an address that would break its header.
Result<std::string> message_of(MailServer const& server, Mail const& mail);

/// Sends one mail by SMTP (RFC 5321), over TLS unless the settings say otherwise. Gives up after 10 seconds
/// without a connection and 60 in all. Refuses with Code::unavailable, and says what happened. Safe to call
/// from any thread.
Result<void> send(MailServer const& server, Secret const& password, Mail const& mail);

}  // namespace gatehouse::client
