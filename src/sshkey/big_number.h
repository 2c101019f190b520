#pragma once

#include <cstdint>
#include <memory>
#include <openssl/bn.h>
#include <stdexcept>
#include <string>
#include <string_view>

namespace gatehouse::sshkey {

/// OpenSSL reports out of memory and wrong use by 0 or a null pointer; neither is the key's fault.
inline void must(bool ok) {
    if (!ok)
        throw std::runtime_error("OpenSSL could not compute with a number");
}

/// An integer of any size, as a value. Only .cc files of this folder include this header: OpenSSL stays
/// inside.
class BigNumber {
public:
    BigNumber(BN_ULONG value = 0)
        : number_(BN_new()) {  // NOLINT(google-explicit-constructor): 2 * x reads well
        must(number_ != nullptr);
        must(BN_set_word(number_.get(), value));
    }
    BigNumber(BigNumber const& other) : number_(BN_dup(other.get())) { must(number_ != nullptr); }
    BigNumber& operator=(BigNumber const& other) {
        must(BN_copy(number_.get(), other.get()) != nullptr);
        return *this;
    }
    BigNumber(BigNumber&&) noexcept = default;
    BigNumber& operator=(BigNumber&&) noexcept = default;
    ~BigNumber() = default;

    static BigNumber from_bytes(std::string_view big_endian) {
        BigNumber out;
        must(BN_bin2bn(reinterpret_cast<unsigned char const*>(big_endian.data()),
                       static_cast<int>(big_endian.size()), out.get()) != nullptr);
        return out;
    }

    BIGNUM* get() { return number_.get(); }
    BIGNUM const* get() const { return number_.get(); }

    int bits() const { return BN_num_bits(get()); }
    bool is_odd() const { return BN_is_odd(get()) == 1; }
    bool is_zero() const { return BN_is_zero(get()) == 1; }

    BN_ULONG modulo(BN_ULONG divisor) const {
        auto const rest = BN_mod_word(get(), divisor);
        must(rest != static_cast<BN_ULONG>(-1));
        return rest;
    }

    /// The lowest 64 bits.
    std::uint64_t low_word() const {
        BigNumber low(*this);
        BN_mask_bits(low.get(), 64);  // 0 only says that the number was shorter already
        return BN_get_word(low.get());
    }

    friend bool operator==(BigNumber const& a, BigNumber const& b) { return BN_cmp(a.get(), b.get()) == 0; }
    friend bool operator<(BigNumber const& a, BigNumber const& b) { return BN_cmp(a.get(), b.get()) < 0; }
    friend BigNumber operator+(BigNumber a, BigNumber const& b) {
        must(BN_add(a.get(), a.get(), b.get()));
        return a;
    }
    friend BigNumber operator-(BigNumber a, BigNumber const& b) {
        must(BN_sub(a.get(), a.get(), b.get()));
        return a;
    }

private:
    struct Free {
        void operator()(BIGNUM* number) const { BN_free(number); }
    };
    std::unique_ptr<BIGNUM, Free> number_;
};

/// OpenSSL's scratch memory; one for a run of operations, never shared between threads.
class Scratch {
public:
    Scratch() : context_(BN_CTX_new()) { must(context_ != nullptr); }
    BN_CTX* get() const { return context_.get(); }

private:
    struct Free {
        void operator()(BN_CTX* context) const { BN_CTX_free(context); }
    };
    std::unique_ptr<BN_CTX, Free> context_;
};

inline BigNumber quotient(BigNumber const& a, BigNumber const& b, Scratch const& scratch) {
    BigNumber out;
    must(BN_div(out.get(), nullptr, a.get(), b.get(), scratch.get()));
    return out;
}

inline BigNumber squared(BigNumber const& a, Scratch const& scratch) {
    BigNumber out;
    must(BN_sqr(out.get(), a.get(), scratch.get()));
    return out;
}

}  // namespace gatehouse::sshkey
