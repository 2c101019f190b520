#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "contract/endpoint.h"
#include "json/json.h"

namespace gatehouse::contract {

/// A request as it travels: the counterpart of what the router takes apart.
struct SentRequest {
    std::string target;  ///< path and query, percent-encoded
    std::string body;    ///< JSON, or empty where the method carries none
};

namespace detail {

inline std::optional<std::string> parameter(std::string const& value) { return value; }
inline std::optional<std::string> parameter(bool value) { return value ? "true" : "false"; }
inline std::optional<std::string> parameter(Time value) { return to_rfc3339(value); }
template <class Tag>
std::optional<std::string> parameter(Id<Tag> const& value) {
    return value.str();
}
template <std::integral T>
std::optional<std::string> parameter(T value) {
    return std::to_string(value);
}
template <class E>
requires std::is_enum_v<E> std::optional<std::string> parameter(E value) {
    return std::string(to_name(value));
}
/// Nothing: it is left out.
template <class T>
requires requires(T const& value) { parameter(value); }
std::optional<std::string> parameter(std::optional<T> const& value) {
    return value ? parameter(*value) : std::nullopt;
}

/// `path` with its names in braces filled, then what is left of `values` as a query.
std::string target_of(std::string_view path, json::Parameters values);

}  // namespace detail

/// Where each member goes follows from the endpoint, see operation.h.
template <class E>
SentRequest sent(typename E::Request const& request) {
    auto const in_path = path_parameters(E::endpoint.path);
    json::Parameters values;
    boost::mp11::mp_for_each<boost::describe::describe_members<
        typename E::Request, boost::describe::mod_public | boost::describe::mod_inherited>>([&](auto member) {
        auto const name = std::string(json::wire_name(member.name));
        auto const& value = request.*member.pointer;
        if constexpr (requires { detail::parameter(value); }) {
            if (has_body(E::endpoint.method) && std::ranges::find(in_path, name) == in_path.end())
                return;
            if (auto text = detail::parameter(value))
                values.emplace_back(name, *std::move(text));
        } else
            static_assert(has_body(E::endpoint.method), "a query carries no lists and objects");
    });
    return {detail::target_of(E::endpoint.path, std::move(values)),
            has_body(E::endpoint.method) ? json::encode_without(in_path, request) : std::string()};
}

}  // namespace gatehouse::contract
