#include "http/server.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <fmt/format.h>
#include <system_error>
#include <typeinfo>
#include <unordered_set>

#include "base/guarded.h"
#include "base/log.h"
#include "base/secret.h"
#include "http/lane_pool.h"
#include "http/request_parser.h"
#include "http/response_head.h"
#include "http/tls_stream.h"

namespace gatehouse::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;
using tcp = asio::ip::tcp;

namespace {

using Steady = std::chrono::steady_clock;
using Timer = asio::basic_waitable_timer<Steady, asio::wait_traits<Steady>, Executor>;
using Acceptor = asio::basic_socket_acceptor<tcp, Executor>;

// Every co_await below stands in a statement of its own: g++ 12 miscompiles one in the condition of an if or
// a while (the frame's address is lost and the program ends in a trap).

constexpr std::size_t read_size = 8192;
constexpr int writers_together = 8;  // more threads than cores: they wait together for one sync of the disk
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

/// What every connection uses.
struct House {
    House(ServerOptions const& options, Handlers theirs, Wakeups& wakes)
        : limits(options.limits), handlers(std::move(theirs)), wakeups(wakes),
          quick(options.quick_threads, limits.queued), nodes(writers_together, limits.queued_nodes),
          password(1, limits.queued_slow), keys(writers_together, limits.queued_slow) {}

    LanePool& pool(Lane lane) {
        switch (lane) {
        case Lane::quick:
            return quick;
        case Lane::nodes:
            return nodes;
        case Lane::password:
            return password;
        case Lane::keys:
            return keys;
        }
        return quick;
    }

    Limits const limits;
    Handlers const handlers;
    Wakeups& wakeups;
    std::atomic<bool> stopping = false;
    LanePool quick, nodes, password, keys;  // last: their threads use the rest
};

class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(House& house, Socket socket, ssl_ctx_st* tls)
        : house_(house), stream_(std::move(socket), tls), alarm_(stream_.get_executor()) {
        allow(house_.limits.handshake);
    }

    Executor executor() { return stream_.get_executor(); }

    /// The whole life of a connection; its owner keeps it until then.
    Task<void> serve() {
        bool going = co_await shake_hands();
        while (going)
            going = co_await serve_one();
        co_await say_goodbye();
    }

    /// From any thread: whether what it does now has taken longer than it may.
    bool is_late(Steady::time_point now) const { return now.time_since_epoch().count() > deadline_; }

    void close_if_late() {
        if (is_late(Steady::now()))
            close();
    }
    void close() {
        error_code ignored;
        stream_.socket().close(ignored);
    }
    void stop() {
        if (state_ == State::quiet)
            close();
        else
            alarm_.cancel();
    }

private:
    enum class State { quiet, busy };  ///< quiet: nobody would miss an answer
    static constexpr int gone = 0;

    /// One clock serves all time limits: the server looks at each connection's deadline once a second, which
    /// is far cheaper than a timer that is set and cancelled at every step.
    void allow(std::chrono::seconds time) { deadline_ = (Steady::now() + time).time_since_epoch().count(); }
    void allow_any_time() { deadline_ = Steady::duration::max().count(); }

    Task<bool> shake_hands() {
        error_code ignored;
        stream_.socket().set_option(tcp::no_delay(true), ignored);
        request_.peer = address_of(stream_.socket());
        co_return co_await stream_.handshake();
    }

