#include "sshkey/rsa_checks.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <fmt/format.h>

#include "sshkey/big_number.h"
#include "sshkey/refusal.h"

namespace gatehouse::sshkey {

namespace {

constexpr std::string_view make_new = "make a new key with `ssh-keygen -t ed25519`";

tl::unexpected<Error> open_for_all(std::string rule, std::string_view why) {
    return refuse_key(std::move(rule),
                      fmt::format("this key opens for everybody, because {}: {}", why, make_new));
}

BigNumber quotient(BigNumber const& a, BigNumber const& b, Scratch const& scratch) {
    BigNumber out;
    must(BN_div(out.get(), nullptr, a.get(), b.get(), scratch.get()));
    return out;
}

BigNumber squared(BigNumber const& a, Scratch const& scratch) {
    BigNumber out;
    must(BN_sqr(out.get(), a.get(), scratch.get()));
    return out;
}

/// The largest number whose square is not above n: Newton's iteration from above, which only falls until it is there.
BigNumber integer_root(BigNumber const& n, Scratch const& scratch) {
    BigNumber root;
    must(BN_set_bit(root.get(), (n.bits() + 1) / 2));
    for (;;) {
        auto next = root + quotient(n, root, scratch);
        must(BN_rshift1(next.get(), next.get()));
        if (!(next < root))
            return root;
        root = std::move(next);
    }
}

/// Tells most numbers that are no square by their rest modulo a few small numbers, without a root.
class SquareSieve {
public:
    SquareSieve() {
        for (std::size_t i = 0; i < moduli.size(); ++i)
            for (std::uint64_t root = 0; root < moduli[i]; ++root)
                squares_[i][root * root % moduli[i]] = true;
    }

    /// `rest` is the number modulo `product`.
    bool may_be_square(std::uint64_t rest) const {
        for (std::size_t i = 0; i < moduli.size(); ++i)
            if (!squares_[i][rest % moduli[i]])
                return false;
        return true;
    }

