#include "crypto/password.h"

#include <array>
#include <cerrno>
#include <new>
#include <sodium.h>

#include "crypto/sodium_start.h"

namespace gatehouse::crypto {

namespace {

constexpr unsigned long long passes = 3;
constexpr std::size_t memory_bytes = 64U << 20U;

}  // namespace

std::string hash_password(std::string_view password) {
    start_sodium();
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), passes, memory_bytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::bad_alloc();
    return hash.data();
}

bool verify_password(std::string_view hash, std::string_view password) {
    start_sodium();
    if (hash.empty()) {
        hash_password(password);  // the same work as a comparison, so that the time tells nothing
        return false;
    }
    errno = 0;
    if (crypto_pwhash_str_verify(std::string(hash).c_str(), password.data(), password.size()) == 0)
        return true;
    if (errno == ENOMEM)  // nobody's password is wrong because this machine is short of memory
        throw std::bad_alloc();
    return false;
}

}  // namespace gatehouse::crypto
