#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace gatehouse::client {

/// The console's CA certificate as PEM, fetched over a connection that nobody vouches for yet and taken only
/// when its SHA-256 is `pin` (hex, any case, colons allowed). Sends nothing secret.
Result<std::string> fetch_ca(std::string const& base_url, std::string_view pin);

/// The one certificate in `answer` that `pin` names, and nothing after it: whoever stands in between could
/// append an authority of their own.
Result<std::string> pinned_certificate(std::string_view answer, std::string_view pin);

}  // namespace gatehouse::client
