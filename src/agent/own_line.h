#pragma once

#include <string_view>

#include "base/clock.h"
#include "sshkey/authorized_keys_line.h"

namespace gatehouse::agent {

/// True when `line` (without its newline) is, byte for byte, one that this agent could have written by
/// `node_time` for this sshd: what may stay when the snapshot that it came from cannot be verified.
bool is_own_line(std::string_view line, sshkey::SshdVersion sshd, Time node_time);

}  // namespace gatehouse::agent
