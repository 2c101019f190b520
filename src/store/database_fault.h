#pragma once

#include <stdexcept>

namespace gatehouse::store {

/// What the database could not do (gone, full, damaged). The message never holds a bound value.
class DatabaseFault : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

}  // namespace gatehouse::store
