#pragma once

#include <functional>
#include <string>

#include "base/result.h"
#include "base/secret.h"
#include "http/message.h"
#include "policy/caller.h"

namespace gatehouse::http {

inline constexpr char device_cookie[] = "__Host-gatehouse-device";

/// What a request shows of who sends it.
struct Presented {
    policy::Credential kind = policy::Credential::none;
    Secret token{};
    std::string address{};    ///< where the request came from
    bool background = false;  ///< a poll of a page that nobody touched: does not prolong a browser's session
};

/// Reads the credentials off a request. A request that shows several is judged by its Authorization header,
/// then by its API key. A cookie counts on an unsafe method only when the Origin is the console's own
/// (`own_origin`, "https://host:port"): refused with Code::forbidden otherwise.
Result<Presented> read_credentials(Request const& request, std::string const& own_origin);

/// The value of a cookie of the request, or empty.
std::string cookie(Request const& request, std::string_view name);

/// Refuses a request that a foreign page sent: it carries an Origin that is not the console's own.
Result<void> require_own_origin(Request const& request, std::string const& own_origin);

/// Who these credentials belong to; Code::unauthenticated where to nobody. Called on a worker.
using Identify = std::function<Result<policy::Caller>(Presented)>;

}  // namespace gatehouse::http
