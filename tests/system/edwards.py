"""As much of the curve of Ed25519 (RFC 8032, section 5.1) as forging needs: points of low order, and [s]B."""

import hashlib

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)
IDENTITY = (0, 1)


def add(a, b):
    (x1, y1), (x2, y2) = a, b
    t = D * x1 * x2 * y1 * y2
    return (x1 * y2 + x2 * y1) * pow(1 + t, -1, P) % P, (y1 * y2 + x1 * x2) * pow(1 - t, -1, P) % P


def times(scalar, point):
    total = IDENTITY
    while scalar:
        if scalar & 1:
            total = add(total, point)
        point, scalar = add(point, point), scalar >> 1
    return total


def with_y(y):
    """A point with this y, or None where the curve has none."""
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * ROOT_OF_MINUS_1 % P
    return (x, y) if x * x % P == square else None


def encode(point):
    x, y = point
    return (y | (x & 1) << 255).to_bytes(32, "little")


def base():
    x, y = with_y(4 * pow(5, -1, P) % P)
    return (x if x % 2 == 0 else P - x), y


def of_order_8():
    """[L]Q has an order that divides 8, whatever Q is."""
    y = 2
    while True:
        point = with_y(y)
        if point and times(4, low := times(L, point)) != IDENTITY:
            return low
        y += 1


def hash_of(r, public, message):
    return int.from_bytes(hashlib.sha512(r + public + message).digest(), "little") % L
