#include "contract/request.h"

#include <fmt/format.h>
#include <stdexcept>

#include "base/text.h"

namespace gatehouse::contract::detail {

namespace {

/// RFC 3986, section 2.3: all but the unreserved characters are encoded, also those that a path may hold.
std::string percent_encoded(std::string_view text) {
    constexpr std::string_view unreserved =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    std::string out;
    for (char const c : text) {
        if (unreserved.find(c) != std::string_view::npos)
            out += c;
        else
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

}  // namespace

std::string target_of(std::string_view path, json::Parameters values) {
    auto steps = split(path, '/');
    for (auto& step : steps) {
        if (!step.starts_with('{'))
            continue;
        auto const wanted = std::string_view(step).substr(1, step.size() - 2);
        auto const found = std::ranges::find(values, wanted, &json::Parameters::value_type::first);
        if (found == values.end())
            throw std::logic_error(fmt::format("nothing fills {} of {}", step, path));
        step = percent_encoded(found->second);
        values.erase(found);
    }
    auto target = join(steps, "/");
    char mark = '?';
    for (auto const& [name, text] : values) {
        target += fmt::format("{}{}={}", mark, percent_encoded(name), percent_encoded(text));
        mark = '&';
    }
    return target;
}

}  // namespace gatehouse::contract::detail
