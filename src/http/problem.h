#pragma once

#include <string>

#include "base/result.h"
#include "http/message.h"

namespace gatehouse::http {

/// Palette's error envelope {code, message, details, ref} for a refusal. `ref` is the request's id. The only
/// place that knows which code has which HTTP status.
Response problem(Error const& error, std::string const& ref);

/// The same for what never became a request: 400, 404, 405, 413, 431, 500, 503.
Response problem(int status, std::string const& sentence, std::string const& ref);

}  // namespace gatehouse::http
