#pragma once

#include <utility>

#include "sshkey/big_number.h"

namespace gatehouse::sshkey {

/// Arithmetic modulo a prime, for public numbers only: nothing here takes constant time.
class PrimeField {
public:
    explicit PrimeField(BigNumber prime) : prime_(std::move(prime)) {}

    BigNumber const& prime() const { return prime_; }

    BigNumber add(BigNumber const& a, BigNumber const& b) const {
        BigNumber out;
        must(BN_mod_add_quick(out.get(), a.get(), b.get(), prime_.get()));
        return out;
    }
    BigNumber subtract(BigNumber const& a, BigNumber const& b) const {
        BigNumber out;
        must(BN_mod_sub_quick(out.get(), a.get(), b.get(), prime_.get()));
        return out;
    }
    BigNumber negate(BigNumber const& a) const { return subtract(0, a); }
    BigNumber multiply(BigNumber const& a, BigNumber const& b) const {
        BigNumber out;
        must(BN_mod_mul(out.get(), a.get(), b.get(), prime_.get(), scratch_.get()));
        return out;
    }
    BigNumber square(BigNumber const& a) const {
        BigNumber out;
        must(BN_mod_sqr(out.get(), a.get(), prime_.get(), scratch_.get()));
        return out;
    }
    BigNumber power(BigNumber const& a, BigNumber const& exponent) const {
        BigNumber out;
        must(BN_mod_exp(out.get(), a.get(), exponent.get(), prime_.get(), scratch_.get()));
        return out;
    }
    /// Of a number other than 0.
    BigNumber inverse(BigNumber const& a) const {
        BigNumber out;
        must(BN_mod_inverse(out.get(), a.get(), prime_.get(), scratch_.get()) != nullptr);
        return out;
    }

private:
    BigNumber prime_;
    Scratch scratch_;
};

}  // namespace gatehouse::sshkey
