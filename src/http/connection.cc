#include "http/connection.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <fmt/format.h>
#include <typeinfo>

#include "base/log.h"
#include "base/secret.h"

namespace gatehouse::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;
using tcp = asio::ip::tcp;

namespace {

constexpr std::size_t read_size = 8192;
constexpr std::size_t one_record = 16384;  // the most that TLS sends as one record

std::string sentence_for(int status, Limits const& limits) {
    switch (status) {
    case 413:
        return fmt::format("a request body may have {} bytes at most", limits.body_bytes);
    case 431:
        return fmt::format("a request's headers may have {} bytes at most", limits.header_bytes);
    case 500:
        return "the server could not answer; its log says more";
    case 503:
        return "the server is busy; try again in a second";
    default:
        return "this is not a sound HTTP/1.1 request";
    }
}

/// The caller's IP address; an IPv4 caller of an IPv6 socket is shown as what it is.
std::string address_of(Socket const& socket) {
    error_code error;
    auto const address = socket.remote_endpoint(error).address();
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
    return address.to_string();
}

}  // namespace

Task<void> Connection::serve() {
    bool going = co_await shake_hands();
    while (going)
        going = co_await serve_one();
    co_await say_goodbye();
}

void Connection::stop() {
    if (state_ == State::quiet)
        close();
    else
        alarm_.cancel();
}

Task<bool> Connection::shake_hands() {
    error_code ignored;
    stream_.socket().set_option(tcp::no_delay(true), ignored);
    request_.peer = address_of(stream_.socket());
    co_return co_await stream_.handshake();
}

Task<bool> Connection::serve_one() {
    allow(house_.limits.idle);
    bool going = !house_.stopping;
    if (going && input_.size() == 0)
        going = co_await more_input();
    if (!going)
        co_return false;
    state_ = State::busy;
    int const status = co_await read_request();
    if (status == gone)
        co_return false;
    if (status == 200)
        going = co_await answer();
    else
        refuse(status);
    if (!going)
        co_return false;
    bool const more = status == 200 && parser_->keep_alive() && !house_.stopping;
    auto const afterwards = more ? Afterwards::keep_open : Afterwards::close;
    bool const written = co_await write_response(afterwards);
    wipe(request_.body);  // it may hold a password, or a private key pasted by mistake
    state_ = State::quiet;
    co_return more&& written;
}

Task<int> Connection::read_request() {
    allow(house_.limits.read);
    parser_.emplace(request_, house_.limits);
    for (;;) {
        if (int const refusal = parse(); refusal != 0)
            co_return refusal;
        if (parser_->is_done())
            co_return parser_->finish() ? 200 : 400;
        if (parser_->wants_continue())
            co_await stream_.write("HTTP/1.1 100 Continue\r\n\r\n");
        bool const came = co_await more_input();
        if (!came)
            co_return gone;
    }
}

int Connection::parse() {
    if (input_.size() == 0)
        return 0;
    error_code error;
    input_.consume(parser_->put(input_.cdata(), error));
    if (error == beast::http::error::body_limit)
        return 413;
    bool const overfull = input_.size() > house_.limits.header_bytes + read_size && !parser_->is_done();
    if (error == beast::http::error::header_limit || overfull)
        return 431;
    return error && error != beast::http::error::need_more ? 400 : 0;
}

void Connection::refuse(int status) {
    response_ = house_.handlers.problem(status, sentence_for(status, house_.limits));
}

Task<bool> Connection::more_input() {
    error_code error;
    while (watching_) {  // the read that watched over a hold is still under way, and is the one we want
        alarm_.expires_at(Steady::time_point::max());
        co_await alarm_.async_wait(redirect_error(awaiting, error));
        if (!watching_)
            co_return !client_left_;
    }
    auto const count = co_await stream_.read_some(input_.prepare(read_size));
    input_.commit(count);
    co_return count > 0;
}

