#include "http/server.h"

#include <boost/asio/co_spawn.hpp>
#include <fmt/format.h>
#include <system_error>
#include <typeinfo>
#include <unordered_set>

#include "base/guarded.h"
#include "base/log.h"
#include "http/connection.h"
#include "http/house.h"
#include "http/tls_stream.h"

namespace gatehouse::http {

namespace asio = boost::asio;
using boost::system::error_code;
using tcp = asio::ip::tcp;

namespace {

using Acceptor = asio::basic_socket_acceptor<tcp, Executor>;

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
