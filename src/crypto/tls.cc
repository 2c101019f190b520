#include "crypto/tls.h"

#include <openssl/ssl.h>
#include <stdexcept>

#include "crypto/digest.h"
#include "crypto/openssl.h"

namespace gatehouse::crypto {

namespace {

/// Called only when the client offers protocols. One that offers none of ours means to speak something else
/// here: RFC 7301 section 3.2 has us end that handshake.
int choose_protocol(SSL*, unsigned char const** chosen, unsigned char* chosen_size,
                    unsigned char const* offered, unsigned offered_size, void*) {
    static constexpr unsigned char ours[] = "\x08http/1.1";
    unsigned char* match = nullptr;
    auto const outcome =
        SSL_select_next_proto(&match, chosen_size, ours, sizeof ours - 1, offered, offered_size);
    *chosen = match;
    return outcome == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

}  // namespace

std::string certificate_pin(std::string_view pem) {
    auto const certificate = certificate_from_pem(pem);
    if (!certificate)
        throw std::runtime_error("there is no certificate in this PEM text");
    std::string digest(EVP_MAX_MD_SIZE, '\0');
    unsigned size = 0;
    if (X509_digest(certificate.get(), EVP_sha256(), reinterpret_cast<unsigned char*>(digest.data()),
                    &size) != 1)
        openssl_failed("cannot compute the pin of a certificate");
    digest.resize(size);
    return to_hex(digest);
}

void TlsContextDeleter::operator()(ssl_ctx_st* context) const { SSL_CTX_free(context); }

TlsContext make_server_context(TlsFiles const& files) {
    TlsContext context(SSL_CTX_new(TLS_server_method()));
    auto* const tls = context.get();
    static constexpr unsigned char session_context[] = "gatehouse";
    if (tls == nullptr || SSL_CTX_set_min_proto_version(tls, TLS1_2_VERSION) != 1 ||
        SSL_CTX_set_cipher_list(tls, "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:"
                                     "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
                                     "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305") != 1 ||
        SSL_CTX_set1_groups_list(tls, "X25519:P-256:P-384") != 1 ||
        SSL_CTX_set_session_id_context(tls, session_context, sizeof session_context - 1) != 1)
        openssl_failed("cannot set up TLS");
    SSL_CTX_set_options(tls, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
    SSL_CTX_set_default_passwd_cb(tls, no_password);
    SSL_CTX_set_alpn_select_cb(tls, choose_protocol, nullptr);
    // Tickets carry sessions; a cache on our side would only cost memory.
    SSL_CTX_set_session_cache_mode(tls, SSL_SESS_CACHE_OFF);
    // A thousand nodes wait in held requests: a connection that is silent keeps no buffers of 16 KiB.
    SSL_CTX_set_mode(tls, SSL_MODE_RELEASE_BUFFERS);

    if (SSL_CTX_use_certificate_chain_file(tls, files.certificate.c_str()) != 1)
        openssl_failed("cannot use the certificate " + files.certificate.string());
    if (SSL_CTX_use_PrivateKey_file(tls, files.key.c_str(), SSL_FILETYPE_PEM) != 1 ||
        SSL_CTX_check_private_key(tls) != 1)
        openssl_failed("cannot use the key " + files.key.string());
    return context;
}

}  // namespace gatehouse::crypto
