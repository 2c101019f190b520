#pragma once

#include <memory>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

namespace gatehouse::sshkey {

/// The modulus of a registered RSA key (its blob in base64) as a big-endian number; empty for other types.
std::string modulus_of(std::string const& base64_blob);

/// Finds RSA moduli that have a prime in common: then one greatest common divisor gives both private keys
/// (Heninger et al., "Mining Your Ps and Qs", 2012). Keeps the product of all moduli it was given, 25 MiB for
/// 100,000 of 2048 bits, so that new ones are held against all older ones at once. One modulus under several
/// texts is one modulus. Not safe for several threads.
class SharedPrimes {
public:
    SharedPrimes();
    ~SharedPrimes();

    /// Adds `moduli`; gives back those of them that have a prime in common with another one, new or old.
    std::vector<std::string> add(std::vector<std::string> const& moduli);

private:
    struct Product;
    std::unordered_set<std::string> seen_;  // their digests
    std::unique_ptr<Product> product_;
};

/// The pairs of places in `few` and `many` where different moduli have a prime in common. Takes one greatest
/// common divisor a modulus in `many`, and more only where it finds something.
std::vector<std::pair<std::size_t, std::size_t>> sharing_pairs(std::vector<std::string> const& few,
                                                               std::vector<std::string> const& many);

}  // namespace gatehouse::sshkey
