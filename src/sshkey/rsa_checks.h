#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "sshkey/key_fields.h"
#include "sshkey/key_policy.h"

namespace gatehouse::sshkey {

/// The modulus has between `least` and `most` bits.
Result<void> check_rsa_size(KeyFields const& fields, int least, int most);

/// Refuses an RSA key from whose public half anyone can compute the private one, or forge without it; says of
/// a sound one what is unusual. One modular exponentiation of the key's size and less than half of one
/// besides; the caller has bounded the size.
Result<std::vector<Warning>> check_rsa(KeyFields const& fields);

}  // namespace gatehouse::sshkey
