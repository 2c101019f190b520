#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>

#include "fuzz/property.h"
#include "http/request_parser.h"

// The reader of HTTP requests, as http/server.cc drives it. Two readings of the same bytes that differ are
// how requests are smuggled, so: it does not matter how the bytes come in, nor which framing they have.
namespace gatehouse::fuzz {

namespace {

using boost::beast::http::error;

// Small, so that the limits are met; inputs are.
constexpr http::Limits limits{.body_bytes = 256, .header_bytes = 512};

struct Reading {
    enum class End { whole, too_large, malformed, unfinished } end;
    http::Request request;
    std::size_t used = 0;  ///< bytes of the input; the next request follows
};

/// Reads `input` of which `step` more bytes come at a time.
Reading read(std::string_view input, std::size_t step) {
    Reading reading{.end = Reading::End::unfinished, .request = {}};
    http::RequestParser parser(reading.request, limits);
    for (auto come = std::min(step, input.size());; come = std::min(come + step, input.size())) {
        boost::system::error_code problem;
        reading.used +=
            parser.put(boost::asio::buffer(input.data() + reading.used, come - reading.used), problem);
        if (problem == error::body_limit || problem == error::header_limit)
            reading.end = Reading::End::too_large;
        else if (problem && problem != error::need_more)
            reading.end = Reading::End::malformed;
        else if (parser.is_done())
            reading.end = parser.finish() ? Reading::End::whole : Reading::End::malformed;
        else if (come < input.size())
            continue;
        return reading;
    }
}

bool same(http::Request const& a, http::Request const& b) {
    return a.method == b.method && a.target == b.target && a.path == b.path && a.query == b.query &&
           a.headers == b.headers && a.body == b.body;
}

bool is_framing(std::string_view name) {
    constexpr std::array names{"Content-Length", "Transfer-Encoding", "Trailer"};
    return std::ranges::any_of(names, [&](auto const* known) { return boost::beast::iequals(name, known); });
}

void check_parts(http::Request const& request) {
    std::size_t header_bytes = 0;
    for (auto const& [name, value] : request.headers) {
        must_hold(!name.empty() && name.find_first_of(std::string_view(" \t\r\n:\0", 6)) == name.npos,
                  "a header's name is one word");
        must_hold(value.find_first_of(std::string_view("\r\n\0", 3)) == value.npos, "a header is one line");
        header_bytes += name.size() + value.size();
    }
    must_hold(header_bytes <= limits.header_bytes && request.body.size() <= limits.body_bytes,
              "the limits hold");
    must_hold(request.path.starts_with('/') && request.path.find('?') == request.path.npos,
              "a path is a path");
}

/// A front and a server that see the end of a request in different places are two ways into one connection.
void check_framing(http::Request const& request, std::string_view input) {
    auto const count = [&](std::string_view name) {
        return std::ranges::count_if(
            request.headers, [&](auto const& header) { return boost::beast::iequals(header.first, name); });
    };
    must_hold(count("Host") <= 1, "a request names one host");
    must_hold(count("Transfer-Encoding") == 0 || count("Content-Length") == 0, "a body has one framing");
    auto const coding = request.header("Transfer-Encoding");
    must_hold(coding.empty() ||
                  boost::beast::iequals(
                      coding.substr(coding.size() - std::min<std::size_t>(7, coding.size())), "chunked"),
              "the last coding is one that ends");
    std::size_t lines = 0;
    auto const head = input.substr(0, input.find("\r\n\r\n"));
    for (auto at = head.find("\r\n"); at != head.npos; at = head.find("\r\n", at + 2))
        ++lines;
    must_hold(request.headers.size() <= lines, "what follows a body is no header");
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (auto const c : text)
        out.append({'%', digits[std::size_t(c >> 4) & 0xFU], digits[std::size_t(c) & 0xFU]});
    return out;
}

void check_query(http::Query const& query) {
    std::string text;
    for (auto const& [name, value] : query)
        text += percent_encoded(name) + '=' + percent_encoded(value) + '&';
    must_hold(http::parse_query(text) == query, "a query is read back from its encoding");
}

/// The request with the plainest framing there is.
std::string rewritten(http::Request const& request) {
    auto text = request.method + ' ' + request.target + " HTTP/1.1\r\n";
    for (auto const& [name, value] : request.headers)
        if (!is_framing(name))
            text += name + ": " + value + "\r\n";
    return text + "Content-Length: " + std::to_string(request.body.size()) + "\r\n\r\n" + request.body;
}

void check_rewritten(http::Request request) {
    auto again = read(rewritten(request), 4096);
    std::erase_if(request.headers, [](auto const& header) { return is_framing(header.first); });
    if (request.header("Host").empty() || again.end == Reading::End::too_large)
        return;  // one that HTTP/1.0 may leave out, or a length that was not in the headers before
    std::erase_if(again.request.headers, [](auto const& header) { return is_framing(header.first); });
    must_hold(again.end == Reading::End::whole && same(again.request, request),
              "another framing is the same request");
}

void check(std::string_view input) {
    auto const whole = read(input, input.size());
    for (auto const step : {std::size_t(1), std::size_t(7)}) {
        auto const in_parts = read(input, step);
        // The limit of the headers holds for what is seen at once and for the sum of what was found.
        if (whole.end == Reading::End::too_large || in_parts.end == Reading::End::too_large)
            continue;
        // Whether the rest of what will be refused is still waited for may depend on it.
        must_hold((in_parts.end == Reading::End::whole) == (whole.end == Reading::End::whole),
                  "whether there is a request does not depend on how its bytes come");
        must_hold(whole.end != Reading::End::whole ||
                      (in_parts.used == whole.used && same(in_parts.request, whole.request)),
                  "a request does not depend on how its bytes come");
    }
    if (whole.end != Reading::End::whole)
        return;
    check_parts(whole.request);
    check_framing(whole.request, input);
    check_query(whole.request.query);
    check_rewritten(whole.request);
}

}  // namespace

}  // namespace gatehouse::fuzz

int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    if (size > 0)
        gatehouse::fuzz::check(gatehouse::fuzz::text_of(data, size));
    return 0;
}
