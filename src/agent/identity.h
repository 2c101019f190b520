#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "agent/sshd_probe.h"
#include "base/result.h"
#include "base/secret.h"

namespace gatehouse::agent {

/// Who this node is and whom it believes: made by enrolment, read by every start.
struct Identity {
    std::string server;       ///< the console's base URL
    std::string ca;           ///< PEM: the only certificate authority it trusts
    std::string signing_key;  ///< 32 raw bytes: whose signature makes a snapshot
    std::string cluster;      ///< uid: whose snapshots it takes
    std::string cluster_name;
    std::string node;  ///< uid
    Secret credential;
    std::string name;                    ///< given by hand; empty: the host's name at each start
    std::vector<std::string> addresses;  ///< given by hand; empty: those of the interfaces
    Sshd sshd;
    SshdRelease sshd_release;  ///< as found at enrolment: what counts while sshd cannot be asked
};

/// The files under one state directory, by name.
struct StatePaths {
    std::filesystem::path directory;

    std::filesystem::path identity() const { return directory / "identity.json"; }
    std::filesystem::path snapshot() const { return directory / "snapshot.json"; }
    std::filesystem::path seen() const { return directory / "seen.json"; }
    std::filesystem::path denials() const { return directory / "denials.json"; }
    std::filesystem::path lock() const { return directory / "lock"; }
    std::filesystem::path authorized_keys() const { return directory / "authorized_keys"; }
    /// As it stands in sshd_config(5): sshd puts the login for %u.
    std::string authorized_keys_pattern() const { return (authorized_keys() / "%u").string(); }
};

/// Refuses where there is none, or one that cannot be read whole.
Result<Identity> load_identity(StatePaths const& paths);
void save_identity(StatePaths const& paths, Identity const& identity);

}  // namespace gatehouse::agent
