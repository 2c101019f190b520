#pragma once

#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "crypto/tls.h"
#include "http/server.h"
#include "http/wakeups.h"
#include "tests/unit/http/test_client.h"

namespace gatehouse::test {

/// A real server on a free port, with a certificate of its own CA, that serves until it goes.
class TestServer {
public:
    using Handle = std::function<http::Response(http::Request const&)>;
    using ChooseLane = std::function<http::Lane(http::Request const&)>;

    explicit TestServer(Handle handle, http::ServerOptions options = {}, ChooseLane lane = {});
    ~TestServer();

    http::Wakeups& wakeups() { return wakeups_; }
    std::uint16_t port() const { return server_.port(); }
    std::unique_ptr<Client> connect(ClientOptions const& options = {}) const;
    void stop() { server_.stop(); }
    /// Returns when run() has returned.
    void join() { runner_.join(); }

    static crypto::TlsFiles const& tls_files();

private:
    http::Wakeups wakeups_;
    http::Server server_;
    std::thread runner_;
};

http::Response text(std::string body);

}  // namespace gatehouse::test
