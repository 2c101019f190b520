#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace gatehouse::crypto {

/// Sends bytes over TLS 1.2 or 1.3 to one receiver, whose certificate must be for `host` and come from an
/// authority in the PEM file `ca`. Blocks, within its patience. For one thread.
class TlsSender {
public:
    /// Throws std::runtime_error where the file holds no certificate.
    TlsSender(std::string host, std::string port, std::filesystem::path const& ca);
    ~TlsSender();

    /// Returns once the receiver's machine has acknowledged all of it, which does not say that the receiver
    /// has read it. Connects where there is no connection. Throws std::runtime_error with the reason, after
    /// `patience` at the latest (finding the host's address apart), and gives up the connection then.
    void send(std::string_view bytes, std::chrono::milliseconds patience);

private:
    struct Connection;
    class Context;

    std::string host_;
    std::string port_;
    std::unique_ptr<Context> context_;
    std::unique_ptr<Connection> connection_;
};

}  // namespace gatehouse::crypto