Task<bool> Connection::answer() {
    auto const came = Steady::now();
    allow_any_time();
    auto const lane = house_.handlers.lane(request_);
    auto asked = came;
    auto seen = house_.wakeups.generation();  // before the handler looks, so that no change falls between
    bool const admitted = co_await handle(lane, LanePool::Admission::bounded);
    if (!admitted)
        refuse(503);
    auto took = Steady::now() - asked;
    while (response_.hold && !house_.stopping && Steady::now() < came + response_.hold->longest) {
        bool const there = co_await hold(seen, came + response_.hold->longest);
        if (!there)
            co_return false;
        if (house_.stopping)
            break;
        asked = Steady::now();
        seen = house_.wakeups.generation();
        co_await handle(lane, LanePool::Admission::always);
        took = Steady::now() - asked;
    }
    if (house_.handlers.answered)
        house_.handlers.answered(request_, response_, took);
    co_return true;
}

Task<bool> Connection::handle(Lane lane, LanePool::Admission admission) {
    co_return co_await asio::async_initiate<decltype(awaiting) const, void(bool)>(
        [this, lane, admission](auto handler) {
            auto resume = std::make_shared<decltype(handler)>(std::move(handler));
            // Without the guard the I/O threads might find nothing to do and end.
            auto task = [this, resume, guard = asio::make_work_guard(executor())]() mutable {
                produce();
                asio::post(guard.get_executor(), [resume = std::move(resume)] { (*resume)(true); });
            };
            if (!house_.pool(lane).run(std::move(task), admission))
                asio::post(executor(), [resume = std::move(resume)] { (*resume)(false); });
        },
        awaiting);
}

void Connection::produce() {
    try {
        response_ = house_.handlers.handle(request_);
    } catch (std::exception const& fault) {
        // Its text may hold values from the request or the database, so only its type is told.
        // Nor the path: some paths carry a token.
        log::error("request failed method={} fault={}", request_.method, typeid(fault).name());
        refuse(500);
    }
}

Task<bool> Connection::hold(std::uint64_t seen, Steady::time_point until) {
    woken_ = false;
    auto const ticket = house_.wakeups.wait(std::move(response_.hold->topics), seen,
                                            [self = weak_from_this(), on = executor()] {
                                                asio::post(on, [self] {
                                                    if (auto const connection = self.lock())
                                                        connection->wake();
                                                });
                                            });
    watch();
    error_code ignored;
    while (!woken_ && !client_left_ && !house_.stopping && Steady::now() < until) {
        alarm_.expires_at(until);
        co_await alarm_.async_wait(redirect_error(awaiting, ignored));
    }
    co_return !client_left_;
}

void Connection::watch() {
    if (watching_ || input_.size() > 0)
        return;
    watching_ = true;
    co_spawn(executor(), read_ahead(shared_from_this()), asio::detached);
}

Task<void> Connection::read_ahead(std::shared_ptr<Connection> /* stays as long */) {
    auto const count = co_await stream_.read_some(input_.prepare(read_size));
    watching_ = false;
    client_left_ = count == 0;
    input_.commit(count);
    alarm_.cancel();
}

Task<bool> Connection::write_response(Afterwards afterwards) {
    allow(house_.limits.write);
    output_.clear();
    append_head(output_, response_, afterwards);
    bool const has_body = request_.method != "HEAD" && may_have_body(response_);
    bool const separately = has_body && output_.size() + response_.body.size() > one_record;
    if (has_body && !separately)
        output_ += response_.body;  // one TLS record, one packet
    bool written = co_await stream_.write(output_);
    if (written && separately)
        written = co_await stream_.write(response_.body);
    co_return written;
}

Task<void> Connection::say_goodbye() {
    state_ = State::busy;
    allow(house_.limits.discard);
    error_code error;
    co_await stream_.say_end();
    auto& socket = stream_.socket();
    socket.shutdown(tcp::socket::shutdown_send, error);
    if (watching_)
        co_return;  // its read still owns the buffer; nothing unread was seen
    input_.clear();
    auto const room = input_.prepare(read_size);
    for (std::size_t taken = 0; !error && taken < house_.limits.discarded_bytes;) {
        auto const count = co_await socket.async_read_some(room, redirect_error(awaiting, error));
        taken += count;
    }
}

}  // namespace gatehouse::http
