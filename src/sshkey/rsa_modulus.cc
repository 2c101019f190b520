#include "sshkey/rsa_modulus.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <openssl/bnerr.h>
#include <openssl/err.h>

#include "sshkey/close_factors.h"
#include "sshkey/refusal.h"

namespace gatehouse::sshkey {

namespace {

constexpr std::string_view make_new = "make a new key with `ssh-keygen -t ed25519`";

tl::unexpected<Error> open_for_all(std::string rule, std::string_view why) {
    return refuse_key(std::move(rule),
                      fmt::format("this key opens for everybody, because {}: {}", why, make_new));
}

// CVE-2017-15361: Infineon's library makes primes k M + (65537^a mod M), M the product of the first primes
// (126 of them for a modulus of 2048 bits). So n is a power of 65537 modulo each of these primes. The first
// 39 primes tell: a random n passes them once in 2^27.
bool has_roca_structure(BigNumber const& n) {
    constexpr std::array primes{3U,   5U,   7U,   11U,  13U,  17U,  19U,  23U,  29U,  31U,  37U,  41U,  43U,
                                47U,  53U,  59U,  61U,  67U,  71U,  73U,  79U,  83U,  89U,  97U,  101U, 103U,
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

constexpr int small_prime_bits = 16;

/// The product of the odd primes below 2^16, by the sieve of Eratosthenes.
BigNumber product_of_small_primes() {
    constexpr std::size_t limit = 1U << small_prime_bits;
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

/// OpenSSL finds an inverse in half the time it takes for a greatest common divisor, and finds one just where
/// the two have none but 1.
bool coprime(BigNumber const& a, BigNumber const& b, Scratch const& scratch) {
    BigNumber inverse;
    ERR_set_mark();
    auto const found = BN_mod_inverse(inverse.get(), a.get(), b.get(), scratch.get()) != nullptr;
    auto const none = !found && ERR_GET_REASON(ERR_peek_last_error()) == BN_R_NO_INVERSE;
    ERR_pop_to_mark();
    must(found || none);
    return found;
}

/// n without its factors below 2^16.
BigNumber without_small_factors(BigNumber n, Scratch const& scratch) {
    static auto const small_primes = product_of_small_primes();
    for (;;) {
        BigNumber rest;
        must(BN_mod(rest.get(), small_primes.get(), n.get(), scratch.get()));
        if (n == 1 || coprime(rest, n, scratch))
            return n;
        BigNumber common;
        must(BN_gcd(common.get(), rest.get(), n.get(), scratch.get()));
        n = quotient(n, common, scratch);
    }
}

// With its small factors known, a modulus whose rest is a prime or a power of one is factored, and the
// private key with it. One exponentiation tells: r = 2^(c-1) mod c is 1 for a prime c (Fermat), and p divides
// r - 1 for a power of p. No prime escapes, so that no second base is needed; what else is caught is factored
// by that divisor.
//
// One small factor beside a composite rest gives nothing away: whoever wants the key still has to factor the
// rest. It is the sign of a broken generator, and a warning.
Result<void> check_factors(BigNumber const& n, Scratch const& scratch, std::vector<Warning>& warnings) {
    auto const rest = without_small_factors(n, scratch);
    auto const has_small_factor = rest < n;
    if (rest.bits() + small_prime_bits < n.bits())
        return open_for_all("RSA_SMALL_FACTOR", "its modulus is divisible by several small primes");
    BigNumber power;
    must(BN_mod_exp(power.get(), BigNumber(2).get(), (rest - 1).get(), rest.get(), scratch.get()));
    if (power == 1 && has_small_factor)
        return open_for_all("RSA_SMALL_FACTOR", "its modulus is a prime times a factor below 65536");
    if (power == 1)
        return open_for_all("RSA_MODULUS_PRIME", "its modulus is a prime and not a product of two");
    if (!coprime(power - 1, rest, scratch))
        return open_for_all("KEY_COMPROMISED", "one exponentiation finds the factors of its modulus");
    if (has_small_factor)
        warnings.push_back(
            {"RSA_SMALL_FACTOR", fmt::format("the modulus has a factor below 65536, which no sound "
                                             "program leaves in: {}",
                                             make_new)});
    return {};
}

}  // namespace

Result<void> check_modulus(BigNumber const& n, std::vector<Warning>& warnings) {
    if (!n.is_odd())
        return open_for_all("RSA_EVEN_MODULUS", "its modulus is even");
    Scratch const scratch;
    auto const root = integer_root(n, scratch);
    if (squared(root, scratch) == n)
        return open_for_all("RSA_SQUARE", "its modulus is the square of one number");
    if (has_close_factors(n, root, scratch))
        return open_for_all("RSA_FERMAT", "the two primes of its modulus are too close to each other");
    if (has_roca_structure(n))
        return refuse_key("RSA_ROCA",
                          fmt::format("this key was made by a smart card or TPM whose keys can be computed "
                                      "(CVE-2017-15361): update the device, and {}",
                                      make_new));
    return check_factors(n, scratch, warnings);
}

}  // namespace gatehouse::sshkey
