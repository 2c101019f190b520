#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sshkey/key_policy.h"
#include "tests/unit/sshkey/test_keys.h"

namespace gatehouse::sshkey {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;

/// "" where the key is accepted.
std::string refusal(std::string const& text, KeyPolicy const& policy = {}) {
    auto const result = accept(text, policy);
    return result ? "" : result.error().rule;
}

std::vector<std::string> warnings(std::string const& text) {
    std::vector<std::string> rules;
    auto const checked = accept(text, {}).value();
    for (auto const& warning : checked.warnings)
        rules.push_back(warning.rule);
    return rules;
}

/// The product of two fresh primes of 1024 bits, once for all tests.
Integer const& sound_modulus() {
    static auto const modulus = Integer::prime(1024) * Integer::prime(1024);
    return modulus;
}

TEST(RsaModulus, of_two_far_primes_is_accepted) { EXPECT_EQ(refusal(rsa_text(sound_modulus())), ""); }

TEST(RsaModulus, that_is_a_prime_is_refused) {
    // Safe primes of RFC 3526, and the Mersenne primes 2^2203 - 1 and 2^4423 - 1.
    EXPECT_EQ(refusal(rsa_text(Integer(BN_get_rfc3526_prime_2048(nullptr)))), "RSA_MODULUS_PRIME");
    EXPECT_EQ(refusal(rsa_text(Integer(BN_get_rfc3526_prime_4096(nullptr)))), "RSA_MODULUS_PRIME");
    for (int const exponent : {2203, 4423}) {
        auto mersenne = std::string((exponent + 7) / 8, '\xff');
        mersenne.front() = static_cast<char>((1 << exponent % 8) - 1);
        EXPECT_EQ(
            refusal(key_text("ssh-rsa", wire("ssh-rsa") + wire_integer({1, 0, 1}) + wire_integer(mersenne))),
            "RSA_MODULUS_PRIME");
    }
}

TEST(RsaModulus, that_is_a_fresh_prime_is_refused) {
    EXPECT_EQ(refusal(rsa_text(Integer::prime(2048))), "RSA_MODULUS_PRIME");
}

TEST(RsaModulus, that_is_a_square_is_refused) {
    auto const p = Integer::prime(1024);
    EXPECT_EQ(refusal(rsa_text(p * p)), "RSA_SQUARE");
    auto const q = Integer::prime(520);
    EXPECT_EQ(refusal(rsa_text(q * q * q * q)), "RSA_SQUARE");
}

TEST(RsaModulus, that_is_a_higher_power_of_a_prime_is_refused) {
    auto const p = Integer::prime(690);
    EXPECT_EQ(refusal(rsa_text(p * p * p)), "KEY_COMPROMISED");
    auto const q = Integer::prime(420);
    EXPECT_EQ(refusal(rsa_text(q * q * q * q * q)), "KEY_COMPROMISED");
}

TEST(RsaModulus, that_is_a_prime_times_a_small_factor_is_refused) {
    auto const p = Integer::prime(2047);
    for (unsigned long const factor : {3UL, 5UL, 257UL, 32749UL, 65521UL})
        EXPECT_EQ(refusal(rsa_text(p * Integer(factor))), "RSA_SMALL_FACTOR") << factor;
}

TEST(RsaModulus, that_is_a_product_of_small_primes_is_refused) {
    Integer n(3);
    while (n.bits() < 2048)
        n = n * Integer(65521);
    EXPECT_EQ(refusal(rsa_text(n)), "RSA_SMALL_FACTOR");
}

TEST(RsaModulus, with_two_small_factors_is_refused_whatever_the_rest_is) {
    EXPECT_EQ(refusal(rsa_text(sound_modulus() * Integer(65521) * Integer(65519))), "RSA_SMALL_FACTOR");
}

TEST(RsaModulus, with_one_small_factor_beside_two_sound_primes_is_accepted_with_a_warning) {
    EXPECT_THAT(warnings(rsa_text(sound_modulus() * Integer(5))), Contains("RSA_SMALL_FACTOR"));
}

TEST(RsaModulus, of_neighbouring_primes_is_refused) {
    auto const p = Integer::prime(1024);
    EXPECT_EQ(refusal(rsa_text(p * (p + Integer(2)).next_prime())), "RSA_FERMAT");
}

// (p - q)^2 / 8 sqrt(n) steps: 2^1034 / 2^1026 = 2^8.
TEST(RsaModulus, of_primes_that_share_their_upper_half_is_refused) {
    auto const p = Integer::prime(1024);
    EXPECT_EQ(refusal(rsa_text(p * (p + Integer::power_of_two(517)).next_prime())), "RSA_FERMAT");
}

TEST(RsaModulus, that_is_even_is_refused) {
    EXPECT_EQ(refusal(rsa_text(sound_modulus() * Integer(2))), "RSA_EVEN_MODULUS");
}

/// A prime as Infineon's library made them: k M + (65537^a mod M), M the product of the first 126 primes.
Integer roca_prime() {
    Integer m(2);
    Integer last(2);
    for (int i = 1; i < 126; ++i) {
        last = (last + Integer(1)).next_prime();
        m = m * last;
    }
    for (;;) {
        Integer power(1);
        for (int i = 0; i < 1000 + std::rand() % 1000; ++i)
            power = power * Integer(65537) % m;
        auto const candidate = Integer::random(1032 - m.bits()) * m + power;
        if (candidate.bits() > 1024 && candidate.is_prime())
            return candidate;
    }
}

TEST(RsaModulus, of_the_infineon_library_is_refused) {
    EXPECT_EQ(refusal(rsa_text(roca_prime() * roca_prime())), "RSA_ROCA");
}

TEST(RsaModulus, that_repeats_a_byte_16_times_is_accepted_with_a_warning) {
    // q so that p q has the wanted upper half: q = wanted / p, up to the next prime.
    auto const p = Integer::prime(1024);
    std::string wanted(256, '\0');
    std::fill_n(wanted.begin(), 40, '\xaa');
    Integer const target(BN_bin2bn(reinterpret_cast<unsigned char const*>(wanted.data()), 256, nullptr));
    Integer q;
    auto* const scratch = BN_CTX_new();
    BN_div(const_cast<BIGNUM*>(q.get()), nullptr, target.get(), p.get(), scratch);
    BN_CTX_free(scratch);
    auto const text = rsa_text(p * q.next_prime());
    EXPECT_THAT(warnings(text), Contains("RSA_PATTERN"));
    EXPECT_THAT(warnings(rsa_text(sound_modulus())), Not(Contains("RSA_PATTERN")));
}

TEST(RsaSize, is_from_2048_to_8192_bits) {
    EXPECT_EQ(refusal(rsa_text(Integer::prime(1023) * Integer::prime(1024))), "RSA_TOO_SHORT");
    EXPECT_EQ(refusal(rsa_text(Integer::power_of_two(8192) + Integer(1))), "RSA_TOO_LONG");
    EXPECT_EQ(refusal(rsa_text(Integer())), "RSA_TOO_SHORT");
}

TEST(RsaSize, is_narrowed_by_the_scope_and_never_widened) {
    auto const text = rsa_text(sound_modulus());
    EXPECT_EQ(refusal(text, {.rsa_least_bits = 2049}), "RSA_TOO_SHORT");
    EXPECT_EQ(refusal(text, {.rsa_least_bits = 1024, .rsa_most_bits = 2047}), "RSA_TOO_LONG");
    EXPECT_EQ(refusal(rsa_text(Integer::prime(512) * Integer::prime(512)), {.rsa_least_bits = 1024}),
              "RSA_TOO_SHORT");
}

TEST(RsaSize, below_3072_bits_or_besides_the_usual_ones_gets_a_warning) {
    EXPECT_THAT(warnings(rsa_text(sound_modulus())), testing::ElementsAre("RSA_BELOW_3072"));
    EXPECT_THAT(warnings(rsa_text(Integer::prime(1536) * Integer::prime(1536))), IsEmpty());
    EXPECT_THAT(warnings(rsa_text(Integer::prime(1544) * Integer::prime(1544))),
                testing::ElementsAre("RSA_UNUSUAL_SIZE"));
}

TEST(RsaExponent, is_odd_and_from_65537_to_32_bits_or_one_of_two_old_ones) {
    auto const& n = sound_modulus();
    for (unsigned long const e :
         {0UL, 1UL, 2UL, 3UL, 17UL, 33UL, 36UL, 39UL, 65535UL, 65536UL, 65538UL, 1UL << 32, (1UL << 32) + 1})
        EXPECT_EQ(refusal(rsa_text(n, Integer(e))), "RSA_EXPONENT") << e;
    for (unsigned long const e : {35UL, 37UL, 65537UL, 65539UL, (1UL << 32) - 1})
        EXPECT_EQ(refusal(rsa_text(n, Integer(e))), "") << e;
    EXPECT_EQ(refusal(rsa_text(n, n)), "RSA_EXPONENT");
}

TEST(RsaExponent, other_than_65537_gets_a_warning) {
    auto const& n = sound_modulus();
    EXPECT_THAT(warnings(rsa_text(n, Integer(35))), Contains("RSA_EXPONENT_LEGACY"));
    EXPECT_THAT(warnings(rsa_text(n, Integer(37))), Contains("RSA_EXPONENT_LEGACY"));
    EXPECT_THAT(warnings(rsa_text(n, Integer(65539))), Contains("RSA_EXPONENT_UNUSUAL"));
}

}  // namespace
}  // namespace gatehouse::sshkey
