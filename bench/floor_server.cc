// The floor of `./dev bench` for answers over TLS: a bare Beast server that gives every request the same
// bytes out of memory. Same TLS context, same number of I/O threads, keep-alive; no work.
//
//     floor_server DIRECTORY-OF-THE-SERVER'S-TLS FILE-WITH-THE-BODY THREADS
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <cstdio>
#include <fmt/format.h>
#include <thread>
#include <vector>

#include "base/files.h"
#include "base/text.h"
#include "crypto/tls.h"

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
// As in the real server: a strand a connection, and no type-erased executors.
using Executor = asio::strand<asio::io_context::executor_type>;
using Socket = asio::basic_stream_socket<tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<tcp, Executor>;
template <class T>
using Task = asio::awaitable<T, Executor>;
constexpr asio::use_awaitable_t<Executor> awaiting;

namespace {

using Answer = http::response<http::span_body<char const>>;

Task<void> serve(asio::ssl::stream<Socket> stream, Answer const& answer) {
    boost::system::error_code error;
    stream.next_layer().set_option(tcp::no_delay(true), error);
    co_await stream.async_handshake(asio::ssl::stream_base::server, redirect_error(awaiting, error));
    boost::beast::flat_buffer buffer;
    while (!error) {
        http::request<http::string_body> request;
        co_await http::async_read(stream, buffer, request, redirect_error(awaiting, error));
        if (!error)
            co_await http::async_write(stream, answer, redirect_error(awaiting, error));
    }
}

Task<void> accept(asio::io_context& io, Acceptor& acceptor, asio::ssl::context& tls, Answer const& answer) {
    for (;;) {
        Socket socket(asio::make_strand(io));
        co_await acceptor.async_accept(socket, awaiting);
        auto const executor = socket.get_executor();
        co_spawn(executor, serve({std::move(socket), tls}, answer), asio::detached);
    }
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 4)
        return 2;
    std::filesystem::path const directory = arguments[1];
    auto const body = gatehouse::read_file(arguments[2]).value();
    int const threads = gatehouse::to_number<int>(arguments[3]).value();

    asio::ssl::context tls(gatehouse::crypto::make_server_context(
                               {directory / "server.pem", directory / "server.key", directory / "ca.pem"})
                               .release());
    Answer answer(http::status::ok, 11, boost::beast::span<char const>(body.data(), body.size()));
    answer.set(http::field::content_type, "application/json");
    answer.set(http::field::cache_control, "no-store");
    answer.prepare_payload();

    asio::io_context io(threads);
    auto const strand = asio::make_strand(io);
    Acceptor acceptor(strand, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
    co_spawn(strand, accept(io, acceptor, tls, answer), asio::detached);
    fmt::print("{}\n", acceptor.local_endpoint().port());
    std::fflush(stdout);
    std::vector<std::jthread> others;
    for (int i = 1; i < threads; ++i)
        others.emplace_back([&] { io.run(); });
    io.run();
}
