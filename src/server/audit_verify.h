#pragma once

#include "server/settings.h"

namespace gatehouse::server {

/// Checks the audit trail, also beside a running server, and prints what was found; the exit status: 1 where
/// an event is not as it was written, or nothing outside the database tells where the trail should end.
int verify_audit(Settings const& settings);

}  // namespace gatehouse::server
