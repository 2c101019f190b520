#include "json/schema.h"

#include <boost/json/serialize.hpp>
#include <stdexcept>

#include "json/encode.h"

namespace gatehouse::json {

namespace {

constexpr std::size_t line_length = 110;

/// Writes a list's or an object's parts, each after `before` or `between`, and closes after `after`.
template <class WritePart>
void write_parts(std::string& out, Value const& value, std::string before, std::string const& between,
                 std::string const& after, WritePart write_part) {
    auto const* object = value.if_object();
    out += object ? '{' : '[';
    if (object)
        for (auto const& member : *object) {
            out += std::exchange(before, between);
            detail::write_string(out, member.key());
            out += ": ";
            write_part(member.value());
        }
    else
        for (auto const& item : value.get_array()) {
            out += std::exchange(before, between);
            write_part(item);
        }
    out += after;
    out += object ? '}' : ']';
}

std::string on_one_line(Value const& value) {
    std::string out;
    if (auto const* text = value.if_string())
        detail::write_string(out, *text);
    else if (!value.is_object() && !value.is_array())
        out = boost::json::serialize(value);
    else
        write_parts(out, value, "", ", ", "", [&](Value const& part) { out += on_one_line(part); });
    return out;
}

void write_pretty(std::string& out, Value const& value, std::string const& indent) {
    auto line = on_one_line(value);
    if (indent.size() + line.size() <= line_length || !(value.is_object() || value.is_array())) {
        out += line;
        return;
    }
    auto const inner = indent + "  ";
    write_parts(out, value, "\n" + inner, ",\n" + inner, "\n" + indent,
                [&](Value const& part) { write_pretty(out, part, inner); });
}

}  // namespace

Object Schemas::all() const {
    Object schemas;
    for (auto const& [name, entry] : entries_)
        schemas[name] = entry.schema;
    return schemas;
}

Value Schemas::or_null(Value schema) {
    auto& members = schema.get_object();
    auto const type = members.find("type");
    if (type == members.end())
        return {{"anyOf", {std::move(schema), {{"type", "null"}}}}};
    if (type->value().is_string())
        type->value() = Array{type->value(), "null"};
    return schema;
}

Value Schemas::reference(std::string_view name) {
    return {{"$ref", "#/components/schemas/" + std::string(name)}};
}

std::string Schemas::name_for(std::string_view type, Way way) const {
    auto name = name_of_type(type);
    auto found = entries_.find(name);
    if (way == Way::decoded && found != entries_.end() && found->second.way == Way::encoded) {
        name += "Input";
        found = entries_.find(name);
    }
    if (found != entries_.end() && (found->second.type != type || found->second.way != way))
        throw std::logic_error("two schemas would be called " + name + ": of " + found->second.type +
                               " and of " + std::string(type));
    return name;
}

std::string name_of_type(std::string_view type) {
    if (auto const open = type.find('<'); open != std::string_view::npos)
        return name_of_type(type.substr(open + 1, type.rfind('>') - open - 1)) +
               name_of_type(type.substr(0, open));
    std::string name;
    while (!type.empty()) {
        auto const part = type.substr(0, type.find("::"));
        type.remove_prefix(std::min(type.size(), part.size() + 2));
        if (part[0] >= 'A' && part[0] <= 'Z')  // not a namespace
            name += part;
    }
    return name;
}

std::string pretty(Value const& value) {
    std::string out;
    write_pretty(out, value, "");
    return out + "\n";
}

std::string pretty_text(std::string_view json) { return pretty(detail::parse(json).value()); }

}  // namespace gatehouse::json
