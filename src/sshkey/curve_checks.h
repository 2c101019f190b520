#pragma once

#include "base/result.h"
#include "sshkey/key_fields.h"

namespace gatehouse::sshkey {

/// The point of an elliptic-curve key is one, is written in the one way, and is not of low order.
Result<void> check_point(KeyFields const& fields);

/// The point's private key is not one that everybody can guess, and an Ed25519 point is in the group that
/// keys are made in. Costs less than a millisecond; the first key of each curve also builds a table, in a few
/// tenths of a second.
Result<void> check_private_key_is_not_trivial(KeyFields const& fields);

}  // namespace gatehouse::sshkey
