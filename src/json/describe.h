#pragma once

#include <boost/describe.hpp>
#include <string>
#include <string_view>

// What a module includes to describe its wire structs: BOOST_DESCRIBE_STRUCT(Type, (bases), (members)), in
// the line after the struct. json/json.h reads and writes them.
namespace gatehouse::json {

/// A member's name on the wire: a word that C++ keeps for itself is written with a "_" after it.
constexpr std::string_view wire_name(std::string_view member) {
    if (member.ends_with('_'))
        member.remove_suffix(1);
    return member;
}

/// JSON text that is put into an answer as it is: what was encoded before, and kept.
struct Verbatim {
    std::string text = "null";
};

}  // namespace gatehouse::json
