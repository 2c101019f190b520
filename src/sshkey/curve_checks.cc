#include "sshkey/curve_checks.h"

#include <array>
#include <memory>
#include <openssl/evp.h>
#include <string>
#include <vector>

#include "crypto/signing.h"
#include "sshkey/ed25519_curve.h"
#include "sshkey/nist_curve.h"
#include "sshkey/refusal.h"
#include "sshkey/small_multiples.h"

namespace gatehouse::sshkey {

namespace {

struct FreeKey {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};

/// The public keys of the 256 seeds whose bytes are all the same: what a broken random generator, or a test
/// that became production, leaves behind. Sorted.
std::vector<std::string> keys_of_uniform_seeds() {
    std::vector<std::string> keys;
    for (unsigned value = 0; value <= 0xFF; ++value) {
        std::array<unsigned char, 32> seed{};
        seed.fill(static_cast<unsigned char>(value));
        std::unique_ptr<EVP_PKEY, FreeKey> const pair(
            EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size()));
        must(pair != nullptr);
        std::string key(seed.size(), '\0');
        auto size = key.size();
        must(EVP_PKEY_get_raw_public_key(pair.get(), reinterpret_cast<unsigned char*>(key.data()), &size));
        keys.push_back(std::move(key));
    }
    std::ranges::sort(keys);
    return keys;
}

tl::unexpected<Error> trivial(std::string_view remedy) {
    return refuse_key("KEY_COMPROMISED",
                      "the private half of this key can be guessed in a moment, so it opens for "
                      "everybody: make a new one with " +
                          std::string(remedy));
}

Result<void> check_ed25519(std::string_view encoded) {
    Ed25519Curve const curve;
    auto const point = TRY(curve.decode(encoded));
    if (!crypto::is_public_key(encoded))
        return refuse_key("ED25519_POINT",
                          "the key has a part of low order, which no program makes: make a new key "
                          "with `ssh-keygen -t ed25519`");
    static SmallMultiples const multiples{Ed25519Curve()};
    static auto const uniform = keys_of_uniform_seeds();
    if (multiples.contains(curve, point) || std::ranges::binary_search(uniform, encoded))
        return trivial("`ssh-keygen -t ed25519`");
    return {};
}

Result<void> check_ecdsa(KeyFields const& fields, SmallMultiples<NistCurve> const& multiples) {
    NistCurve const curve(fields.type);
    if (multiples.contains(curve, TRY(curve.decode(fields.point))))
        return trivial("`ssh-keygen -t ecdsa`");
    return {};
}

}  // namespace

Result<void> check_point(KeyFields const& fields) {
    if (fields.type == KeyType::rsa)
        return {};
    if (info(fields.type).curve.empty())
        TRY(Ed25519Curve().decode(fields.point));
    else
        TRY(NistCurve(fields.type).decode(fields.point));
    return {};
}

Result<void> check_private_key_is_not_trivial(KeyFields const& fields) {
    switch (fields.type) {
    case KeyType::ed25519:
    case KeyType::sk_ed25519:
        return check_ed25519(fields.point);
    case KeyType::ecdsa_p256:
    case KeyType::sk_ecdsa_p256: {
        static SmallMultiples const multiples{NistCurve(KeyType::ecdsa_p256)};
        return check_ecdsa(fields, multiples);
    }
    case KeyType::ecdsa_p384: {
        static SmallMultiples const multiples{NistCurve(KeyType::ecdsa_p384)};
        return check_ecdsa(fields, multiples);
    }
    case KeyType::ecdsa_p521: {
        static SmallMultiples const multiples{NistCurve(KeyType::ecdsa_p521)};
        return check_ecdsa(fields, multiples);
    }
    case KeyType::rsa:
        break;
    }
    return {};
}

}  // namespace gatehouse::sshkey
