#pragma once

#include <charconv>
#include <fmt/format.h>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gatehouse {

/// The whole text as a decimal number of T, or nothing.
template <class T>
std::optional<T> to_number(std::string_view text) {
    T value{};
    auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc{} || end != text.data() + text.size() || text.empty())
        return std::nullopt;
    return value;
}

/// "a", "a and b", "a, b and c": for sentences.
std::string enumerate(std::vector<std::string> const& items);

/// The text at each separator cut; "" gives one empty part.
std::vector<std::string> split(std::string_view text, char separator);
std::string join(std::vector<std::string> const& parts, std::string_view separator);

/// The first `most` bytes of valid UTF-8, or a few less: never half a character.
std::string_view cut(std::string_view text, std::size_t most);

}  // namespace gatehouse
