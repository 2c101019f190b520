#pragma once

#include <span>
#include <string_view>

namespace gatehouse::store {

/// One step of the schema: never edited after a release, applied once, in order.
struct Migration {
    int number;
    std::string_view name;
    std::string_view sql;  ///< statements, each ended by a line of its own that holds only "--"
};

std::span<Migration const> migrations();

}  // namespace gatehouse::store
