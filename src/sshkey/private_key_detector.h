#pragma once

#include <string_view>

#include "base/result.h"

namespace gatehouse::sshkey {

/// Refuses text that holds a private key in any of the usual forms, also with other text around it. The
/// message repeats nothing of it. It looks before every other check of the content, so that an owner who
/// pasted the wrong file hears that the key is exposed, and not that a line is too long.
Result<void> refuse_private_key(std::string_view text);

}  // namespace gatehouse::sshkey
