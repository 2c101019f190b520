#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "agent/accounts.h"
#include "agent/identity.h"
#include "contract/nodes.h"

namespace gatehouse::agent {

/// What this node tells of itself, and what it finds wrong with its sshd. Asking sshd costs a few processes,
/// so that is done every five minutes and when the logins change.
class Reporter {
public:
    Reporter(Identity const& identity, StatePaths paths, std::string agent_version, uid_t running_as);

    /// Asks sshd again where it is due.
    void refresh(std::vector<std::string> const& wanted_logins, std::chrono::steady_clock::time_point now);

    contract::NodeReport report(std::vector<std::string> const& wanted_logins) const;
    sshkey::SshdVersion sshd_version() const { return release_.version; }
    std::vector<std::string> const& problems() const { return problems_; }

private:
    void ask_sshd(Logins const& logins);
    void check_reads_ours(SshdSettings const& settings, std::string const& whom);

    Identity const& identity_;
    StatePaths paths_;
    std::string agent_version_;
    uid_t running_as_;
    SshdRelease release_;
    SshdSettings settings_;
    std::vector<std::string> problems_;
    Logins asked_for_;
    std::optional<std::chrono::steady_clock::time_point> asked_;
};

/// The first directory or file from `path` up that is not root's (or `owner`'s) or that others may write:
/// sshd with StrictModes refuses everything below it.
std::optional<std::filesystem::path> unsound_part(std::filesystem::path path, uid_t owner);

}  // namespace gatehouse::agent
