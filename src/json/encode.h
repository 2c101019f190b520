#pragma once

#include <algorithm>
#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <concepts>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/enum_names.h"
#include "base/id.h"
#include "json/describe.h"
#include "json/patch.h"

namespace gatehouse::json::detail {

/// Appends `text` as a JSON string (RFC 8259 section 7). `<` and `>` are escaped as well, so that no answer
/// can be taken for HTML.
void write_string(std::string& out, std::string_view text);

template <class T>
void write(std::string& out, T const& value);

template <class T>
concept Described = boost::describe::has_describe_members<T>::value;

inline void write_one(std::string& out, std::string const& text) { write_string(out, text); }
inline void write_one(std::string& out, std::string_view text) { write_string(out, text); }
inline void write_one(std::string& out, Verbatim const& json) { out += json.text; }
inline void write_one(std::string& out, bool value) { out += value ? "true" : "false"; }
inline void write_one(std::string& out, Time time) { write_string(out, to_rfc3339(time)); }
template <class Tag>
void write_one(std::string& out, Id<Tag> const& id) {
    write_string(out, id.str());
}
template <std::integral T>
requires(!std::same_as<T, bool>) void write_one(std::string& out, T value) { out += std::to_string(value); }
template <class E>
requires std::is_enum_v<E>
void write_one(std::string& out, E value) { write_string(out, to_name(value)); }
template <class T>
void write_one(std::string& out, std::optional<T> const& value) {
    if (value)
        write(out, *value);
    else
        out += "null";
}
template <class T>
void write_one(std::string& out, std::vector<T> const& items) {
    out += '[';
    char const* comma = "";
    for (auto const& item : items) {
        out += comma;
        write(out, item);
        comma = ",";
    }
    out += ']';
}
template <class T>
void write_one(std::string& out, std::map<std::string, T> const& members) {
    out += '{';
    char const* comma = "";
    for (auto const& [name, value] : members) {
        out += comma;
        write_string(out, name);
        out += ':';
        write(out, value);
        comma = ",";
    }
    out += '}';
}
template <class T>
void write_one(std::string& out, Patch<T> const& patch) {
    write(out, patch.value());
}

template <class T>
inline constexpr bool is_patch = false;
template <class T>
inline constexpr bool is_patch<Patch<T>> = true;

/// `elsewhere` names the members that do not travel with this object.
template <Described T>
void write_object(std::string& out, T const& object, std::span<std::string const> elsewhere) {
    out += '{';
    char const* comma = "";
    boost::mp11::mp_for_each<
        boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>>(
        [&](auto member) {
            auto const& value = object.*member.pointer;
            if constexpr (is_patch<std::remove_cvref_t<decltype(value)>>)
                if (!value.given())
                    return;
            auto const wire = wire_name(member.name);
            if (std::ranges::find(elsewhere, wire) != elsewhere.end())
                return;
            out += comma;
            write_string(out, wire);
            out += ':';
            write(out, value);
            comma = ",";
        });
    out += '}';
}
template <Described T>
void write_one(std::string& out, T const& object) {
    write_object(out, object, {});
}

template <class T>
void write(std::string& out, T const& value) {
    write_one(out, value);
}

}  // namespace gatehouse::json::detail
