#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "sshkey/public_key.h"

namespace gatehouse::sshkey {

/// Something the owner of an accepted key should know.
struct Warning {
    std::string rule;  ///< stable name: RSA_BELOW_3072, RSA_UNUSUAL_SIZE, RSA_EXPONENT_LEGACY, ECDSA_P521...
    std::string message;  ///< one sentence: what was found, and what would be better
};

struct CheckedKey {
    PublicKey key;
    std::vector<Warning> warnings;
};

/// Fingerprints of keys whose private half is public. Immutable; safe to share.
class Blocklist {
public:
    /// One "SHA256:..." a line, as ssh-keygen -l prints it, then anything; "#" starts a comment line. Throws
    /// std::runtime_error that names the first line it cannot read: a list read by half protects by half.
    static Blocklist parse(std::string_view file_text);

    bool contains(std::string const& fingerprint) const;

private:
    std::vector<std::array<char, 32>> digests_;  // sorted; the public lists have millions of entries
};

/// What a scope accepts beyond what every scope refuses; it can only be narrower. `blocklist` must outlive
/// its use.
struct KeyPolicy {
    int rsa_least_bits = 2048;
    int rsa_most_bits = 8192;
    Blocklist const* blocklist = nullptr;
};

/// KEY_COMPROMISED where the list has this key, or the same private key under another type or exponent.
Result<void> check_blocklist(PublicKey const& key, Blocklist const& blocklist);

/// Parses `text` and refuses keys that open for others than their owner: see the order of checks in
/// key_policy.cc. CPU-bound, up to 1.5 modular exponentiations of the key's size (about 0.15 s at 8192 bits):
/// call it before any lock. Safe to call from any thread.
Result<CheckedKey> accept(std::string_view text, KeyPolicy const& policy);

}  // namespace gatehouse::sshkey