    /// Takes one request and answers it. False: the connection has served its last.
    Task<bool> serve_one() {
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

    /// Reads a whole request. Returns 200, or the status to refuse it with, or `gone`.
    Task<int> read_request() {
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

    /// Gives the parser what has come. Returns the status to refuse the request with, or 0.
    int parse() {
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

    void refuse(int status) {
        response_ = house_.handlers.problem(status, sentence_for(status, house_.limits));
    }

    /// Reads once. False: the client is gone, or took too long.
    Task<bool> more_input() {
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

    /// Asks the handler until it has something to say or the time for holding is over. False: the client
    /// left.
    Task<bool> answer() {
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

    /// Runs the handler on a worker of its lane. False: the lane is full.
    Task<bool> handle(Lane lane, LanePool::Admission admission) {
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

    /// On a worker, while the coroutine waits.
    void produce() {
        try {
            response_ = house_.handlers.handle(request_);
        } catch (std::exception const& fault) {
            // Its text may hold values from the request or the database, so only its type is told.
            // Nor the path: some paths carry a token.
            log::error("request failed method={} fault={}", request_.method, typeid(fault).name());
            refuse(500);
        }
    }

    /// Waits without a thread until a topic is notified, the time has come or the server stops. False: the
    /// client left.
    Task<bool> hold(std::uint64_t seen, Steady::time_point until) {
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
    void wake() {
        woken_ = true;
        alarm_.cancel();
    }

    /// Reads ahead while a request is held: the end tells that the client left, data is its next request.
    void watch() {
        if (watching_ || input_.size() > 0)
            return;
        watching_ = true;
        co_spawn(executor(), read_ahead(shared_from_this()), asio::detached);
    }
    Task<void> read_ahead(std::shared_ptr<Connection> /* stays as long */) {
        auto const count = co_await stream_.read_some(input_.prepare(read_size));
        watching_ = false;
        client_left_ = count == 0;
        input_.commit(count);
        alarm_.cancel();
    }

    Task<bool> write_response(Afterwards afterwards) {
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

    /// Ends TLS, then takes what the client still sends for a while: closing a socket with unread data makes
    /// TCP send a reset, which would destroy the answer before the client has read it.
    Task<void> say_goodbye() {
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

    House& house_;
    TlsStream stream_;
    Timer alarm_;  ///< ends the waits that are not for the network
    std::atomic<Steady::rep> deadline_;
    State state_ = State::quiet;
    beast::flat_buffer input_;
    std::optional<RequestParser> parser_{};
    std::string output_{};
    Request request_{};
    Response response_{};
    bool woken_ = false;
    bool watching_ = false;
    bool client_left_ = false;
};

void rethrow(std::exception_ptr const& fault) {
    if (fault)
        std::rethrow_exception(fault);
}

}  // namespace

class Server::Impl {
public:
    Impl(ServerOptions options, crypto::TlsContext tls, Handlers handlers, Wakeups& wakeups)
        : tls_(std::move(tls)), io_(options.io_threads), house_(options, std::move(handlers), wakeups),
          io_threads_(options.io_threads) {
        listen(options);
    }

    std::uint16_t port() const { return port_; }

    void run() {
        co_spawn(strand_, accept(), rethrow);
        co_spawn(strand_, keep_time(), rethrow);
        std::vector<std::jthread> others;
        for (int i = 1; i < io_threads_; ++i)
            others.emplace_back([this] { io_.run(); });
        io_.run();
        others.clear();
        for (auto const& connection : connections())  // whose handlers hang; nobody else touches them now
            connection->close();
    }

    void stop() {
        if (house_.stopping.exchange(true))
            return;
        asio::post(strand_, [this] {
            error_code ignored;
            acceptor_.close(ignored);
            finish_by_ = Steady::now() + house_.limits.finish;
            clock_.cancel();
            for (auto const& connection : connections())
                asio::post(connection->executor(), [connection] { connection->stop(); });
        });
    }

private:
    void listen(ServerOptions const& options) {
        error_code error;
        auto const check = [&] {
            if (error)
                throw std::system_error(error,
                                        fmt::format("cannot listen on {}:{}", options.address, options.port));
        };
        tcp::endpoint const here(asio::ip::make_address(options.address, error), options.port);
        check();
        acceptor_.open(here.protocol(), error);
        check();
        acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
        check();
        acceptor_.bind(here, error);
        check();
        acceptor_.listen(asio::socket_base::max_listen_connections, error);
        check();
        port_ = acceptor_.local_endpoint().port();
    }

    Task<void> accept() {
        error_code error;
        while (!house_.stopping) {
            Socket socket(asio::make_strand(io_));
            co_await acceptor_.async_accept(socket, redirect_error(awaiting, error));
            if (house_.stopping)
                co_return;
            if (error) {  // out of descriptors, most likely: some will be free again soon
                log::warn("cannot accept a connection reason={}", error.message());
                pause_.expires_after(std::chrono::milliseconds(100));
                co_await pause_.async_wait(redirect_error(awaiting, error));
            } else if (connections_.with([](auto const& open) { return open.size(); }) <
                       house_.limits.connections) {
                begin(std::move(socket));
            } else {
                log::debug("connection closed at once: there are {} already", house_.limits.connections);
            }
        }
    }

    void begin(Socket socket) {
        auto const connection = std::make_shared<Connection>(house_, std::move(socket), tls_.get());
        connections_.with([&](auto& open) { open.insert(connection); });
        co_spawn(connection->executor(), connection->serve(), [this, connection](std::exception_ptr fault) {
            try {
                rethrow(fault);
            } catch (std::exception const& cause) {
                log::error("connection failed fault={}", typeid(cause).name());
            }
            connection->close();
            connections_.with([&](auto& open) { open.erase(connection); });
            if (house_.stopping)
                asio::post(strand_, [this] { clock_.cancel(); });
        });
    }

    std::vector<std::shared_ptr<Connection>> connections() {
        return connections_.with([](auto const& open) {
            return std::vector<std::shared_ptr<Connection>>(open.begin(), open.end());
        });
    }

    /// Closes connections whose time is over, once a second; after stop(), ends run() when all are gone or
    /// late.
    Task<void> keep_time() {
        error_code ignored;
        for (;;) {
            auto const open = close_late_ones();
            if (house_.stopping && open == 0)
                co_return;
            if (Steady::now() > finish_by_) {
                log::warn("stopped with {} connections still at work", open);
                io_.stop();
                co_return;
            }
            clock_.expires_after(std::chrono::seconds(1));
            co_await clock_.async_wait(redirect_error(awaiting, ignored));
        }
    }

    /// Returns how many connections are open.
    std::size_t close_late_ones() {
        auto const now = Steady::now();
        auto const open = connections();
        for (auto const& connection : open)
            if (connection->is_late(now))
                asio::post(connection->executor(), [connection] { connection->close_if_late(); });
        return open.size();
    }

    crypto::TlsContext tls_;
    asio::io_context io_;
    House house_;  // after io_: its workers end before what they post to
    Executor strand_{asio::make_strand(io_)};
    Acceptor acceptor_{strand_};
    Timer clock_{strand_};
    Timer pause_{strand_};
    Steady::time_point finish_by_ = Steady::time_point::max();
    Guarded<std::unordered_set<std::shared_ptr<Connection>>> connections_;
    std::uint16_t port_ = 0;
    int io_threads_;
};

Server::Server(ServerOptions options, crypto::TlsContext tls, Handlers handlers, Wakeups& wakeups)
    : impl_(std::make_unique<Impl>(std::move(options), std::move(tls), std::move(handlers), wakeups)) {}
Server::~Server() = default;

std::uint16_t Server::port() const { return impl_->port(); }
void Server::run() { impl_->run(); }
void Server::stop() { impl_->stop(); }

}  // namespace gatehouse::http
