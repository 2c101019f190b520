#include "http/response_head.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <fmt/format.h>
#include <iterator>

#include "base/log.h"

namespace gatehouse::http {

namespace {

/// The phrase is for people who read traces; a client ignores it (RFC 9110 section 15), so a rare status has
/// none.
std::string_view reason_of(int status) {
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 204:
        return "No Content";
    case 304:
        return "Not Modified";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 409:
        return "Conflict";
    case 413:
        return "Content Too Large";
    case 415:
        return "Unsupported Media Type";
    case 422:
        return "Unprocessable Content";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 503:
        return "Service Unavailable";
    default:
        return "";
    }
}

/// A line break in a value would let it pass for further headers or for another answer.
bool is_clean(std::string_view text) {
    return std::ranges::none_of(text, [](char c) { return (c >= 0 && c < 0x20 && c != '\t') || c == 0x7f; });
}

bool is_cache_control(std::pair<std::string, std::string> const& header) {
    static constexpr std::string_view name = "cache-control";
    return std::ranges::equal(header.first, name, [](char a, char b) { return (a | 0x20) == b || a == b; });
}

/// The moment as RFC 9110 section 5.6.7 writes it: "Sun, 06 Nov 1994 08:49:37 GMT".
std::string http_date(std::chrono::system_clock::time_point moment) {
    static constexpr std::array days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    auto const day = std::chrono::floor<std::chrono::days>(moment);
    std::chrono::year_month_day const date{day};
    std::chrono::hh_mm_ss const time{std::chrono::floor<std::chrono::seconds>(moment - day)};
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
                       days[std::chrono::weekday{day}.c_encoding()], unsigned(date.day()),
                       months[unsigned(date.month()) - 1], int(date.year()), time.hours().count(),
                       time.minutes().count(), time.seconds().count());
}

}  // namespace

bool may_have_body(Response const& response) { return response.status != 204 && response.status != 304; }

void append_head(std::string& out, Response const& response, Afterwards afterwards) {
    auto const to = std::back_inserter(out);
    fmt::format_to(to, "HTTP/1.1 {} {}\r\n", response.status, reason_of(response.status));
    if (may_have_body(response))
        fmt::format_to(to, "Content-Length: {}\r\n", response.body.size());
    if (may_have_body(response) && !response.content_type.empty())
        fmt::format_to(to, "Content-Type: {}\r\n", response.content_type);
    for (auto const& [name, value] : response.headers) {
        if (is_clean(name) && is_clean(value))
            fmt::format_to(to, "{}: {}\r\n", name, value);
        else
            log::error("header not sent, because it holds a control character name={}", name);
    }
    if (std::ranges::none_of(response.headers, is_cache_control))
        out.append("Cache-Control: no-store\r\n");
    fmt::format_to(to, "Date: {}\r\n", http_date(std::chrono::system_clock::now()));
    out.append("X-Content-Type-Options: nosniff\r\nConnection: ");
    out.append(afterwards == Afterwards::close ? "close" : "keep-alive").append("\r\n\r\n");
}

}  // namespace gatehouse::http
