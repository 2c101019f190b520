#include "crypto/tls_sender.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <linux/sockios.h>
#include <netdb.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <stdexcept>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "crypto/openssl.h"
#include "crypto/tls.h"

namespace gatehouse::crypto {

namespace {

using Steady = std::chrono::steady_clock;
using AddressList = std::unique_ptr<addrinfo, OpensslDeleter<::freeaddrinfo>>;
using Session = std::unique_ptr<SSL, OpensslDeleter<SSL_free>>;
constexpr std::chrono::milliseconds look_again(5);

/// Until when something has to be done.
class Deadline {
public:
    explicit Deadline(std::chrono::milliseconds patience) : end_(Steady::now() + patience) {}

    /// Waits until `fd` is ready, but no longer than `most`. Throws when the time is over.
    void wait(int fd, short events, std::chrono::milliseconds most = std::chrono::hours(1)) const {
        auto const left = std::chrono::ceil<std::chrono::milliseconds>(end_ - Steady::now());
        if (left.count() <= 0)
            throw std::runtime_error("the receiver does not answer");
        pollfd one{fd, events, 0};
        ::poll(&one, 1, static_cast<int>(std::min(left, most).count()));
    }

private:
    Steady::time_point end_;
};

bool is_address(std::string const& host) {
    unsigned char bytes[16];
    return ::inet_pton(AF_INET, host.c_str(), bytes) == 1 || ::inet_pton(AF_INET6, host.c_str(), bytes) == 1;
}

AddressList look_up(std::string const& host, std::string const& port) {
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (int const problem = ::getaddrinfo(host.c_str(), port.c_str(), &wanted, &found); problem != 0)
        throw std::runtime_error(fmt::format("{} is not found: {}", host, ::gai_strerror(problem)));
    return AddressList(found);
}

/// The error of a socket whose connecting has ended; 0: it is connected.
int connect_to(int fd, addrinfo const& address, Deadline const& deadline) {
    if (::connect(fd, address.ai_addr, address.ai_addrlen) == 0)
        return 0;
    if (errno != EINPROGRESS)
        return errno;
    for (;;) {
        deadline.wait(fd, POLLOUT);
        pollfd one{fd, POLLOUT, 0};
        if (::poll(&one, 1, 0) == 1)
            break;
    }
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size);
    return error;
}

}  // namespace

class TlsSender::Context {
public:
    explicit Context(std::filesystem::path const& ca) : tls(SSL_CTX_new(TLS_client_method())) {
        if (!tls || SSL_CTX_set_min_proto_version(tls.get(), TLS1_2_VERSION) != 1 ||
            SSL_CTX_load_verify_file(tls.get(), ca.c_str()) != 1)
            openssl_failed("cannot use the authorities in " + ca.string());
        SSL_CTX_set_verify(tls.get(), SSL_VERIFY_PEER, nullptr);
    }
    TlsContext tls;
};

struct TlsSender::Connection {
    Connection(Context const& context, std::string const& host, std::string const& port,
               Deadline const& deadline) {
        auto const addresses = look_up(host, port);
        int error = 0;
        for (auto const* address = addresses.get(); address != nullptr; address = address->ai_next) {
            fd = ::socket(address->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
            error = fd < 0 ? errno : connect_or_close(*address, deadline);
            if (error == 0)
                break;
        }
        if (error != 0)
            throw std::runtime_error(
                fmt::format("cannot connect: {}", std::generic_category().message(error)));
        try {
            shake_hands(context, host, deadline);
        } catch (...) {
            ::close(fd);
            throw;
        }
    }
    Connection(Connection const&) = delete;
    Connection& operator=(Connection const&) = delete;
    ~Connection() {
        if (SSL_is_init_finished(tls.get()) != 0)
            SSL_shutdown(tls.get());
        ::close(fd);
    }

    /// The receiver sends nothing of its own but the end.
    bool is_over() {
        char none = 0;
        int const count = SSL_read(tls.get(), &none, 1);
        return count > 0 || SSL_get_error(tls.get(), count) != SSL_ERROR_WANT_READ;
    }

    void write(std::string_view bytes, Deadline const& deadline) {
        while (!bytes.empty()) {
            std::size_t count = 0;
            if (SSL_write_ex(tls.get(), bytes.data(), bytes.size(), &count) == 1)
                bytes.remove_prefix(count);
            else
                wait_for_more(0, deadline, "cannot send");
        }
        for (int left = 1;;) {
            if (::ioctl(fd, SIOCOUTQ, &left) != 0 || left == 0)
                return;
            if (is_over())
                throw std::runtime_error("the receiver closed the connection");
            deadline.wait(fd, 0, look_again);
        }
    }

    int fd = -1;
    Session tls;

private:
    int connect_or_close(addrinfo const& address, Deadline const& deadline) {
        int error = ETIMEDOUT;
        try {
            error = connect_to(fd, address, deadline);
        } catch (...) {
            ::close(fd);
            throw;
        }
        if (error != 0)
            ::close(fd);
        return error;
    }

    void shake_hands(Context const& context, std::string const& host, Deadline const& deadline) {
        tls.reset(SSL_new(context.tls.get()));
        bool const named =
            tls && SSL_set_fd(tls.get(), fd) == 1 &&
            (is_address(host)
                 ? X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(tls.get()), host.c_str()) == 1
                 : SSL_set1_host(tls.get(), host.c_str()) == 1 &&
                       SSL_ctrl(tls.get(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
                                const_cast<char*>(host.c_str())) == 1);
        if (!named)
            openssl_failed("cannot set up TLS");
        SSL_set_mode(tls.get(), SSL_MODE_ENABLE_PARTIAL_WRITE);
        for (int outcome = SSL_connect(tls.get()); outcome != 1; outcome = SSL_connect(tls.get())) {
            if (auto const verdict = SSL_get_verify_result(tls.get()); verdict != X509_V_OK)
                throw std::runtime_error(fmt::format("the receiver's certificate is not trusted: {}",
                                                     X509_verify_cert_error_string(verdict)));
            wait_for_more(outcome, deadline, "cannot begin TLS");
        }
    }

    void wait_for_more(int outcome, Deadline const& deadline, char const* doing) {
        switch (SSL_get_error(tls.get(), outcome)) {
        case SSL_ERROR_WANT_READ:
            return deadline.wait(fd, POLLIN);
        case SSL_ERROR_WANT_WRITE:
            return deadline.wait(fd, POLLOUT);
        default:
            openssl_failed(doing);
        }
    }
};

TlsSender::TlsSender(std::string host, std::string port, std::filesystem::path const& ca)
    : host_(std::move(host)), port_(std::move(port)), context_(std::make_unique<Context>(ca)) {}
TlsSender::~TlsSender() = default;

void TlsSender::send(std::string_view bytes, std::chrono::milliseconds patience) {
    Deadline const deadline(patience);
    try {
        if (connection_ && connection_->is_over())
            connection_.reset();
        if (!connection_)
            connection_ = std::make_unique<Connection>(*context_, host_, port_, deadline);
        connection_->write(bytes, deadline);
    } catch (...) {
        connection_.reset();
        throw;
    }
}

}  // namespace gatehouse::crypto
