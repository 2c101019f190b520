#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <new>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <string_view>

namespace gatehouse::http {

// Every connection is one coroutine on a strand of its own, so its members need no lock. The executor's type
// is written out: the type-erased default costs an indirection at every step.
//
// Every co_await stands in a statement of its own: g++ 12 miscompiles one in the condition of an if or a
// while (the frame's address is lost and the program ends in a trap).
using Executor = boost::asio::strand<boost::asio::io_context::executor_type>;
template <class T>
using Task = boost::asio::awaitable<T, Executor>;
inline constexpr boost::asio::use_awaitable_t<Executor> awaiting;
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Executor>;

/// The server's side of TLS on a socket. OpenSSL reads and writes the socket itself, and Asio only waits for
/// it: Asio's own stream keeps 68 KiB of buffers a connection for what passes between the two. On one strand;
/// one read and one write may be under way at once. Whoever uses it ignores SIGPIPE.
class TlsStream {
public:
    TlsStream(Socket socket, ssl_ctx_st* context) : socket_(std::move(socket)), ssl_(SSL_new(context)) {
        socket_.native_non_blocking(true);
        if (!ssl_ || SSL_set_fd(ssl_.get(), socket_.native_handle()) != 1)
            throw std::bad_alloc();
    }

    Socket& socket() { return socket_; }
    Executor get_executor() { return socket_.get_executor(); }

    /// False, here and below: the client left, does not speak TLS, or the socket was closed.
    Task<bool> handshake() {
        int const done = co_await until_done([ssl = ssl_.get()] { return SSL_accept(ssl); });
        co_return done > 0;
    }
    /// How many bytes came; 0 for the end.
    Task<std::size_t> read_some(boost::asio::mutable_buffer room) {
        int const done = co_await until_done(
            [ssl = ssl_.get(), room] { return SSL_read(ssl, room.data(), int(room.size())); });
        co_return done > 0 ? std::size_t(done) : 0;
    }
    /// All of them, which are fewer than 2 GiB.
    Task<bool> write(std::string_view bytes) {
        int const done = co_await until_done(
            [ssl = ssl_.get(), bytes] { return SSL_write(ssl, bytes.data(), int(bytes.size())); });
        co_return done > 0;
    }
    /// Tells the client that nothing more comes, and does not wait for its word.
    Task<void> say_end() {
        co_await until_done([ssl = ssl_.get()] { return SSL_shutdown(ssl) < 0 ? -1 : 1; });
    }

private:
    struct Free {
        void operator()(ssl_st* ssl) const { SSL_free(ssl); }
    };

    template <class Operation>
    Task<int> until_done(Operation operation) {
        boost::system::error_code error;
        while (!error) {
            ERR_clear_error();  // of this thread: what it served before may have left something
            int const done = operation();
            if (done > 0)
                co_return done;
            int const why = SSL_get_error(ssl_.get(), done);
            if (why == SSL_ERROR_WANT_READ)
                co_await socket_.async_wait(Socket::wait_read, redirect_error(awaiting, error));
            else if (why == SSL_ERROR_WANT_WRITE)
                co_await socket_.async_wait(Socket::wait_write, redirect_error(awaiting, error));
            else
                co_return 0;
        }
        co_return 0;
    }

    Socket socket_;
    std::unique_ptr<ssl_st, Free> ssl_;
};

}  // namespace gatehouse::http
