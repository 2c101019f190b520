#pragma once

#include <string_view>

#include "base/result.h"

namespace gatehouse::sshkey {

/// Refuses public keys that are not in OpenSSH's one-line form, and says which command turns them into it.
Result<void> refuse_other_formats(std::string_view text);

}  // namespace gatehouse::sshkey
