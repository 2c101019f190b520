#include "json/json.h"

#include <algorithm>
#include <boost/json/memory_resource.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cstring>
#include <new>

namespace gatehouse::json::detail {

namespace {

bool stands_as_it_is(char c) {
    auto const byte = static_cast<unsigned char>(c);
    return byte >= 0x20 && byte != 0x7f && c != '"' && c != '\\' && c != '<' && c != '>';
}

void write_escaped(std::string& out, char c) {
    static constexpr char hex[] = "0123456789abcdef";
    switch (c) {
    case '"':
        out += "\\\"";
        break;
    case '\\':
        out += "\\\\";
        break;
    case '\n':
        out += "\\n";
        break;
    case '\r':
        out += "\\r";
        break;
    case '\t':
        out += "\\t";
        break;
    default:
        auto const byte = static_cast<unsigned char>(c);
        out += "\\u00";
        out += hex[byte >> 4U];
        out += hex[byte & 0xfU];
    }
}

}  // namespace

void write_string(std::string& out, std::string_view text) {
    out += '"';
    while (!text.empty()) {
        auto const special = std::ranges::find_if_not(text, stands_as_it_is);
        out.append(text.begin(), special);
        text.remove_prefix(std::size_t(special - text.begin()));
        if (!text.empty()) {
            write_escaped(out, text.front());
            text.remove_prefix(1);
        }
    }
    out += '"';
}

namespace {

/// Bodies carry passwords, and now and then a private key pasted by mistake: what a document held is
/// overwritten when it goes.
class WipingMemory final : public boost::json::memory_resource {
    // Boost.JSON may give memory back with another alignment than it asked for, so neither plays a part; it
    // never asks for more than operator new gives.
    void* do_allocate(std::size_t size, std::size_t) override { return ::operator new(size); }
    void do_deallocate(void* bytes, std::size_t size, std::size_t) override {
        explicit_bzero(bytes, size);
        ::operator delete(bytes);
    }
    bool do_is_equal(boost::json::memory_resource const& other) const noexcept override {
        return this == &other;
    }
};

}  // namespace

Result<Value> parse(std::string_view text) {
    static WipingMemory memory;
    boost::json::storage_ptr const storage(&memory);
    if (text.empty())
        return Value(boost::json::object{}, storage);
    boost::json::error_code problem;
    boost::json::parse_options options;
    options.max_depth = 16;
    auto value = boost::json::parse({text.data(), text.size()}, problem, storage, options);
    if (problem)
        return refuse(Code::invalid, fmt::format("the body is not valid JSON: {}", problem.message()));
    return value;
}

Result<void> put_below(Value& document, std::string_view member) {
    if (!document.is_array())
        return refuse(*wrong("", "a list", document));
    auto list = std::move(document);
    document = boost::json::object();
    document.get_object()[boost::json::string_view(member.data(), member.size())] = std::move(list);
    return {};
}

std::string pointer(std::string_view parent, std::string_view name) {
    std::string out(parent);
    out += '/';
    for (char const c : name) {
        if (c == '~')
            out += "~0";
        else if (c == '/')
            out += "~1";
        else
            out += c;
    }
    return out;
}

namespace {

std::string_view kind(Value const& value) {
    switch (value.kind()) {
    case boost::json::kind::null:
        return "null";
    case boost::json::kind::bool_:
        return "true or false";
    case boost::json::kind::string:
        return "a text";
    case boost::json::kind::array:
        return "a list";
    case boost::json::kind::object:
        return "an object";
    default:
        return "a number";
    }
}

}  // namespace

Problem wrong(std::string_view path, std::string_view expected, Value const& found) {
    auto const where = path.empty() ? std::string_view("the body") : path;
    return Error{Code::invalid,
                 fmt::format("{} must be {}, not {}", where, expected, kind(found)),
                 std::string(path),
                 {},
                 {},
                 0,
                 {}};
}

Problem missing(std::string_view path) {
    return Error{Code::invalid, fmt::format("{} is missing", path), std::string(path), {}, {}, 0, {}};
}

Problem read_one(Value const& in, std::string& out, std::string const& path) {
    if (!in.is_string())
        return wrong(path, "a text", in);
    out.assign(in.get_string().data(), in.get_string().size());
    return {};
}

Problem read_one(Value const& in, bool& out, std::string const& path) {
    if (in.is_null())
        return {};
    if (in.is_bool())
        out = in.get_bool();
    else
        return wrong(path, "true or false", in);
    return {};
}

Problem read_one(Value const& in, Time& out, std::string const& path) {
    std::string text;
    if (auto problem = read_one(in, text, path))
        return problem;
    auto const time = parse_rfc3339(text);
    if (!time)
        return Error{Code::invalid, path + ": " + time.error().message, path, {}, {}, 0, {}};
    out = *time;
    return {};
}

Problem read_one(Value const& in, Verbatim& out, std::string const&) {
    out.text = boost::json::serialize(in);
    return {};
}

Problem read_integer(Value const& in, std::int64_t least, std::int64_t most, std::int64_t& out,
                     std::string const& path) {
    auto const number = in.is_int64() ? std::optional(in.get_int64()) : std::nullopt;
    if (!number || *number < least || *number > most)
        return wrong(path, fmt::format("a whole number from {} to {}", least, most), in);
    out = *number;
    return {};
}

}  // namespace gatehouse::json::detail
