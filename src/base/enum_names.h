#pragma once

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace gatehouse {

/// The wire names of an enum, specialised beside each enum that leaves the process:
/// `template <> inline constexpr std::pair<Environment, std::string_view> enum_names<Environment>[] = {...};`
/// JSON, the database and the command line all read this one table.
template <class E>
inline constexpr std::pair<E, std::string_view> enum_names[] = {};

template <class E>
std::string_view to_name(E value) {
    for (auto const& [known, name] : enum_names<E>)
        if (known == value)
            return name;
    return "";
}

template <class E>
std::optional<E> from_name(std::string_view wanted) {
    for (auto const& [known, name] : enum_names<E>)
        if (name == wanted)
            return known;
    return std::nullopt;
}

}  // namespace gatehouse
