#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "sshkey/public_key.h"

namespace gatehouse::sshkey {

/// What a login through the key may do beyond running commands.
struct SshOptions {
    bool pty = true;
    bool port_forwarding = true;  ///< ProxyJump and the editors' remote modes need it
    bool agent_forwarding = false;
    bool x11_forwarding = false;
};

struct SshdVersion {
    int major = 0;
    int minor = 0;
    auto operator<=>(SshdVersion const&) const = default;

    /// From what `sshd -V` and the banner say: "OpenSSH_9.2p1 Debian-2+deb12u6, ...".
    static std::optional<SshdVersion> parse(std::string_view text);
};

/// Everything a line is made of; the key's own comment is not part of it.
struct LineInput {
    std::string key_uid;
    PublicKey key;
    SshOptions options;
    std::vector<std::string> from;  ///< patterns as check_from() takes them; empty: from anywhere
    Time expiry;                    ///< rounded down to the second
};

/// What to add to UTC so that sshd on this machine, given the digits without a zone, reads back that moment.
using LocalOffset = std::chrono::seconds (*)(Time);
std::chrono::seconds sshd_local_offset(Time moment);

/// `restrict,pty,port-forwarding,from="...",expiry-time="..." type base64 gatehouse:<uid>` and a newline.
/// sshd refuses a whole line for one option it does not know, so what is written depends on its version;
/// refuses where that version cannot enforce the line. Safe to call from any thread.
Result<std::string> authorized_keys_line(LineInput const& input, SshdVersion sshd,
                                         LocalOffset local_offset = sshd_local_offset);

}  // namespace gatehouse::sshkey
