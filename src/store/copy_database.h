#pragma once

#include <functional>
#include <string>

#include "base/clock.h"

namespace gatehouse::store {

/// Copies everything from one database into another that holds nothing yet; both as Database takes them. No
/// server may use either. `told` hears of each table when it is done. All of it arrives or nothing. Throws
/// DatabaseFault, also where the source is not of this program's schema.
void copy_database(std::string const& from, std::string const& to, Time now,
                   std::function<void(std::string const& table, long long rows)> const& told);

}  // namespace gatehouse::store
