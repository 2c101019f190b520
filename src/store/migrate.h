#pragma once

#include "base/clock.h"

namespace soci {
class session;
}

namespace gatehouse::store {

class Connection;
class Dialect;

/// Applies what is missing of migrations(), inside a transaction that writes. Throws DatabaseFault when the
/// schema is newer than this program.
void apply_migrations(soci::session& sql, Dialect const& dialect, Time now);

/// The same in a transaction of its own, and the tenant and the project `Default` for an empty database: all
/// of it or nothing.
void migrate(Connection& connection, Dialect& dialect, Time now);

}  // namespace gatehouse::store
