#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "model/meta.h"
#include "model/scope.h"

namespace gatehouse::model {

/// What was found of a registered key after it was accepted.
struct KeyFinding {
    std::string rule;     ///< as of a refusal: RSA_SHARED_PRIME, KEY_COMPROMISED
    std::string message;  ///< one sentence: what was found, and the remedy
    Time found{};
};

/// A registered SSH public key.
struct SshKey {
    SshKeyUid uid;
    Scope scope = Scope::tenant();
    Meta meta;
    std::string text;  ///< as it was sent, byte for byte: infrastructure-as-code clients compare it
    std::string type;  ///< "ssh-ed25519"
    int bits = 0;
    std::string fingerprint;                        ///< "SHA256:..."
    std::string blob;                               ///< canonical wire form in base64: the key's identity
    std::map<std::string, std::string> warnings{};  ///< rule and sentence, see sshkey/key_policy.h
    std::vector<KeyFinding> findings{};             ///< at most one a rule
    std::optional<Time> expiry{};
    std::vector<std::string> logins{};  ///< empty: all of the cluster's
    std::vector<std::string> from{};    ///< empty: from anywhere
    UserUid created_by{};
    std::string created_by_name{};  ///< as it was when the key was added
    std::string created_by_email{};
    UserUid owner{};  ///< whose access it is; empty: the project's, or the tenant's
    std::string owner_name{};
    std::string owner_email{};
    bool disabled = false;
    std::optional<Time> held{};  ///< since when: it came back with an older state, and waits for approval
    /// Since when: its owner was deactivated, removed, or lost their last role here. Until somebody resumes
    /// it.
    std::optional<Time> suspended{};
    std::int64_t revision = 0;  ///< the feed's revision of its last change of access
};

}  // namespace gatehouse::model
