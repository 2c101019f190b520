#pragma once

#include <optional>

#include "http/message.h"
#include "store/database.h"

namespace gatehouse::server {

/// GET /healthz, for load balancers and supervisors: 200 {live, readyToRead, readyToWrite} while it can serve
/// reads, 503 with the same members otherwise; `problem` says what is wrong. Nothing for any other path.
std::optional<http::Response> answer_health(http::Request const& request, store::Database& db);

}  // namespace gatehouse::server
