#include "tests/unit/http/test_client.h"

#include <algorithm>
#include <arpa/inet.h>
#include <csignal>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/text.h"

namespace gatehouse::test {

std::string Answer::header(std::string_view name) const {
    auto const start = head.find("\r\n" + std::string(name) + ": ");
    if (start == std::string::npos)
        return "";
    auto const value = start + 2 + name.size() + 2;
    return head.substr(value, head.find("\r\n", value) - value);
}

namespace {

/// OpenSSL writes with write(2): without this a server that hangs up would end the whole test program.
bool const hang_ups_are_errors = std::signal(SIGPIPE, SIG_IGN) != SIG_ERR;

}  // namespace

Client::Client(std::uint16_t port, std::string const& ca_file, ClientOptions const& options)
    : socket_(::socket(AF_INET, SOCK_STREAM, 0)), context_(SSL_CTX_new(TLS_client_method())) {
    timeval const patience{20, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
        return;
    SSL_CTX_load_verify_locations(context_.get(), ca_file.c_str(), nullptr);
    SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER, nullptr);
    SSL_CTX_set_min_proto_version(context_.get(), 0);
    SSL_CTX_set_max_proto_version(context_.get(), options.newest_tls);
    if (options.newest_tls < TLS1_2_VERSION)
        SSL_CTX_set_security_level(context_.get(),
                                   0);  // else our own OpenSSL would refuse before the server can
    SSL_CTX_set_cipher_list(context_.get(), options.tls12_suites.c_str());
    tls_.reset(SSL_new(context_.get()));
    std::string offered;
    for (auto const& protocol : options.protocols)
        offered += char(protocol.size()) + protocol;
    if (!offered.empty())
        SSL_set_alpn_protos(tls_.get(), reinterpret_cast<unsigned char const*>(offered.data()),
                            unsigned(offered.size()));
    SSL_set_fd(tls_.get(), socket_);
    connected_ = SSL_connect(tls_.get()) == 1;
}

Client::~Client() { leave(); }

void Client::leave() {
    if (connected_)
        SSL_shutdown(tls_.get());
    connected_ = false;
    if (socket_ >= 0)
        ::close(socket_);
    socket_ = -1;
}

std::string Client::protocol() const {
    unsigned char const* chosen = nullptr;
    unsigned size = 0;
    SSL_get0_alpn_selected(tls_.get(), &chosen, &size);
    return {reinterpret_cast<char const*>(chosen), size};
}

Client& Client::send(std::string_view bytes) {
    if (!connected_ || SSL_write(tls_.get(), bytes.data(), int(bytes.size())) != int(bytes.size()))
        throw std::runtime_error("the server does not take what the client sends");
    return *this;
}

bool Client::fill() {
    char chunk[16384];
    int const count = connected_ ? SSL_read(tls_.get(), chunk, sizeof chunk) : 0;
    if (count > 0)
        received_.append(chunk, std::size_t(count));
    return count > 0;
}

Answer Client::read_head() {
    std::size_t end = 0;
    while ((end = received_.find("\r\n\r\n")) == std::string::npos)
        if (!fill())
            return {};
    Answer answer;
    answer.head = received_.substr(0, end + 4);
    received_.erase(0, end + 4);
    answer.status = to_number<int>(std::string_view(answer.head).substr(9, 3)).value_or(-1);
    return answer;
}

Answer Client::read_answer() {
    auto answer = read_head();
    auto const size = to_number<std::size_t>(answer.header("Content-Length")).value_or(0);
    while (received_.size() < size)
        if (!fill())
            return {};
    answer.body = received_.substr(0, size);
    received_.erase(0, size);
    return answer;
}

Answer Client::read_answer_to_head() { return read_head(); }

Answer Client::get(std::string_view path) {
    send("GET " + std::string(path) + " HTTP/1.1\r\nHost: gatehouse\r\n\r\n");
    return read_answer();
}

bool Client::is_closed_by_server() {
    char byte = 0;
    return received_.empty() && SSL_read(tls_.get(), &byte, 1) <= 0 &&
           (SSL_get_shutdown(tls_.get()) == SSL_RECEIVED_SHUTDOWN ||
            ::recv(socket_, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0);
}

}  // namespace gatehouse::test
