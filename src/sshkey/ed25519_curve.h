#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "sshkey/prime_field.h"

namespace gatehouse::sshkey {

/// edwards25519 of RFC 7748 section 4.1, as far as checking a public key needs it.
class Ed25519Curve {
public:
    /// (x, y) = (X/Z, Y/Z) and xy = T/Z: RFC 8032 section 5.1.4.
    struct Point {
        BigNumber X, Y, Z, T;
    };

    Ed25519Curve();

    /// Decodes 32 bytes as RFC 8032 section 5.1.3 says, and refuses what OpenSSH takes nevertheless: a second
    /// encoding of a point, no point, and the points of low order.
    Result<Point> decode(std::string_view encoded) const;

    Point add(Point const& a, Point const& b) const;
    Point negate(Point const& a) const;
    bool is_identity(Point const& point) const;

    Point base() const;
    /// Low bits of y, which a point shares with its negative.
    std::uint64_t tag(Point const& point) const;

private:
    Point from_affine(BigNumber const& x, BigNumber const& y) const;
    /// One of the two x that belong to this y, where there are any.
    std::optional<BigNumber> recover_x(BigNumber const& y) const;

    PrimeField field_;
    BigNumber d_;
};

}  // namespace gatehouse::sshkey
