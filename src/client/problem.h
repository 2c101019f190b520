#pragma once

#include <string_view>

#include "base/result.h"
#include "client/transfer.h"

namespace gatehouse::client {

/// The refusal that an answer carries: `{"code", "message", "details"}`. Where it is not in that form
/// somebody else answered, and the refusal says so.
Error to_error(Answer const& answer, std::string_view base_url);

}  // namespace gatehouse::client
