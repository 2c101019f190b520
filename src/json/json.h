#pragma once

#include <boost/describe.hpp>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "json/decode.h"
#include "json/encode.h"

namespace gatehouse::json {

/// Values from a path or query, by member name: they are laid over the body's members.
using Parameters = std::vector<std::pair<std::string, std::string>>;

/// The JSON text of a described struct. Members appear in the order of their description; an empty optional
/// is null, and a Patch that is not given is left out.
template <class T>
std::string encode(T const& value) {
    std::string out;
    detail::write(out, value);
    return out;
}
/// The same without the members that travel elsewhere.
template <class T>
std::string encode_without(std::span<std::string const> elsewhere, T const& value) {
    std::string out;
    detail::write_object(out, value, elsewhere);
    return out;
}

/// A T as JSON text, encoded once for many readers. Cheap to copy.
template <class T>
class Encoded {
public:
    explicit Encoded(T const& value) : text_(std::make_shared<std::string const>(encode(value))) {}
    std::string const& text() const { return *text_; }

private:
    std::shared_ptr<std::string const> text_;
};

/// Reads a described struct. Refuses what is not JSON, a wrong type, or a missing member, with a JSON pointer
/// to it. optional, vector, map, bool and Patch members may be absent or null; unknown members are ignored,
/// because clients newer or older than us send them. An empty `text` is an empty object. A type with a
/// `bare_body` is read from a bare list, which becomes the member of that name.
template <class T>
Result<T> decode(std::string_view text, Parameters const& parameters = {}) {
    auto document = TRY(detail::parse(text));
    if constexpr (requires { T::bare_body; })
        TRY(detail::put_below(document, T::bare_body));
    T value{};
    if (auto problem = detail::read_object(document, value, "", &parameters))
        return refuse(std::move(*problem));
    return value;
}

}  // namespace gatehouse::json
