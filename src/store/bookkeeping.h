#pragma once

#include <string_view>

namespace gatehouse::store {

/// Throws DatabaseFault for a statement that bookkeeping (SystemTx) may not run: it may read everything, and
/// write the tables in which nothing decides who may enter a node.
void require_bookkeeping(std::string_view statement);

}  // namespace gatehouse::store
