#include "crypto/signing.h"

#include <fmt/format.h>
#include <sodium.h>
#include <stdexcept>
#include <sys/stat.h>

#include "base/files.h"
#include "crypto/random.h"
#include "crypto/sodium_start.h"

namespace gatehouse::crypto {

namespace {

auto* bytes_of(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); }
auto* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

void require_private(std::filesystem::path const& path) {
    struct stat found {};
    if (::stat(path.c_str(), &found) == 0 && (found.st_mode & 077) != 0)
        throw std::runtime_error(
            fmt::format("the key file {0} can be read by others; find out who did, then run: chmod 600 {0}",
                        path.string()));
}

}  // namespace

Secret load_or_create_key_file(std::filesystem::path const& path, std::size_t size) {
    if (auto found = read_file(path)) {
        Secret key(std::move(*found));
        require_private(path);
        if (key.reveal().size() != size)
            throw std::runtime_error(fmt::format("the key file {} must hold {} bytes and holds {}",
                                                 path.string(), size, key.reveal().size()));
        return key;
    }
    Secret key(random_bytes(size));
    write_file_atomically(path, key.reveal(), 0600);
    return key;
}

SigningKey SigningKey::load_or_create(std::filesystem::path const& path) {
    start_sodium();
    auto const seed = load_or_create_key_file(path, crypto_sign_SEEDBYTES);
    std::string public_half(crypto_sign_PUBLICKEYBYTES, '\0');
    std::string expanded(crypto_sign_SECRETKEYBYTES, '\0');
    crypto_sign_seed_keypair(bytes_of(public_half), bytes_of(expanded), bytes_of(seed.reveal()));
    return SigningKey(Secret(std::move(expanded)));
}

std::string SigningKey::sign(std::string_view message) const {
    std::string signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(bytes_of(signature), nullptr, bytes_of(message), message.size(),
                         bytes_of(expanded_.reveal()));
    return signature;
}

std::string SigningKey::public_key() const {
    // libsodium's expanded key is the seed, then the public key.
    return std::string(expanded_.reveal().substr(crypto_sign_SEEDBYTES));
}

bool is_public_key(std::string_view bytes) {
    start_sodium();
    return bytes.size() == crypto_core_ed25519_BYTES &&
           crypto_core_ed25519_is_valid_point(reinterpret_cast<unsigned char const*>(bytes.data())) == 1;
}

bool verify_signature(std::string_view public_key, std::string_view message, std::string_view signature) {
    start_sodium();
    return public_key.size() == crypto_sign_PUBLICKEYBYTES && signature.size() == crypto_sign_BYTES &&
           crypto_sign_verify_detached(bytes_of(signature), bytes_of(message), message.size(),
                                       bytes_of(public_key)) == 0;
}

}  // namespace gatehouse::crypto
