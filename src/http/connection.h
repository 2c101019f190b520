#pragma once

#include <atomic>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <chrono>
#include <memory>
#include <optional>

#include "http/house.h"
#include "http/request_parser.h"
#include "http/response_head.h"
#include "http/tls_stream.h"

namespace gatehouse::http {

using Steady = std::chrono::steady_clock;
using Timer = boost::asio::basic_waitable_timer<Steady, boost::asio::wait_traits<Steady>, Executor>;

/// One client, from its handshake to its end.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(House& house, Socket socket, ssl_ctx_st* tls)
        : house_(house), stream_(std::move(socket), tls), alarm_(stream_.get_executor()) {
        allow(house_.limits.handshake);
    }

    Executor executor() { return stream_.get_executor(); }

    /// The whole life of a connection; its owner keeps it until then.
    Task<void> serve();

    /// From any thread: whether what it does now has taken longer than it may.
    bool is_late(Steady::time_point now) const { return now.time_since_epoch().count() > deadline_; }

    void close_if_late() {
        if (is_late(Steady::now()))
            close();
    }
    void close() {
        boost::system::error_code ignored;
        stream_.socket().close(ignored);
    }
    void stop();

private:
    enum class State { quiet, busy };  ///< quiet: nobody would miss an answer
    static constexpr int gone = 0;

    /// One clock serves all time limits: the server looks at each connection's deadline once a second, which
    /// is far cheaper than a timer that is set and cancelled at every step.
    void allow(std::chrono::seconds time) { deadline_ = (Steady::now() + time).time_since_epoch().count(); }
    void allow_any_time() { deadline_ = Steady::duration::max().count(); }

    Task<bool> shake_hands();

    /// Takes one request and answers it. False: the connection has served its last.
    Task<bool> serve_one();

    /// Reads a whole request. Returns 200, or the status to refuse it with, or `gone`.
    Task<int> read_request();

    /// Gives the parser what has come. Returns the status to refuse the request with, or 0.
    int parse();

    void refuse(int status);

    /// Reads once. False: the client is gone, or took too long.
    Task<bool> more_input();

    /// Asks the handler until it has something to say or the time for holding is over. False: the client
    /// left.
    Task<bool> answer();

    /// Runs the handler on a worker of its lane. False: the lane is full.
    Task<bool> handle(Lane lane, LanePool::Admission admission);

    /// On a worker, while the coroutine waits.
    void produce();

    /// Waits without a thread until a topic is notified, the time has come or the server stops. False: the
    /// client left.
    Task<bool> hold(std::uint64_t seen, Steady::time_point until);
    void wake() {
        woken_ = true;
        alarm_.cancel();
    }

    /// Reads ahead while a request is held: the end tells that the client left, data is its next request.
    void watch();
    Task<void> read_ahead(std::shared_ptr<Connection> /* stays as long */);

    Task<bool> write_response(Afterwards afterwards);

    /// Ends TLS, then takes what the client still sends for a while: closing a socket with unread data makes
    /// TCP send a reset, which would destroy the answer before the client has read it.
    Task<void> say_goodbye();

    House& house_;
    TlsStream stream_;
    Timer alarm_;  ///< ends the waits that are not for the network
    std::atomic<Steady::rep> deadline_;
    State state_ = State::quiet;
    boost::beast::flat_buffer input_;
    std::optional<RequestParser> parser_{};
    std::string output_{};
    Request request_{};
    Response response_{};
    bool woken_ = false;
    bool watching_ = false;
    bool client_left_ = false;
};

}  // namespace gatehouse::http
