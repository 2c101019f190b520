#pragma once

#include <vector>

#include "base/result.h"
#include "sshkey/big_number.h"
#include "sshkey/key_policy.h"

namespace gatehouse::sshkey {

/// Refuses an RSA modulus that anyone can factor in a moment. What looks odd but gives nothing away is added
/// to `warnings`.
Result<void> check_modulus(BigNumber const& n, std::vector<Warning>& warnings);

}  // namespace gatehouse::sshkey
