#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "crypto/tls.h"
#include "http/message.h"
#include "http/wakeups.h"

namespace gatehouse::http {

/// Every limit of the HTTP side, stated once.
struct Limits {
    std::size_t body_bytes = 64U << 10U;       ///< a larger body is refused with 413 before it is parsed
    std::size_t header_bytes = 16U << 10U;     ///< 431
    std::chrono::seconds handshake{10};        ///< to finish TLS
    std::chrono::seconds read{15};             ///< to deliver one request once its first byte came
    std::chrono::seconds idle{75};             ///< between requests of one connection
    std::chrono::seconds write{30};            ///< to take an answer
    std::chrono::seconds finish{10};           ///< for requests under way when the server stops
    std::chrono::seconds discard{5};           ///< to take a refusal while still sending the refused request
    std::size_t discarded_bytes = 16U << 20U;  ///< and how much more of it we throw away meanwhile
    std::size_t connections = 8192;            ///< open at once; a further one is closed at once
    std::size_t queued = 256;         ///< requests waiting in the quick lane; then 503 with Retry-After
    std::size_t queued_nodes = 4096;  ///< nodes' polls likewise: after a change all of them come at once
    std::size_t queued_slow = 32;     ///< likewise in each of the slow lanes
};

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8443;  ///< 0: any free port
    int io_threads = 2;
    int quick_threads = 4;
    Limits limits{};
};

/// What the server asks of the program above it. Both are called from several threads at once.
struct Handlers {
    std::function<Lane(Request const&)> lane;        ///< on an I/O thread: must not block
    std::function<Response(Request const&)> handle;  ///< on a worker of that lane; an exception becomes a 500
    /// The answer to what never became a request: status, and one sentence (too large, malformed, too busy).
    std::function<Response(int status, std::string sentence)> problem;
    /// Optional: an answer is known and about to be sent; `took` is the handler's time and its wait for a
    /// worker, without the time for which the request was held. On an I/O thread: must not block.
    std::function<void(Request const&, Response const&, std::chrono::nanoseconds took)> answered{};
};

/// The HTTPS server: HTTP/1.1 with keep-alive over TLS 1.2 and 1.3. The constructor binds and listens, or
/// throws std::system_error that names address and port.
class Server {
public:
    Server(ServerOptions options, crypto::TlsContext tls, Handlers handlers, Wakeups& wakeups);
    ~Server();
    Server(Server const&) = delete;
    Server& operator=(Server const&) = delete;

    std::uint16_t port() const;  ///< the port it listens on

    /// Serves until stop(). Then it accepts no more, answers held requests at once, finishes requests under
    /// way (at most `Limits::finish`) and returns. The destructor waits for handlers that still run.
    void run();

    /// Safe to call from any thread, also from a signal-handling thread, and more than once.
    void stop();

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace gatehouse::http
