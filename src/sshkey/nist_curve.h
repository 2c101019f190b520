#pragma once

#include <cstdint>
#include <memory>
#include <openssl/ec.h>
#include <string_view>

#include "base/result.h"
#include "sshkey/key_type.h"
#include "sshkey/prime_field.h"

namespace gatehouse::sshkey {

/// P-256, P-384 or P-521 (SEC 2), as far as checking a public key needs it.
class NistCurve {
public:
    struct Point {
        BigNumber x, y;
    };

    /// `type` is one of the ECDSA types.
    explicit NistCurve(KeyType type);

    /// Decodes the one form that RFC 5656 section 3.1 and OpenSSH use: 04, x, y.
    Result<Point> decode(std::string_view encoded) const;

    /// The sum of two points with different x, or the double of one point. The chord and tangent rule from
    /// the definition of the group; there is no point at infinity here.
    Point add(Point const& a, Point const& b) const;
    Point negate(Point const& a) const;

    Point const& base() const { return base_; }
    /// Low bits of x, which a point shares with its negative.
    std::uint64_t tag(Point const& point) const { return point.x.low_word(); }

private:
    struct Free {
        void operator()(EC_GROUP* group) const { EC_GROUP_free(group); }
        void operator()(EC_POINT* point) const { EC_POINT_free(point); }
    };

    KeyTypeInfo const& kind_;
    std::unique_ptr<EC_GROUP, Free> group_;
    PrimeField field_;
    BigNumber a_;
    Point base_;
};

}  // namespace gatehouse::sshkey
