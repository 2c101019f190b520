#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/clock.h"
#include "snapshot/snapshot.h"
#include "sshkey/authorized_keys_line.h"

namespace gatehouse::agent {

/// The moment to write for, in the console's time, and what to add so that sshd on this node acts at the same
/// moment.
struct Moment {
    Time now;
    std::chrono::seconds correction{0};
};

/// The lines of one login's file, sorted, none of which sshd takes from the moment that it ends; and when the
/// first of them ends (the console's time).
struct Lines {
    std::string text;
    std::optional<Time> next_end;
    std::vector<std::string> refused;  ///< why a key got no line, one sentence each
};
Lines lines_for(std::string const& login, snapshot::Content const& content, sshkey::SshdVersion sshd,
                Moment moment);

/// Keeps the directory that sshd reads: one file per login, nothing else. Only files that differ are written,
/// each as a whole, so that sshd reads the old content or the new. Removals come first. Throws
/// std::system_error.
class AuthorizedKeysWriter {
public:
    explicit AuthorizedKeysWriter(std::filesystem::path directory) : directory_(std::move(directory)) {}

    struct Written {
        int changed = 0;  ///< files written or removed
        std::optional<Time> next_end;
        std::vector<std::string> refused;
    };
    /// Makes the directory say exactly what `content` says for `logins`, whatever was done to it by hand.
    Written write(snapshot::Content const& content, std::vector<std::string> const& logins,
                  sshkey::SshdVersion sshd, Moment moment);

    /// For when no snapshot can be verified: removes every line that the agent could not have written, and
    /// adds none. What stays ends with its lease. Returns how many files changed.
    int tidy(sshkey::SshdVersion sshd, Time node_time);

private:
    void prepare() const;
    int remove_all_but(std::set<std::string> const& names) const;

    std::filesystem::path directory_;
};

}  // namespace gatehouse::agent