    // Coprime, so that one rest keeps them all; 1 in 1,600 numbers passes.
    static constexpr std::array<std::uint64_t, 8> moduli{64, 63, 65, 11, 17, 19, 23, 31};
    static constexpr std::uint64_t product = 64ULL * 63 * 65 * 11 * 17 * 19 * 23 * 31;

private:
    std::array<std::array<bool, 65>, moduli.size()> squares_{};
};

// Fermat's method: n = a^2 - b^2 = (a + b)(a - b). If the primes are close, a is just above the root of n. With a
// thousand steps we find primes that differ by less than 90 times the fourth root of n; CVE-2022-26320 (printers
// with Rambus' library) needed a few.
bool has_close_primes(BigNumber const& n, BigNumber const& root, Scratch const& scratch) {
    constexpr std::uint64_t steps = 1000;
    constexpr auto m = SquareSieve::product;
    SquareSieve const sieve;
    auto const first = root + 1;
    auto a_rest = first.modulo(m);
    auto b2_rest = (squared(first, scratch) - n).modulo(m);
    for (std::uint64_t step = 0; step < steps; ++step) {
        if (sieve.may_be_square(b2_rest)) {
            auto const b2 = squared(first + step, scratch) - n;
            if (squared(integer_root(b2, scratch), scratch) == b2)
                return true;
        }
        b2_rest = (b2_rest + 2 * a_rest + 1) % m;
        a_rest = (a_rest + 1) % m;
    }
    return false;
}

// CVE-2017-15361: Infineon's library makes primes k M + (65537^a mod M), M the product of the first primes (126 of
// them for a modulus of 2048 bits). So n is a power of 65537 modulo each of these primes. The first 39 primes tell:
// a random n passes them once in 2^27.
bool has_roca_structure(BigNumber const& n) {
    constexpr std::array primes{3U,  5U,  7U,  11U, 13U,  17U,  19U,  23U,  29U,  31U,  37U,  41U,  43U,
                                47U, 53U, 59U, 61U, 67U,  71U,  73U,  79U,  83U,  89U,  97U,  101U, 103U,
                                107U, 109U, 113U, 127U, 131U, 137U, 139U, 149U, 151U, 157U, 163U, 167U};
    auto const is_power_of_generator = [&n](unsigned prime) {
        auto const rest = n.modulo(prime);
        unsigned power = 1;
        do {
            if (power == rest)
                return true;
            power = power * (65537U % prime) % prime;
        } while (power != 1);
        return false;
    };
    return std::ranges::all_of(primes, is_power_of_generator);
}

/// The product of the odd primes below 2^16, by the sieve of Eratosthenes.
BigNumber product_of_small_primes() {
    constexpr std::size_t limit = 1U << 16U;
    std::vector<bool> composite(limit);
    BigNumber product = 1;
    for (std::size_t n = 3; n < limit; n += 2) {
        if (composite[n])
            continue;
        must(BN_mul_word(product.get(), n));
        for (auto multiple = n * n; multiple < limit; multiple += 2 * n)
            composite[multiple] = true;
    }
    return product;
}

bool coprime(BigNumber const& a, BigNumber const& b, Scratch const& scratch) {
    BigNumber divisor;
    must(BN_gcd(divisor.get(), a.get(), b.get(), scratch.get()));
    return divisor == 1;
}

// One exponentiation, r = 2^(n-1) mod n, tells of a prime n that r = 1 (Fermat), and of a power p^k that p divides
// r - 1. No other exponent or base is needed: a prime never escapes, and what else has r = 1 is refused rightly.
// The product with all small primes lets one greatest common divisor answer for both questions, because that
// divisor costs a quarter of the exponentiation at 2048 bits.
Result<void> check_factors(BigNumber const& n, Scratch const& scratch) {
    static auto const small_primes = product_of_small_primes();
    BigNumber power;
    must(BN_mod_exp(power.get(), BigNumber(2).get(), (n - 1).get(), n.get(), scratch.get()));
    BigNumber small;
    must(BN_mod(small.get(), small_primes.get(), n.get(), scratch.get()));
    BigNumber both;
    must(BN_mod_mul(both.get(), small.get(), (power - 1).get(), n.get(), scratch.get()));
    if (coprime(both, n, scratch))
        return {};
    if (!coprime(small, n, scratch))
        return open_for_all("RSA_SMALL_FACTOR", "its modulus has a factor below 65536");
    if (power == 1)
        return open_for_all("RSA_MODULUS_PRIME", "its modulus is a prime and not a product of two");
    return open_for_all("KEY_COMPROMISED", "one exponentiation finds the factors of its modulus");
}

/// 0 where it does not fit.
std::uint64_t exponent_value(KeyFields const& fields) {
    return bit_length(fields.exponent) > 32 ? 0 : BigNumber::from_bytes(fields.exponent).low_word();
}

// ssh-keygen made keys with e = 35 until OpenSSH 5.4 (2010), older PuTTYgen with e = 37; they are sound. Other small
// exponents, even ones and very long ones come from no program for SSH, and with e = 1 a signature is its own message.
bool is_legacy_exponent(std::uint64_t e) { return e == 35 || e == 37; }

constexpr std::uint64_t usual_exponent = 65537;

Result<void> check_exponent(KeyFields const& fields) {
    auto const e = exponent_value(fields);
    if (is_legacy_exponent(e) || (e >= usual_exponent && e % 2 == 1))
        return {};
    return refuse_key("RSA_EXPONENT", fmt::format("the RSA exponent must be odd, at least 65537 and below 2^32, and "
                                                  "this key has another: {}",
                                                  make_new));
}

bool has_repeated_bytes(std::string_view modulus) {
    constexpr int many = 16;
    int run = 0;
    char last = 0;
    return std::ranges::any_of(modulus, [&](char byte) {
        run = byte == last ? run + 1 : 1;
        last = byte;
        return run == many;
    });
}

}  // namespace

Result<void> check_rsa_size(KeyFields const& fields, int least, int most) {
    auto const bits = bit_length(fields.modulus);
    if (bits < least)
        return refuse_key("RSA_TOO_SHORT", fmt::format("this RSA key has {} bits and needs at least {}: make a new key "
                                                       "with `ssh-keygen -t ed25519` or `ssh-keygen -t rsa -b 3072`",
                                                       bits, least));
    if (bits > most)
        return refuse_key("RSA_TOO_LONG", fmt::format("this RSA key has {} bits and may have {}: {}", bits, most,
                                                      make_new));
    return {};
}

Result<void> check_rsa(KeyFields const& fields) {
    TRY(check_exponent(fields));
    auto const n = BigNumber::from_bytes(fields.modulus);
    if (!n.is_odd())
        return open_for_all("RSA_EVEN_MODULUS", "its modulus is even");
    Scratch const scratch;
    auto const root = integer_root(n, scratch);
    if (squared(root, scratch) == n)
        return open_for_all("RSA_SQUARE", "its modulus is the square of one number");
    if (has_close_primes(n, root, scratch))
        return open_for_all("RSA_FERMAT", "the two primes of its modulus are too close to each other");
    if (has_roca_structure(n))
        return refuse_key("RSA_ROCA", fmt::format("this key was made by a smart card or TPM whose keys can be computed "
                                                  "(CVE-2017-15361): update the device, and {}",
                                                  make_new));
    return check_factors(n, scratch);
}

std::vector<Warning> rsa_warnings(KeyFields const& fields) {
    std::vector<Warning> warnings;
    auto const bits = bit_length(fields.modulus);
    auto const e = exponent_value(fields);
    // NIST SP 800-57 part 1, table 2: 2048 bits are 112 bits of strength, 3072 bits are 128.
    if (bits < 3072)
        warnings.push_back({"RSA_BELOW_3072", fmt::format("RSA with {} bits is weaker than every other type of key "
                                                          "here; {}",
                                                          bits, make_new)});
    if (bits % 1024 != 0)
        warnings.push_back({"RSA_UNUSUAL_SIZE", fmt::format("{} bits is an unusual size for an RSA key; check how it "
                                                            "was made",
                                                            bits)});
    if (is_legacy_exponent(e))
        warnings.push_back({"RSA_EXPONENT_LEGACY",
                            fmt::format("only old programs made keys with exponent {}; {}", e, make_new)});
    else if (e != usual_exponent)
        warnings.push_back({"RSA_EXPONENT_UNUSUAL",
                            fmt::format("exponent {} is unusual; check how the key was made", e)});
    if (has_repeated_bytes(fields.modulus))
        warnings.push_back({"RSA_PATTERN", "the modulus repeats one byte 16 times, which chance does not do; check how "
                                           "the key was made"});
    return warnings;
}

}  // namespace gatehouse::sshkey
