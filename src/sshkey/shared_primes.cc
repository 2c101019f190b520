#include "sshkey/shared_primes.h"

#include <gmpxx.h>

#include "crypto/digest.h"
#include "sshkey/key_fields.h"

namespace gatehouse::sshkey {

namespace {

mpz_class number(std::string const& big_endian) {
    mpz_class out;
    mpz_import(out.get_mpz_t(), big_endian.size(), 1, 1, 1, 0, big_endian.data());
    return out;
}

/// floors[0] are the numbers, each further floor the products of two below, the last one the product of all.
std::vector<std::vector<mpz_class>> product_tree(std::vector<mpz_class> numbers) {
    std::vector<std::vector<mpz_class>> floors{std::move(numbers)};
    while (floors.back().size() > 1) {
        auto const& below = floors.back();
        std::vector<mpz_class> floor;
        for (std::size_t i = 0; i < below.size(); i += 2)
            floor.push_back(i + 1 < below.size() ? mpz_class(below[i] * below[i + 1]) : below[i]);
        floors.push_back(std::move(floor));
    }
    return floors;
}

/// `dividend` modulo the square of each of the tree's numbers, by way of the products above them.
std::vector<mpz_class> remainders(mpz_class const& dividend,
                                  std::vector<std::vector<mpz_class>> const& floors) {
    std::vector<mpz_class> above{dividend};
    for (auto floor = floors.rbegin(); floor != floors.rend(); ++floor) {
        std::vector<mpz_class> here;
        for (std::size_t i = 0; i < floor->size(); ++i)
            here.emplace_back(above[floor == floors.rbegin() ? 0 : i / 2] % ((*floor)[i] * (*floor)[i]));
        above = std::move(here);
    }
    return above;
}

}  // namespace

struct SharedPrimes::Product {
    mpz_class value = 1;
};

SharedPrimes::SharedPrimes() : product_(std::make_unique<Product>()) {}
SharedPrimes::~SharedPrimes() = default;

// Bernstein's batch method ("How to find smooth parts of integers", 2004): with P the product of all moduli,
// the common part of n and all others is gcd(n, (P mod n^2) / n), and the remainders come down a tree.
std::vector<std::string> SharedPrimes::add(std::vector<std::string> const& moduli) {
    std::vector<std::string> fresh;
    std::vector<mpz_class> numbers;
    for (auto const& modulus : moduli)
        if (seen_.insert(crypto::sha256(modulus)).second) {
            fresh.push_back(modulus);
            numbers.push_back(number(modulus));
        }
    std::vector<std::string> found;
    if (fresh.empty())
        return found;
    auto const floors = product_tree(std::move(numbers));
    product_->value *= floors.back().front();
    auto const rests = remainders(product_->value, floors);
    for (std::size_t i = 0; i < fresh.size(); ++i) {
        auto const& n = floors.front()[i];
        if (gcd(n, mpz_class(rests[i] / n)) != 1)
            found.push_back(fresh[i]);
    }
    return found;
}

std::vector<std::pair<std::size_t, std::size_t>> sharing_pairs(std::vector<std::string> const& few,
                                                               std::vector<std::string> const& many) {
    std::vector<mpz_class> numbers;
    mpz_class product = 1;
    for (auto const& modulus : few)
        product *= numbers.emplace_back(number(modulus));
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t j = 0; j < many.size(); ++j) {
        auto const n = number(many[j]);
        if (gcd(n, mpz_class(product % n)) == 1)
            continue;
        for (std::size_t i = 0; i < numbers.size(); ++i)
            if (n != numbers[i] && gcd(n, numbers[i]) != 1)
                pairs.emplace_back(i, j);
    }
    return pairs;
}

std::string modulus_of(std::string const& base64_blob) {
    auto const blob = crypto::from_base64(base64_blob);
    auto const fields = blob ? read_key_fields(*blob, std::nullopt) : refuse(Code::invalid, "no blob");
    return fields ? std::string(fields->modulus) : std::string();
}

}  // namespace gatehouse::sshkey
