#pragma once

#include <boost/describe.hpp>

// What a module includes to describe its wire structs: BOOST_DESCRIBE_STRUCT(Type, (bases), (members)), in
// the line after the struct. json/json.h reads and writes them.
