#include "crypto/openssl.h"

#include <fmt/format.h>
#include <limits>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <stdexcept>
#include <system_error>

namespace gatehouse::crypto {

namespace {

Bio reader(std::string_view text) {
    if (text.size() > std::size_t(std::numeric_limits<int>::max()))
        throw std::length_error("a PEM text of more than 2 GiB");
    return Bio(BIO_new_mem_buf(text.data(), int(text.size())));
}

std::string reason_of(unsigned long code) {
    if (ERR_SYSTEM_ERROR(code))
        return std::generic_category().message(int(ERR_GET_REASON(code)));
    auto const* const reason = ERR_reason_error_string(code);
    return reason == nullptr ? "OpenSSL gives no reason" : reason;
}

}  // namespace

void openssl_failed(std::string const& doing) {
    auto const reason = reason_of(ERR_get_error());
    ERR_clear_error();
    throw std::runtime_error(fmt::format("{}: {}", doing, reason));
}

int no_password(char*, int, int, void*) { return -1; }

Certificate certificate_from_pem(std::string_view pem) {
    auto const in = reader(pem);
    Certificate certificate(PEM_read_bio_X509(in.get(), nullptr, no_password, nullptr));
    ERR_clear_error();
    return certificate;
}

PrivateKey private_key_from_pem(std::string_view pem) {
    auto const in = reader(pem);
    PrivateKey key(PEM_read_bio_PrivateKey(in.get(), nullptr, no_password, nullptr));
    ERR_clear_error();
    return key;
}

}  // namespace gatehouse::crypto
