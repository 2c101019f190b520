#pragma once

#include "base/clock.h"

namespace gatehouse::store {

class Connection;
class Dialect;

/// Applies what is missing of migrations(), and makes the tenant and the project `Default` in an empty
/// database: all of it or nothing. Throws DatabaseFault when the schema is newer than this program.
void migrate(Connection& connection, Dialect& dialect, Time now);

}  // namespace gatehouse::store
