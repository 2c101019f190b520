#pragma once

#include <boost/describe.hpp>
#include <boost/json/value.hpp>
#include <boost/mp11.hpp>
#include <concepts>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/enum_names.h"
#include "base/id.h"
#include "base/result.h"
#include "base/text.h"
#include "json/describe.h"
#include "json/patch.h"

namespace gatehouse::json::detail {

using Value = boost::json::value;
/// Nothing where all went well.
using Problem = std::optional<Error>;
using Overlay = std::vector<std::pair<std::string, std::string>>;

Result<Value> parse(std::string_view text);
/// A list becomes an object with the list as its one member; anything else is refused.
Result<void> put_below(Value& document, std::string_view member);
/// One reference token of a JSON pointer (RFC 6901): `~` and `/` escaped.
std::string pointer(std::string_view parent, std::string_view name);
Problem wrong(std::string_view path, std::string_view expected, Value const& found);
Problem missing(std::string_view path);

template <class T>
Problem read(Value const& in, T& out, std::string const& path);

/// Members that may be absent or null.
template <class T>
inline constexpr bool may_be_absent = std::same_as<T, bool>;
template <class T>
inline constexpr bool may_be_absent<std::optional<T>> = true;
template <class T>
inline constexpr bool may_be_absent<std::vector<T>> = true;
template <class T>
inline constexpr bool may_be_absent<std::map<std::string, T>> = true;
template <class T>
inline constexpr bool may_be_absent<Patch<T>> = true;

Problem read_one(Value const& in, std::string& out, std::string const& path);
Problem read_one(Value const& in, bool& out, std::string const& path);
Problem read_one(Value const& in, Time& out, std::string const& path);
Problem read_one(Value const& in, Verbatim& out, std::string const& path);
Problem read_integer(Value const& in, std::int64_t least, std::int64_t most, std::int64_t& out,
                     std::string const& path);

template <class Tag>
Problem read_one(Value const& in, Id<Tag>& out, std::string const& path) {
    std::string text;
    auto problem = read_one(in, text, path);
    out = Id<Tag>(std::move(text));
    return problem;
}
template <std::integral T>
requires(!std::same_as<T, bool>) Problem read_one(Value const& in, T& out, std::string const& path) {
    std::int64_t number = 0;
    auto problem =
        read_integer(in, std::numeric_limits<T>::min(), std::numeric_limits<T>::max(), number, path);
    out = static_cast<T>(number);
    return problem;
}
template <class E>
requires std::is_enum_v<E> Problem read_one(Value const& in, E& out, std::string const& path) {
    std::string text;
    if (auto problem = read_one(in, text, path))
        return problem;
    if (auto const known = from_name<E>(text)) {
        out = *known;
        return {};
    }
    std::vector<std::string> names;
    for (auto const& [value, name] : enum_names<E>)
        names.emplace_back(name);
    return wrong(path, "one of " + join(names, ", "), in);
}
template <class T>
Problem read_one(Value const& in, std::optional<T>& out, std::string const& path) {
    if (in.is_null())
        return {};
    return read(in, out.emplace(), path);
}
template <class T>
Problem read_one(Value const& in, Patch<T>& out, std::string const& path) {
    if (in.is_null()) {
        out = Patch<T>(std::nullopt);
        return {};
    }
    T value{};
    auto problem = read(in, value, path);
    out = Patch<T>(std::move(value));
    return problem;
}
template <class T>
Problem read_one(Value const& in, std::vector<T>& out, std::string const& path) {
    if (in.is_null())
        return {};
    if (!in.is_array())
        return wrong(path, "a list", in);
    for (auto const& item : in.get_array()) {
        auto const here =
            pointer(path, std::to_string(out.size()));  // not in the call: emplace_back() changes size()
        if (auto problem = read(item, out.emplace_back(), here))
            return problem;
    }
    return {};
}
template <class T>
Problem read_one(Value const& in, std::map<std::string, T>& out, std::string const& path) {
    if (in.is_null())
        return {};
    if (!in.is_object())
        return wrong(path, "an object", in);
    for (auto const& [name, value] : in.get_object())
        if (auto problem = read(value, out[std::string(name)], pointer(path, name)))
            return problem;
    return {};
}

/// A path's or query's value is always text: flags and numbers are read out of it, which a body may not ask
/// for.
template <class T>
Problem read_parameter(std::string const& text, T& out, std::string const& path) {
    if constexpr (std::same_as<T, bool>) {
        if (text == "true" || text == "false")
            return read(Value(text == "true"), out, path);
    } else if constexpr (std::integral<T>) {
        if (auto const number = to_number<std::int64_t>(text))
            return read(Value(*number), out, path);
    }
    return read(Value(text), out, path);
}
template <class T>
Problem read_parameter(std::string const& text, std::optional<T>& out, std::string const& path) {
    return read_parameter(text, out.emplace(), path);
}

template <class T>
Problem read_object(Value const& in, T& out, std::string const& path, Overlay const* overlay) {
    if (!in.is_object())
        return wrong(path, "an object", in);
    Problem problem;
    boost::mp11::mp_for_each<
        boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>>(
        [&](auto member) {
            if (problem)
                return;
            auto& target = out.*member.pointer;
            auto const wire = wire_name(member.name);
            auto const here = pointer(path, wire);
            if (overlay)
                for (auto const& [name, text] : *overlay)
                    if (name == wire) {
                        problem = read_parameter(text, target, here);
                        return;
                    }
            if (auto const* found =
                    in.get_object().if_contains(boost::json::string_view(wire.data(), wire.size())))
                problem = read(*found, target, here);
            else if (!may_be_absent<std::remove_cvref_t<decltype(target)>>)
                problem = missing(here);
        });
    return problem;
}

template <class T>
Problem read(Value const& in, T& out, std::string const& path) {
    if constexpr (boost::describe::has_describe_members<T>::value)
        return read_object(in, out, path, nullptr);
    else
        return read_one(in, out, path);
}

}  // namespace gatehouse::json::detail
