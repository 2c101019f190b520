#include "sshkey/nist_curve.h"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/objects.h>

#include "sshkey/refusal.h"

namespace gatehouse::sshkey {

namespace {

int curve_number(KeyTypeInfo const& kind) {
    switch (kind.bits) {
    case 256:
        return NID_X9_62_prime256v1;
    case 384:
        return NID_secp384r1;
    case 521:
        return NID_secp521r1;
    default:
        throw std::logic_error("not an ECDSA key type");
    }
}

/// The numbers that define a curve, from OpenSSL's copy of SEC 2.
struct Parameters {
    BigNumber prime, a, b;
};

Parameters parameters_of(EC_GROUP const* group) {
    Parameters out;
    must(EC_GROUP_get_curve(group, out.prime.get(), out.a.get(), out.b.get(), nullptr));
    return out;
}

}  // namespace

NistCurve::NistCurve(KeyType type)
    : kind_(info(type)), group_(EC_GROUP_new_by_curve_name(curve_number(kind_))),
      field_(parameters_of(group_.get()).prime), a_(parameters_of(group_.get()).a) {
    must(EC_POINT_get_affine_coordinates(group_.get(), EC_GROUP_get0_generator(group_.get()), base_.x.get(),
                                         base_.y.get(), nullptr));
}

Result<NistCurve::Point> NistCurve::decode(std::string_view encoded) const {
    auto const width = static_cast<std::size_t>((kind_.bits + 7) / 8);
    if (encoded.size() == 1 + width && (encoded.front() == '\x02' || encoded.front() == '\x03'))
        return refuse_key("EC_COMPRESSED",
                          "the key's point is compressed, which OpenSSH does not read: print the key "
                          "anew with `ssh-keygen -y -f <private key>`");
    // OpenSSL would also read the hybrid form (06, 07), which gives one key two texts, and refuses x >= p and
    // points beside the curve itself. These curves have a prime order: no other point than infinity is
    // degenerate.
    if (encoded.size() == 1 + 2 * width && encoded.front() == '\x04') {
        std::unique_ptr<EC_POINT, Free> const point(EC_POINT_new(group_.get()));
        must(point != nullptr);
        ERR_set_mark();
        auto const on_curve = EC_POINT_oct2point(group_.get(), point.get(),
                                                 reinterpret_cast<unsigned char const*>(encoded.data()),
                                                 encoded.size(), nullptr) == 1;
        ERR_pop_to_mark();
        if (on_curve)
            return Point{BigNumber::from_bytes(encoded.substr(1, width)),
                         BigNumber::from_bytes(encoded.substr(1 + width))};
    }
    return refuse_key("EC_POINT",
                      fmt::format("the key is not a point of the curve {}, so it is damaged: print it with "
                                  "`ssh-keygen -y -f <private key>`",
                                  kind_.curve));
}

NistCurve::Point NistCurve::add(Point const& p, Point const& q) const {
    auto const& f = field_;
    BigNumber slope;
    if (p.x == q.x) {
        auto const x2 = f.square(p.x);
        slope = f.multiply(f.add(f.add(x2, f.add(x2, x2)), a_), f.inverse(f.add(p.y, p.y)));
    } else {
        slope = f.multiply(f.subtract(q.y, p.y), f.inverse(f.subtract(q.x, p.x)));
    }
    auto const x = f.subtract(f.subtract(f.square(slope), p.x), q.x);
    auto const y = f.subtract(f.multiply(slope, f.subtract(p.x, x)), p.y);
    return {x, y};
}

NistCurve::Point NistCurve::negate(Point const& point) const { return {point.x, field_.negate(point.y)}; }

}  // namespace gatehouse::sshkey
