#pragma once

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <utility>

#include "http/message.h"
#include "http/server.h"

namespace gatehouse::http {

/// Fills an http::Request as Beast's parser finds its parts; nothing is kept twice. For Connection, which
/// pays for Beast's headers, and no other.
class RequestParser final : public boost::beast::http::basic_parser<true> {
public:
    RequestParser(Request& request, Limits const& limits)
        : request_(request), header_limit_(limits.header_bytes) {
        header_limit(std::uint32_t(limits.header_bytes));
        body_limit(limits.body_bytes);
        eager(true);
        request_ = Request{.peer = std::move(request_.peer)};
    }

    /// True once, where the client waits for "100 Continue" before it sends the body.
    bool wants_continue() {
        if (!is_header_done() || is_done() || std::exchange(continued_, true))
            return false;
        return http11_ && request_.body.empty() &&
               boost::beast::iequals(request_.header("Expect"), "100-continue");
    }
    /// What Beast leaves to us. False: the request is malformed.
    bool finish() {
        bool const one_host = hosts_ == 1 || (hosts_ == 0 && !http11_);
        bool const unknown_coding = !chunked() && !request_.header("Transfer-Encoding").empty();
        return one_host && !unknown_coding && split_target(request_);
    }

private:
    using text = boost::beast::string_view;
    void on_request_impl(boost::beast::http::verb, text method, text target, int version,
                         boost::system::error_code&) override {
        request_.method = method;
        request_.target = target;
        http11_ = version == 11;
    }
    void on_field_impl(boost::beast::http::field field, text name, text value,
                       boost::system::error_code& error) override {
        if (in_trailer_)
            return;  // trailers must not pass for headers
        header_bytes_ += name.size() + value.size() + 4;
        // Beast holds against the limit what one look shows it, not the sum.
        if (header_bytes_ > header_limit_)
            error = boost::beast::http::error::header_limit;
        hosts_ += field == boost::beast::http::field::host ? 1 : 0;
        request_.headers.emplace_back(name, value);
    }
    void on_header_impl(boost::system::error_code&) override { in_trailer_ = true; }
    void on_body_init_impl(boost::optional<std::uint64_t> const& size, boost::system::error_code&) override {
        request_.body.reserve(size.value_or(0));
    }
    std::size_t on_body_impl(text part, boost::system::error_code&) override {
        request_.body.append(part);
        return part.size();
    }
    void on_chunk_header_impl(std::uint64_t, text, boost::system::error_code&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, text part, boost::system::error_code& error) override {
        return on_body_impl(part, error);
    }
    void on_finish_impl(boost::system::error_code&) override {}
    void on_response_impl(int, text, int, boost::system::error_code&) override {}

    Request& request_;
    std::size_t header_limit_;
    std::size_t header_bytes_ = 0;
    int hosts_ = 0;
    bool http11_ = false;
    bool in_trailer_ = false;
    bool continued_ = false;
};

}  // namespace gatehouse::http
