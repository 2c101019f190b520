#pragma once

#include <string>

#include "http/message.h"

namespace gatehouse::http {

/// What happens to the connection after an answer.
enum class Afterwards { keep_open, close };

/// False for the statuses whose answers end with their headers.
bool may_have_body(Response const& response);

/// Appends status line and headers, up to and with the empty line. Adds what every answer carries: its
/// length, nosniff, and no-store unless the response says how it may be cached.
void append_head(std::string& out, Response const& response, Afterwards afterwards);

}  // namespace gatehouse::http
