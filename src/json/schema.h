#pragma once

#include <algorithm>
#include <boost/core/demangle.hpp>
#include <boost/describe.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <boost/mp11.hpp>
#include <concepts>
#include <map>
#include <string>
#include <string_view>
#include <type_traits>
#include <typeinfo>
#include <vector>

#include "json/decode.h"

namespace gatehouse::json {

using Value = boost::json::value;
using Object = boost::json::object;
using Array = boost::json::array;

/// Whether decode() takes an object without such a member.
template <class T>
inline constexpr bool may_be_absent = detail::may_be_absent<T>;

/// The C++ name of T, with its namespaces.
template <class T>
std::string type_of() {
    return boost::core::demangle(typeid(T).name());
}
/// "CreateSshKeyRequest" for gatehouse::contract::CreateSshKey::Request, "SshKeyItems" for Items<SshKey>.
std::string name_of_type(std::string_view type);

/// JSON Schema (2020-12) of the types that encode() writes and decode() reads. The two differ: encode()
/// writes every member, and null for an empty optional; decode() also takes objects without the members that
/// may be absent, and null for those. Structs and enums are named, written once, and referred to.
class Schemas {
public:
    /// What encode() writes. Ask for all of these before the first decoded(): a struct that travels both ways
    /// keeps its name in answers and is called "...Input" in requests.
    template <class T>
    Value encoded() {
        return schema(Type<T>{}, Way::encoded);
    }
    /// What decode() reads; `elsewhere` names the members that do not come with the body.
    template <class T>
    Value decoded(std::vector<std::string> const& elsewhere = {}) {
        return named<T>(Way::decoded, [&] { return object<T>(Way::decoded, elsewhere); });
    }
    /// The same of a bare list.
    template <class T>
    Value list() {
        return {{"type", "array"}, {"items", schema(Type<typename T::value_type>{}, Way::decoded)}};
    }
    /// What the text of a path's or a query's value is read as.
    template <class T>
    Value parameter() {
        return parameter(Type<T>{});
    }

    /// Every named schema so far, in the order of their names. References lead to "#/components/schemas/":
    /// OpenAPI's place for them.
    Object all() const;

private:
    enum class Way { encoded, decoded };
    template <class T>
    using Type = std::type_identity<T>;
    struct Entry {
        std::string type;
        Way way;
        Value schema;
    };

    static Value or_null(Value schema);
    static Value or_null(Value schema, Way way) {
        return way == Way::decoded ? or_null(std::move(schema)) : std::move(schema);
    }
    static Value reference(std::string_view name);
    /// Under which name the schema of this C++ type goes.
    std::string name_for(std::string_view type, Way way) const;

    Value schema(Type<std::string>, Way) { return {{"type", "string"}}; }
    Value schema(Type<Verbatim>, Way) { return Object{}; }  // any JSON
    Value schema(Type<bool>, Way way) { return or_null({{"type", "boolean"}}, way); }
    Value schema(Type<Time>, Way) { return {{"type", "string"}, {"format", "date-time"}}; }
    template <class Tag>
    Value schema(Type<Id<Tag>>, Way) {
        return {{"type", "string"}, {"format", "uid"}};
    }
    template <std::integral T>
    Value schema(Type<T>, Way) {
        static_assert(std::is_signed_v<T>, "OpenAPI has formats for signed numbers only");
        return {{"type", "integer"}, {"format", sizeof(T) == 8 ? "int64" : "int32"}};
    }
    template <class T>
    Value schema(Type<std::optional<T>>, Way way) {
        return or_null(schema(Type<T>{}, way));
    }
    template <class T>
    Value schema(Type<Patch<T>>, Way way) {
        return or_null(schema(Type<T>{}, way));
    }
    template <class T>
    Value schema(Type<std::vector<T>>, Way way) {
        return or_null({{"type", "array"}, {"items", schema(Type<T>{}, way)}}, way);
    }
    template <class T>
    Value schema(Type<std::map<std::string, T>>, Way way) {
        return or_null({{"type", "object"}, {"additionalProperties", schema(Type<T>{}, way)}}, way);
    }
    template <class E>
    requires std::is_enum_v<E> Value schema(Type<E>, Way) {
        return named<E>(Way::encoded, [] {
            Array names;
            for (auto const& [value, name] : enum_names<E>)
                names.emplace_back(name);
            return Value{{"type", "string"}, {"enum", std::move(names)}};
        });
    }
    template <class T>
    requires boost::describe::has_describe_members<T>::value Value schema(Type<T>, Way way) {
        return named<T>(way, [&] { return object<T>(way, {}); });
    }

    template <class T>
    Value parameter(Type<T>) {
        return schema(Type<T>{}, Way::encoded);
    }
    template <class T>
    Value parameter(Type<std::optional<T>>) {
        return parameter(Type<T>{});
    }

    template <class T, class Write>
    Value named(Way way, Write write) {
        auto const type = type_of<T>();
        auto const name = name_for(type, way);
        if (!entries_.contains(name))
            entries_.insert_or_assign(name, Entry{type, way, write()});
        return reference(name);
    }

    template <class T>
    Value object(Way way, std::vector<std::string> const& elsewhere) {
        Object properties;
        Array required;
        boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public |
                                                                          boost::describe::mod_inherited>>(
            [&](auto member) {
                using Member = std::remove_cvref_t<decltype(std::declval<T&>().*member.pointer)>;
                auto const wire = wire_name(member.name);
                if (std::ranges::find(elsewhere, wire) != elsewhere.end())
                    return;
                properties[wire] = schema(Type<Member>{}, way);
                if (way == Way::encoded || !detail::may_be_absent<Member>)
                    required.emplace_back(wire);
            });
        Object schema{{"type", "object"}, {"properties", std::move(properties)}};
        if (!required.empty())
            schema["required"] = std::move(required);
        return schema;
    }

    std::map<std::string, Entry, std::less<>> entries_;
};

/// JSON for people: what fits a line stands on one, the rest has a line for each part.
std::string pretty(Value const& value);
/// The same of JSON that encode() wrote.
std::string pretty_text(std::string_view json);

}  // namespace gatehouse::json
