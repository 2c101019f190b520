#include "tests/support/schema_check.h"

#include <algorithm>
#include <utility>

#include "base/clock.h"

namespace gatehouse::test {

namespace {

namespace js = boost::json;

bool is_of_type(js::value const& found, std::string_view type) {
    if (type == "integer")
        return found.is_int64();
    if (type == "string")
        return found.is_string();
    if (type == "boolean")
        return found.is_bool();
    if (type == "array")
        return found.is_array();
    if (type == "object")
        return found.is_object();
    return type == "null" && found.is_null();
}

}  // namespace

void SchemaCheck::check(js::value const& found, js::value const& schema, std::string const& at) {
    auto const& object = schema.as_object();
    for (auto const& [keyword, value] : object) {
        if (keyword == "$ref")
            check(found, document_.at_pointer(std::string(value.as_string()).substr(1)), at);
        else if (keyword == "anyOf")
            check_any(found, value.as_array(), at);
        else if (keyword == "type")
            check_type(found, value, at);
        else if (keyword == "format")
            check_format(found, value.as_string(), at);
        else if (keyword == "enum") {
            if (std::ranges::find(value.as_array(), found) == value.as_array().end())
                complaints.push_back(at + " is none of " + js::serialize(value));
        } else if (keyword == "items") {
            if (auto const* list = found.if_array())
                for (std::size_t i = 0; i < list->size(); ++i)
                    check((*list)[i], value, at + "/" + std::to_string(i));
        } else if (keyword != "properties" && keyword != "required" && keyword != "additionalProperties")
            complaints.push_back("the keyword " + std::string(keyword) + " is not understood");
    }
    if (auto const* members = found.if_object())
        check_object(*members, object, at);
}

void SchemaCheck::check_type(js::value const& found, js::value const& wanted, std::string const& at) {
    auto const fits = [&](js::value const& type) { return is_of_type(found, type.as_string()); };
    if (wanted.is_array() ? std::ranges::none_of(wanted.get_array(), fits) : !fits(wanted))
        complaints.push_back(at + " is " + js::serialize(found) + ", not of type " + js::serialize(wanted));
}

void SchemaCheck::check_object(js::object const& found, js::object const& schema, std::string const& at) {
    if (auto const* required = schema.if_contains("required"))
        for (auto const& name : required->as_array())
            if (!found.contains(name.as_string()))
                complaints.push_back(at + "/" + std::string(name.as_string()) + " is missing");
    auto const* named = schema.if_contains("properties");
    auto const* others = schema.if_contains("additionalProperties");
    for (auto const& [name, value] : found) {
        auto const here = at + "/" + std::string(name);
        if (auto const* known = named ? named->as_object().if_contains(name) : nullptr)
            check(value, *known, here);
        else if (others)
            check(value, *others, here);
        else if (named && members_ == Members::closed)
            complaints.push_back(here + " is not in the schema");
    }
}

void SchemaCheck::check_format(js::value const& found, std::string_view format, std::string const& at) {
    bool right = true;
    if (format == "date-time") {
        if (auto const* text = found.if_string())
            right = parse_rfc3339(std::string(*text)).has_value();
    } else if (format == "int32") {
        if (auto const* number = found.if_int64())
            right = std::in_range<std::int32_t>(*number);
    } else if (format != "int64" && format != "uid")
        complaints.push_back("the format " + std::string(format) + " is not understood");
    if (!right)
        complaints.push_back(at + " is " + js::serialize(found) + ", not a " + std::string(format));
}

void SchemaCheck::check_any(js::value const& found, js::array const& schemas, std::string const& at) {
    std::vector<std::string> all;
    for (auto const& schema : schemas) {
        SchemaCheck one(document_, members_);
        one.check(found, schema, at);
        if (one.complaints.empty())
            return;
        all.insert(all.end(), one.complaints.begin(), one.complaints.end());
    }
    complaints.insert(complaints.end(), all.begin(), all.end());
}

}  // namespace gatehouse::test
