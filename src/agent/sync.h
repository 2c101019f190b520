#pragma once

#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

#include "agent/authorized_keys_writer.h"
#include "agent/console_time.h"
#include "agent/identity.h"
#include "agent/state.h"
#include "contract/nodes.h"

namespace gatehouse::agent {

/// Decides what this node enforces: verifies what the console sends, refuses what is older than what it has
/// seen, keeps the last good snapshot and has its files written. Knows no network and no thread.
class Sync {
public:
    Sync(Identity const& identity, State& state, AuthorizedKeysWriter& writer, ConsoleTime& time,
         uid_t running_as);

    /// Once, before anything else: brings the files to what the stored snapshot says. Where that cannot be
    /// verified, no line is added and foreign lines go; what is left ends with its lease.
    void start(sshkey::SshdVersion sshd);

    enum class Took { news, nothing, refused };
    /// Takes in one answer. `news`: a snapshot was stored and its files are written.
    Took take(contract::PollNode::Response const& answer, sshkey::SshdVersion sshd);

    /// Writes what has to change: lines whose time has passed, edits by hand, accounts that came or went.
    void rewrite(sshkey::SshdVersion sshd);
    /// True when a line has ended, or the clocks have moved, since the last writing.
    bool rewrite_is_due() const;
    /// When the next line ends (the console's time); nothing where none does.
    std::optional<Time> next_end() const { return next_end_; }

    struct Confirmed {
        Position position;
        Time lease_end;
    };
    /// What the files on this node enforce; zeros where that is nothing yet.
    Confirmed confirmed() const { return confirmed_; }
    /// The console's own signature over that position, or nothing: what it can be shown when it fell back.
    std::optional<std::string> const& proof() const { return proof_; }
    /// The keys that came back with an older state of the console and are not let in here.
    std::vector<std::string> held() const;
    /// The cluster's logins, as the console said last.
    std::vector<std::string> const& wanted_logins() const { return wanted_logins_; }
    std::vector<std::string> problems() const;

private:
    Result<snapshot::Content> accept(snapshot::Signed const& offered) const;
    void hold(snapshot::Content content, std::optional<std::string> const& proof);

    Identity const& identity_;
    State& state_;
    AuthorizedKeysWriter& writer_;
    ConsoleTime& time_;
    uid_t running_as_;

    std::optional<Seen> seen_;
    std::optional<snapshot::Content> content_;
    Denials denials_;  ///< what of content_ is not let in
    std::optional<std::string> proof_;
    std::vector<std::string> wanted_logins_;
    Confirmed confirmed_;
    std::optional<Time> next_end_;
    std::chrono::seconds written_correction_{0};
    std::string refused_;                ///< why the last offer was not taken, or empty
    std::vector<std::string> lineless_;  ///< keys that got no line, and why
};

}  // namespace gatehouse::agent
