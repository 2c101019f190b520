#include "sshkey/close_factors.h"

#include <array>
#include <cstdint>

namespace gatehouse::sshkey {

namespace {

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

}  // namespace

// Newton's iteration from above, which falls until it is there.
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

// Fermat's method: n = a^2 - b^2 = (a + b)(a - b). If the primes are close, a is just above the root of n.
// With a thousand steps we find primes that differ by less than 90 times the fourth root of n; CVE-2022-26320
// (printers with Rambus' library) needed a few.
bool has_close_factors(BigNumber const& n, BigNumber const& root, Scratch const& scratch) {
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

}  // namespace gatehouse::sshkey
