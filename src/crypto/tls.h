#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"

// OpenSSL's own type, so that the one file that needs it (http/server.cc) can take it over.
struct ssl_ctx_st;

namespace gatehouse::crypto {

/// Where the server's certificate, its key and the CA that nodes pin are found.
struct TlsFiles {
    std::filesystem::path certificate;  ///< PEM: the server's certificate, then its issuers
    std::filesystem::path key;          ///< PEM, mode 0600
    std::filesystem::path ca;           ///< PEM: the CA certificate that clients trust
};

/// Makes, where they are missing, an own CA (P-256, 10 years, may only issue for itself) and a server
/// certificate (P-256, 397 days, for `names`: DNS names and IP addresses) under `directory`; renews the
/// server certificate when fewer than 30 days are left or a name is missing. Throws on trouble with the
/// files.
TlsFiles ensure_own_ca(std::filesystem::path const& directory, std::vector<std::string> const& names,
                       Time now);

/// SHA-256 over the DER of the first certificate in `pem`, as lower-case hex: what `--ca-pin` takes. Throws
/// where there is none.
std::string certificate_pin(std::string_view pem);

struct TlsContextDeleter {
    void operator()(ssl_ctx_st* context) const;
};
using TlsContext = std::unique_ptr<ssl_ctx_st, TlsContextDeleter>;

/// A server context: TLS 1.2 and 1.3, forward-secret AEAD suites only, ALPN http/1.1. Throws
/// std::runtime_error that names the file it could not use.
TlsContext make_server_context(TlsFiles const& files);

}  // namespace gatehouse::crypto
