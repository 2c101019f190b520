#pragma once

#include <string>
#include <utility>

#include "base/result.h"

namespace gatehouse::sshkey {

/// Every refusal of a key text points at the same member. The message must not repeat what was sent: it may
/// be a private key or a password pasted into the wrong field, and messages are logged and mailed.
inline tl::unexpected<Error> refuse_key(std::string rule, std::string message) {
    return refuse(Code::invalid, std::move(message), "/spec/publicKey", std::move(rule));
}

}  // namespace gatehouse::sshkey
