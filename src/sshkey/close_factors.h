#pragma once

#include "sshkey/big_number.h"

namespace gatehouse::sshkey {

/// The largest number whose square is not above n.
BigNumber integer_root(BigNumber const& n, Scratch const& scratch);

/// Whether n is the product of two numbers so close to each other that Fermat's method finds them in a
/// thousand steps. `root` is integer_root(n), and n is not its square.
bool has_close_factors(BigNumber const& n, BigNumber const& root, Scratch const& scratch);

}  // namespace gatehouse::sshkey
