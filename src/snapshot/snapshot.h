#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "crypto/signing.h"
#include "sshkey/authorized_keys_line.h"
#include "json/json.h"

namespace gatehouse::snapshot {

/// What a cluster allows a key's owner to do once inside; an option on a key only narrows it.
struct SshOptions {
    bool pty = true;
    bool portForwarding = true;
    bool agentForwarding = false;
    bool x11Forwarding = false;

    bool operator==(SshOptions const&) const = default;
};
BOOST_DESCRIBE_STRUCT(SshOptions, (), (pty, portForwarding, agentForwarding, x11Forwarding))

/// One key that may enter: into these logins (none named: into none; whoever signs resolves "all of the
/// cluster's"), from these addresses (none named: from anywhere), until `expiry`.
struct Grant {
    std::string keyUid;
    std::string blob;  ///< base64 of the key's canonical wire form
    std::vector<std::string> logins;
    std::vector<std::string> from;
    std::optional<Time> expiry;
    std::optional<std::int64_t> revision;  ///< of the key's last change of access; older consoles do not say

    bool operator==(Grant const&) const = default;
};
BOOST_DESCRIBE_STRUCT(Grant, (), (keyUid, blob, logins, from, expiry, revision))

/// Where a snapshot stands among all that the console ever made: an epoch begins when the console's state
/// fell back to an older one. Revisions grow across epochs too, so "decided later" is one comparison.
struct Position {
    std::int64_t epoch = 0;
    std::int64_t revision = 0;
    auto operator<=>(Position const&) const = default;
};

/// Who may enter the nodes of one cluster, whole: what is not in here does not open anything.
struct Content {
    std::string cluster;  ///< its uid
    std::int64_t epoch = 0;
    std::int64_t revision = 0;
    Time leaseEnd{};
    SshOptions sshOptions;
    std::vector<std::string> logins;
    std::optional<std::int64_t> settingsRevision;  ///< of the last change of logins and sshOptions
    std::vector<Grant> grants;

    Position position() const { return {epoch, revision}; }
    bool operator==(Content const&) const = default;
};
BOOST_DESCRIBE_STRUCT(Content, (),
                      (cluster, epoch, revision, leaseEnd, sshOptions, logins, settingsRevision, grants))

/// A snapshot as it travels and as the node keeps it. The signature is over the payload's bytes, so nothing
/// has to be parsed, or written again in exactly the same way, before it is trusted.
struct Signed {
    std::string payload;    ///< JSON text of a Content
    std::string signature;  ///< base64 of an Ed25519 signature over domain, zero byte and payload
    /// The same over cluster and position alone, small enough to stand in every poll: with it a node shows a
    /// console that fell back what it had said. Absent in what older agents stored.
    std::optional<std::string> proof;

    bool operator==(Signed const&) const = default;
};
BOOST_DESCRIBE_STRUCT(Signed, (), (payload, signature, proof))

/// The largest payload that is signed or opened: about 40,000 RSA keys.
inline constexpr std::size_t largest_payload = 16U << 20U;

/// Throws std::length_error over `largest_payload`.
Signed sign(Content const& content, crypto::SigningKey const& key);

/// The content, when `public_key` (32 raw bytes) signed it for the pinned `cluster`. Refuses a bad signature,
/// another cluster's snapshot, malformed or over-large content, one key granted twice, and any grant that
/// could not be written as exactly one sound line. Whether it is newer than what the node has seen is the
/// caller's question.
Result<Content> open(Signed const& signed_snapshot, std::string_view public_key, std::string const& cluster);

/// True when the owner of `public_key` once signed a snapshot of `cluster` at this position.
bool proves(std::string_view proof, std::string_view public_key, std::string const& cluster,
            Position position);

/// The line that `grant` becomes, in the console's time: it ends with the key or with the lease, whichever is
/// first. Refuses a key or a uid that could not stand in one; never for a grant of an opened snapshot.
Result<sshkey::LineInput> line_input(Content const& content, Grant const& grant);

}  // namespace gatehouse::snapshot
