#pragma once

#include <cstdint>
#include <memory>
#include <openssl/ssl.h>
#include <string>
#include <string_view>
#include <vector>

namespace gatehouse::test {

/// An answer as it came over the wire.
struct Answer {
    int status = 0;  ///< 0: the connection ended without an answer
    std::string head{};
    std::string body{};

    /// The value of the first header of that name; empty where there is none.
    std::string header(std::string_view name) const;
};

struct ClientOptions {
    int newest_tls = TLS1_3_VERSION;
    std::string tls12_suites = "DEFAULT";
    std::vector<std::string> protocols{};  ///< offered by ALPN
};

/// A plain HTTPS client on OpenSSL that sends exactly the bytes it is told to. Reads give up after 20
/// seconds.
class Client {
public:
    /// Connects to 127.0.0.1 and trusts the CA in `ca_file` only.
    Client(std::uint16_t port, std::string const& ca_file, ClientOptions const& options = {});
    ~Client();
    Client(Client const&) = delete;
    Client& operator=(Client const&) = delete;

    bool connected() const { return connected_; }
    std::string tls_version() const { return SSL_get_version(tls_.get()); }
    std::string protocol() const;  ///< what ALPN chose

    Client& send(std::string_view bytes);
    /// Sends "GET <path>" and reads the answer.
    Answer get(std::string_view path);
    Answer read_answer();
    Answer read_answer_to_head();  ///< of an answer without a body, whatever its Content-Length
    /// True once the server has ended the connection and nothing more came before.
    bool is_closed_by_server();
    void leave();

private:
    struct Free {
        void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
        void operator()(SSL* tls) const { SSL_free(tls); }
    };
    bool fill();
    Answer read_head();

    int socket_;
    std::unique_ptr<SSL_CTX, Free> context_;
    std::unique_ptr<SSL, Free> tls_;
    bool connected_ = false;
    std::string received_{};
};

}  // namespace gatehouse::test
