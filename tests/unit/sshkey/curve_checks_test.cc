#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <sodium.h>

#include "sshkey/key_policy.h"
#include "tests/unit/sshkey/test_keys.h"

namespace gatehouse::sshkey {
namespace {

std::string refusal(std::string const& text) {
    auto const result = accept(text, {});
    return result ? "" : result.error().rule;
}

struct Curve {
    int number;
    std::string type, name;
};

void PrintTo(Curve const& curve, std::ostream* out) { *out << curve.name; }

class EcdsaKey : public testing::TestWithParam<Curve> {
protected:
    /// The public key of private key k, or of its negative, as OpenSSL computes it.
    std::string key(std::uint64_t k, bool negative = false) const {
        Integer scalar(k);
        if (negative)
            BN_sub(const_cast<BIGNUM*>(scalar.get()), EC_GROUP_get0_order(group_), scalar.get());
        return key_of(scalar.get());
    }
    std::string key_of(BIGNUM const* scalar,
                       point_conversion_form_t form = POINT_CONVERSION_UNCOMPRESSED) const {
        auto* const point = EC_POINT_new(group_);
        EC_POINT_mul(group_, point, scalar, nullptr, nullptr, nullptr);
        std::string bytes(200, '\0');
        bytes.resize(EC_POINT_point2oct(group_, point, form, reinterpret_cast<unsigned char*>(bytes.data()),
                                        bytes.size(), nullptr));
        EC_POINT_free(point);
        return ecdsa_text(GetParam().type, GetParam().name, bytes);
    }
    Integer random_scalar() const {
        Integer scalar;
        BN_rand_range(const_cast<BIGNUM*>(scalar.get()), EC_GROUP_get0_order(group_));
        return scalar;
    }
    ~EcdsaKey() override { EC_GROUP_free(group_); }

private:
    EC_GROUP* group_ = EC_GROUP_new_by_curve_name(GetParam().number);
};

TEST_P(EcdsaKey, with_a_small_private_key_is_refused) {
    for (std::uint64_t const k :
         {1, 2, 3, 1000, 2047, 2048, 2049, 4096, 4097, 4098, 6145, 8194, 40'000, 65'535, 65'536}) {
        EXPECT_EQ(refusal(key(k)), "KEY_COMPROMISED") << k;
        EXPECT_EQ(refusal(key(k, true)), "KEY_COMPROMISED") << "-" << k;
    }
}

TEST_P(EcdsaKey, with_any_other_private_key_is_accepted) {
    EXPECT_EQ(refusal(key(1'000'000'007)), "");
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(refusal(key_of(random_scalar().get())), "");
}

TEST_P(EcdsaKey, in_another_form_of_its_point_is_refused) {
    auto const scalar = random_scalar();
    EXPECT_EQ(refusal(key_of(scalar.get(), POINT_CONVERSION_COMPRESSED)), "EC_COMPRESSED");
    EXPECT_EQ(refusal(key_of(scalar.get(), POINT_CONVERSION_HYBRID)), "EC_POINT");
    EXPECT_EQ(refusal(ecdsa_text(GetParam().type, GetParam().name, std::string(1, '\0'))), "EC_POINT");
    EXPECT_EQ(refusal(ecdsa_text(GetParam().type, GetParam().name, "")), "EC_POINT");
}

INSTANTIATE_TEST_SUITE_P(Curves, EcdsaKey,
                         testing::Values(Curve{NID_X9_62_prime256v1, "ecdsa-sha2-nistp256", "nistp256"},
                                         Curve{NID_secp384r1, "ecdsa-sha2-nistp384", "nistp384"},
                                         Curve{NID_secp521r1, "ecdsa-sha2-nistp521", "nistp521"}),
                         [](auto const& test) { return test.param.name; });

TEST(EcdsaKeyOfASecurityKey, with_a_small_private_key_is_refused) {
    auto const type = "sk-ecdsa-sha2-nistp256@openssh.com";
    auto* const group = EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1);
    std::string point(65, '\0');
    EC_POINT_point2oct(group, EC_GROUP_get0_generator(group), POINT_CONVERSION_UNCOMPRESSED,
                       reinterpret_cast<unsigned char*>(point.data()), point.size(), nullptr);
    EC_GROUP_free(group);
    EXPECT_EQ(refusal(key_text(type, wire(type) + wire("nistp256") + wire(point) + wire("ssh:"))),
              "KEY_COMPROMISED");
}

TEST(EcdsaP521, gets_a_warning_because_of_putty) {
    Folder const folder;
    auto const key = accept(fresh_key(folder, "k", "-t ecdsa -b 521"), {}).value();
    ASSERT_EQ(key.warnings.size(), 1U);
    EXPECT_EQ(key.warnings.front().rule, "ECDSA_P521");
}

using Point = std::array<unsigned char, crypto_core_ed25519_BYTES>;

std::string text(Point const& point) {
    return ed25519_text({reinterpret_cast<char const*>(point.data()), point.size()});
}

Point multiple_of_base(std::uint64_t k, bool negative = false) {
    std::array<unsigned char, crypto_core_ed25519_SCALARBYTES> scalar{};
    for (std::size_t i = 0; i < 8; ++i)
        scalar[i] = static_cast<unsigned char>(k >> 8 * i);
    if (negative)
        crypto_core_ed25519_scalar_negate(scalar.data(), scalar.data());
    Point point{};
    EXPECT_EQ(crypto_scalarmult_ed25519_base_noclamp(point.data(), scalar.data()), 0);
    return point;
}

Point from_hex(std::string const& hex) {
    Point point{};
    sodium_hex2bin(point.data(), point.size(), hex.data(), hex.size(), nullptr, nullptr, nullptr);
    return point;
}

Point with_other_sign(Point point) {
    point.back() ^= 0x80U;
    return point;
}

Point public_key_of(Point const& seed) {
    Point key{};
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};
    crypto_sign_seed_keypair(key.data(), secret.data(), seed.data());
    return key;
}

TEST(Ed25519Key, with_a_small_private_scalar_is_refused) {
    for (std::uint64_t const k :
         {1, 2, 3, 8, 1000, 2047, 2048, 2049, 4097, 4098, 6145, 8194, 40'000, 65'535, 65'536}) {
        EXPECT_EQ(refusal(text(multiple_of_base(k))), "KEY_COMPROMISED") << k;
        EXPECT_EQ(refusal(text(multiple_of_base(k, true))), "KEY_COMPROMISED") << "-" << k;
    }
}

TEST(Ed25519Key, of_a_seed_of_equal_bytes_is_refused) {
    for (int const byte : {0, 1, 0x42, 0xff}) {
        Point seed{};
        seed.fill(static_cast<unsigned char>(byte));
        EXPECT_EQ(refusal(text(public_key_of(seed))), "KEY_COMPROMISED") << byte;
        auto const key = public_key_of(seed);
        EXPECT_EQ(refusal(sk_ed25519_text({reinterpret_cast<char const*>(key.data()), key.size()}, "ssh:")),
                  "KEY_COMPROMISED");
    }
}

TEST(Ed25519Key, of_any_other_seed_is_accepted) {
    for (int i = 0; i < 20; ++i) {
        Point seed{};
        randombytes_buf(seed.data(), seed.size());
        EXPECT_EQ(refusal(text(public_key_of(seed))), "");
    }
    EXPECT_EQ(refusal(text(multiple_of_base(1'000'000'007))), "");
}

// The points of order 1, 2, 4 and 8. That the last two have order 8 is checked by adding them up.
std::vector<Point> low_order_points() {
    Point identity{1};
    auto minus_one = from_hex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
    auto const eighth = from_hex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05");
    auto const other_eighth = from_hex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a");
    return {identity,     minus_one,
            Point{},      with_other_sign(Point{}),
            eighth,       with_other_sign(eighth),
            other_eighth, with_other_sign(other_eighth)};
}

TEST(Ed25519Key, of_low_order_is_refused) {
    auto const identity = Point{1};
    for (auto const& point : low_order_points()) {
        auto sum = identity;
        for (int i = 0; i < 8; ++i)
            ASSERT_EQ(crypto_core_ed25519_add(sum.data(), sum.data(), point.data()), 0);
        ASSERT_EQ(sum, identity);
        EXPECT_EQ(refusal(text(point)), "ED25519_LOW_ORDER");
        EXPECT_EQ(
            refusal(sk_ed25519_text({reinterpret_cast<char const*>(point.data()), point.size()}, "ssh:")),
            "ED25519_LOW_ORDER");
    }
}

TEST(Ed25519Key, that_is_sound_but_for_a_part_of_low_order_is_refused) {
    auto const sound = multiple_of_base(1'000'000'007);
    for (auto const& torsion : low_order_points()) {
        if (torsion == Point{1})
            continue;
        Point mixed{};
        ASSERT_EQ(crypto_core_ed25519_add(mixed.data(), sound.data(), torsion.data()), 0);
        EXPECT_EQ(refusal(text(mixed)), "ED25519_POINT");
    }
}

// y from p = 2^255 - 19 to 2^255 - 1, with either sign, and the two points with x = 0 and a sign.
TEST(Ed25519Key, written_in_a_second_way_is_refused) {
    for (unsigned low = 0xed; low <= 0xff; ++low) {
        Point point{};
        point.fill(0xff);
        point.front() = static_cast<unsigned char>(low);
        point.back() = 0x7f;
        EXPECT_EQ(refusal(text(point)), "ED25519_NONCANONICAL") << low;
        EXPECT_EQ(refusal(text(with_other_sign(point))), "ED25519_NONCANONICAL") << low;
    }
    EXPECT_EQ(refusal(text(with_other_sign(Point{1}))), "ED25519_NONCANONICAL");
    auto const minus_one = from_hex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
    EXPECT_EQ(refusal(text(with_other_sign(minus_one))), "ED25519_NONCANONICAL");
}

TEST(Ed25519Key, that_is_no_point_is_refused) {
    // y = 2: (y^2 - 1)/(d y^2 + 1) is not a square, or libsodium would read it.
    auto const beside = Point{2};
    Point sum{};
    ASSERT_NE(crypto_core_ed25519_add(sum.data(), beside.data(), beside.data()), 0);
    EXPECT_EQ(refusal(text(beside)), "ED25519_POINT");
}

}  // namespace
}  // namespace gatehouse::sshkey
