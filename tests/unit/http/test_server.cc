#include "tests/unit/http/test_server.h"

#include <csignal>
#include <fmt/format.h>

#include "tests/unit/crypto/temporary_directory.h"

namespace gatehouse::test {

namespace {

http::ServerOptions on_a_free_port(http::ServerOptions options) {
    options.port = 0;
    return options;
}

http::Handlers handlers_of(TestServer::Handle handle, TestServer::ChooseLane lane) {
    return {.lane = lane ? std::move(lane) : [](http::Request const&) { return http::Lane::quick; },
            .handle = std::move(handle),
            .problem =
                [](int status, std::string sentence) {
                    return http::Response{.status = status, .body = fmt::format("problem: {}", sentence)};
                }};
}

}  // namespace

crypto::TlsFiles const& TestServer::tls_files() {
    static TemporaryDirectory const directory;
    static auto const files =
        crypto::ensure_own_ca(directory.path(), {"localhost", "127.0.0.1"}, SystemClock().now());
    return files;
}

TestServer::TestServer(Handle handle, http::ServerOptions options, ChooseLane lane)
    : server_(on_a_free_port(std::move(options)), crypto::make_server_context(tls_files()),
              handlers_of(std::move(handle), std::move(lane)), wakeups_),
      runner_([this] { server_.run(); }) {
    std::signal(SIGPIPE, SIG_IGN);  // as in the real program
}

TestServer::~TestServer() {
    server_.stop();
    if (runner_.joinable())
        runner_.join();
}

std::unique_ptr<Client> TestServer::connect(ClientOptions const& options) const {
    return std::make_unique<Client>(port(), tls_files().ca.string(), options);
}

http::Response text(std::string body) { return {.content_type = "text/plain", .body = std::move(body)}; }

}  // namespace gatehouse::test
