#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "snapshot/snapshot.h"

namespace gatehouse::agent {

/// What a cluster's settings may at most allow here, until they are saved anew.
struct SettingsLimit {
    std::int64_t revision = 0;  ///< settings that were saved after it are free
    std::vector<std::string> logins;
    snapshot::SshOptions sshOptions;

    bool operator==(SettingsLimit const&) const = default;
};
BOOST_DESCRIBE_STRUCT(SettingsLimit, (), (revision, logins, sshOptions))

/// The access that came back because the console fell back to an older state (a restored backup), and that
/// stays denied on this node until somebody decides it anew: a key until it is approved or changed, logins
/// and options until the cluster's settings are saved. A value.
struct Denials {
    std::map<std::string, std::int64_t> keys;  ///< by the key's uid: a grant of a later revision is free
    std::optional<SettingsLimit> settings;

    bool operator==(Denials const&) const = default;

    /// What is to be denied once `next` has taken the place of `last`. Within an epoch only less; with a
    /// later epoch also every grant of `next` that `last` did not allow and that was not decided after
    /// `last`.
    Denials after(snapshot::Content const& last, snapshot::Content const& next) const;
    /// What `content` grants in spite of these denials.
    snapshot::Content applied_to(snapshot::Content content) const;
    /// The uids of the keys that `content` grants and that stay out.
    std::vector<std::string> held(snapshot::Content const& content) const;
    /// The logins that `content` names and that stay shut.
    std::vector<std::string> shut_logins(snapshot::Content const& content) const;
};
BOOST_DESCRIBE_STRUCT(Denials, (), (keys, settings))

}  // namespace gatehouse::agent
