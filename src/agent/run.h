#pragma once

#include <string>

#include "agent/identity.h"
#include "base/result.h"

namespace gatehouse::agent {

/// Keeps this node in step with its cluster until SIGTERM or SIGINT; the files stay when it stops. Refuses
/// where the machine is not enrolled or another agent is at work.
Result<void> run(StatePaths const& paths, std::string const& agent_version);

}  // namespace gatehouse::agent
