#include "http/message.h"

#include <algorithm>

namespace gatehouse::http {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; }

bool same_name(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    c = lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::optional<std::string> decode(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            out += text[at] == '+' ? ' ' : text[at];
            continue;
        }
        if (text.size() - at < 3)
            return std::nullopt;
        int const high = hex_digit(text[at + 1]);
        int const low = hex_digit(text[at + 2]);
        if (high < 0 || low < 0)
            return std::nullopt;
        out += char(high << 4 | low);
        at += 2;
    }
    return out;
}

}  // namespace

std::optional<Query> parse_query(std::string_view query) {
    Query parameters;
    while (!query.empty()) {
        auto const part = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(part.size() + 1, query.size()));
        if (part.empty())
            continue;
        auto const equals = std::min(part.find('='), part.size());
        auto name = decode(part.substr(0, equals));
        auto value = decode(part.substr(std::min(equals + 1, part.size())));
        if (!name || !value)
            return std::nullopt;
        parameters.emplace_back(std::move(*name), std::move(*value));
    }
    return parameters;
}

bool split_target(Request& request) {
    std::string_view target = request.target;
    if (target.starts_with("https://") || target.starts_with("http://")) {  // RFC 9112 section 3.2.2
        target.remove_prefix(target.find("//") + 2);
        target.remove_prefix(std::min(target.find_first_of("/?"), target.size()));
    }
    auto const path = target.substr(0, target.find('?'));
    auto query = parse_query(target.substr(std::min(path.size() + 1, target.size())));
    if (!query || !path.starts_with('/'))
        return false;
    request.path = path;
    request.query = std::move(*query);
    return true;
}

std::string_view Request::header(std::string_view name) const {
    for (auto const& [found, value] : headers)
        if (same_name(found, name))
            return value;
    return {};
}

std::optional<std::string> Request::query_value(std::string_view name) const {
    for (auto const& [found, value] : query)
        if (same_name(found, name))
            return value;
    return std::nullopt;
}

}  // namespace gatehouse::http
