#pragma once

#include <string>

#include "base/clock.h"
#include "crypto/digest.h"
#include "crypto/signing.h"
#include "snapshot/snapshot.h"
#include "tests/unit/crypto/temporary_directory.h"

namespace gatehouse::test {

inline Time at(std::string const& text) { return parse_rfc3339(text).value(); }

inline std::string ssh_string(std::string_view bytes) {
    std::string out(4, '\0');
    out[2] = char(bytes.size() >> 8U);
    out[3] = char(bytes.size() & 0xffU);
    return out.append(bytes);
}

/// A fresh Ed25519 pair: what signs snapshots, and, since the curve is the same, an SSH key.
inline crypto::SigningKey a_signing_key() {
    TemporaryDirectory const directory;
    return crypto::SigningKey::load_or_create(directory / "key");
}
inline std::string an_ssh_key() {
    return crypto::to_base64(ssh_string("ssh-ed25519") + ssh_string(a_signing_key().public_key()));
}

inline snapshot::Grant a_grant(std::string uid, std::vector<std::string> logins) {
    return {.keyUid = std::move(uid),
            .blob = an_ssh_key(),
            .logins = std::move(logins),
            .from = {},
            .expiry = std::nullopt};
}

inline snapshot::Content a_snapshot_of(std::string cluster) {
    return {.cluster = std::move(cluster),
            .epoch = 1,
            .revision = 41,
            .leaseEnd = at("2030-01-04T00:00:00Z"),
            .sshOptions = {},
            .logins = {"root"},
            .grants = {}};
}

}  // namespace gatehouse::test
