#include "crypto/digest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <sodium.h>
#include <stdexcept>

namespace gatehouse::crypto {

namespace {

constexpr std::size_t sha256_size = 32;

auto* bytes_of(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); }
auto* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

/// Fetched once: asking OpenSSL's providers costs several times what a short digest does.
EVP_MD const* sha256_method() {
    static EVP_MD const* const method = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return method;
}

std::string encode(std::string_view bytes, int variant) {
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(), variant);
    text.pop_back();  // the terminating zero
    return text;
}

}  // namespace

std::string sha256(std::string_view bytes) {
    std::string digest(sha256_size, '\0');
    if (EVP_Digest(bytes.data(), bytes.size(), bytes_of(digest), nullptr, sha256_method(), nullptr) != 1)
        throw std::runtime_error("OpenSSL cannot compute SHA-256");
    return digest;
}

std::string hmac_sha256(std::string_view key, std::string_view message) {
    // To OpenSSL a null key means "the key you have already"; an empty one must be a real pointer.
    auto const* const key_bytes = key.empty() ? "" : key.data();
    std::string code(sha256_size, '\0');
    std::size_t size = 0;
    if (EVP_Q_mac(nullptr, "HMAC", nullptr, "SHA256", nullptr, key_bytes, key.size(), bytes_of(message),
                  message.size(), bytes_of(code), code.size(), &size) == nullptr)
        throw std::runtime_error("OpenSSL cannot compute HMAC-SHA-256");
    return code;
}

std::string to_hex(std::string_view bytes) {
    std::string text(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes_of(bytes), bytes.size());
    text.pop_back();  // the terminating zero
    return text;
}

std::string to_base64(std::string_view bytes) { return encode(bytes, sodium_base64_VARIANT_ORIGINAL); }

std::string to_base64url(std::string_view bytes) {
    return encode(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

std::optional<std::string> from_base64(std::string_view text) {
    std::string bytes(text.size() / 4 * 3, '\0');
    std::size_t size = 0;
    if (sodium_base642bin(bytes_of(bytes), bytes.size(), text.data(), text.size(), nullptr, &size, nullptr,
                          sodium_base64_VARIANT_ORIGINAL) != 0)
        return std::nullopt;
    bytes.resize(size);
    // libsodium 1.0.18 takes some bytes above 0x7f for letters (it compares them as signed); what does not
    // read back the same was not base64.
    if (to_base64(bytes) != text)
        return std::nullopt;
    return bytes;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace gatehouse::crypto
