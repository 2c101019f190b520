#include "sshkey/ed25519_curve.h"

#include <string>

#include "sshkey/refusal.h"

namespace gatehouse::sshkey {

namespace {

BigNumber power_of_two(int exponent) {
    BigNumber out;
    must(BN_set_bit(out.get(), exponent));
    return out;
}

BigNumber halved(BigNumber number, int times) {
    must(BN_rshift(number.get(), number.get(), times));
    return number;
}

constexpr std::string_view make_new = "make a new key with `ssh-keygen -t ed25519`";

tl::unexpected<Error> no_point() {
    return refuse_key(
        "ED25519_POINT",
        "the key is not a point that Ed25519 keys can have, so it is damaged: print it with `ssh-keygen "
        "-y -f <private key>`");
}

tl::unexpected<Error> not_canonical() {
    return refuse_key(
        "ED25519_NONCANONICAL",
        "the key is a second way to write another key (RFC 8032 section 5.1.3), which no program makes: " +
            std::string(make_new));
}

}  // namespace

// p = 2^255 - 19, d = -121665/121666: RFC 8032 section 5.1.
Ed25519Curve::Ed25519Curve() : field_(power_of_two(255) - 19) {
    d_ = field_.negate(field_.multiply(121665, field_.inverse(121666)));
}

// y = 4/5, and of the two x the even one.
Ed25519Curve::Point Ed25519Curve::base() const {
    auto const y = field_.multiply(4, field_.inverse(5));
    auto const x = recover_x(y).value();
    return from_affine(x.is_odd() ? field_.negate(x) : x, y);
}

Ed25519Curve::Point Ed25519Curve::from_affine(BigNumber const& x, BigNumber const& y) const {
    return {x, y, 1, field_.multiply(x, y)};
}

// x^2 = (y^2 - 1) / (d y^2 + 1). The prime is 5 modulo 8, so that the root of a square a is a^((p+3)/8), or
// that times the root of -1, which is 2^((p-1)/4).
std::optional<BigNumber> Ed25519Curve::recover_x(BigNumber const& y) const {
    auto const y2 = field_.square(y);
    auto const divisor = field_.add(field_.multiply(d_, y2), 1);  // never 0: -1/d is not a square
    auto const x2 = field_.multiply(field_.subtract(y2, 1), field_.inverse(divisor));
    auto x = field_.power(x2, halved(field_.prime() + 3, 3));
    if (field_.square(x) == x2)
        return x;
    x = field_.multiply(x, field_.power(2, halved(field_.prime() - 1, 2)));
    if (field_.square(x) == x2)
        return x;
    return std::nullopt;
}

Result<Ed25519Curve::Point> Ed25519Curve::decode(std::string_view encoded) const {
    std::string bytes(encoded.rbegin(), encoded.rend());  // little-endian on the wire
    auto const top = static_cast<unsigned char>(bytes.front());
    auto const wants_odd_x = (top & 0x80U) != 0;
    bytes.front() = static_cast<char>(top & 0x7FU);
    auto const y = BigNumber::from_bytes(bytes);
    if (!(y < field_.prime()))
        return not_canonical();
    auto x = recover_x(y);
    if (!x)
        return no_point();
    if (x->is_zero() && wants_odd_x)
        return not_canonical();  // there is no -0
    if (x->is_odd() != wants_odd_x)
        x = field_.negate(*x);

    auto const point = from_affine(*x, y);
    auto const twice = add(point, point);
    auto const four_times = add(twice, twice);
    // Eight such points exist. A signature over them verifies without a private key; OpenSSH 9.2 lets them
    // log in.
    if (is_identity(add(four_times, four_times)))
        return refuse_key(
            "ED25519_LOW_ORDER",
            "this key opens for everybody, because its point has a low order and anyone can sign for "
            "it: " +
                std::string(make_new));
    return point;
}

// RFC 8032 section 5.1.4; complete, so doubling and the identity need no case of their own.
Ed25519Curve::Point Ed25519Curve::add(Point const& p, Point const& q) const {
    auto const& f = field_;
    auto const a = f.multiply(f.subtract(p.Y, p.X), f.subtract(q.Y, q.X));
    auto const b = f.multiply(f.add(p.Y, p.X), f.add(q.Y, q.X));
    auto const tt = f.multiply(f.multiply(p.T, q.T), d_);
    auto const c = f.add(tt, tt);
    auto const zz = f.multiply(p.Z, q.Z);
    auto const d = f.add(zz, zz);
    auto const e = f.subtract(b, a);
    auto const g = f.subtract(d, c);
    auto const h = f.add(d, c);
    auto const i = f.add(b, a);
    return {f.multiply(e, g), f.multiply(h, i), f.multiply(g, h), f.multiply(e, i)};
}

Ed25519Curve::Point Ed25519Curve::negate(Point const& a) const {
    return {field_.negate(a.X), a.Y, a.Z, field_.negate(a.T)};
}

bool Ed25519Curve::is_identity(Point const& point) const { return point.X.is_zero() && point.Y == point.Z; }

std::uint64_t Ed25519Curve::tag(Point const& point) const {
    return field_.multiply(point.Y, field_.inverse(point.Z)).low_word();
}

}  // namespace gatehouse::sshkey
