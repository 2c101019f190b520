#pragma once

#include "base/clock.h"

namespace soci {
class session;
}

namespace gatehouse::store {

/// Applies what is missing of migrations(), each in a transaction of its own, and makes the tenant and the
/// project `Default` in an empty database. Throws DatabaseFault when the schema is newer than this program.
void migrate(soci::session& sql, Time now);

}  // namespace gatehouse::store
