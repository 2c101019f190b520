#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "sshkey/authorized_keys_line.h"

namespace gatehouse::agent {

/// Where this machine's sshd is.
struct Sshd {
    std::filesystem::path program;
    std::filesystem::path config;
};

/// What it is: "OpenSSH_9.2" as it says itself.
struct SshdRelease {
    std::string name;
    sshkey::SshdVersion version;
};

/// What its configuration says, as it understands it itself.
struct SshdSettings {
    int port = 22;
    std::vector<std::string> host_keys;  ///< public halves: "type base64"
    std::vector<std::string> authorized_keys_files;
    bool pubkey_authentication = true;
    bool strict_modes = true;
};

/// The first release that reads expiry-time, without which a lease would not end by itself.
inline constexpr sshkey::SshdVersion oldest_sshd{7, 7};

/// Refuses a release before `oldest_sshd`, and what is not OpenSSH's sshd.
Result<SshdRelease> find_release(Sshd const& sshd);
Result<SshdRelease> parse_release(std::string_view output);

/// The effective settings, for one login where one is named (Match blocks may differ). Refuses with sshd's
/// own words when it does not accept its configuration.
Result<SshdSettings> effective_settings(Sshd const& sshd,
                                        std::optional<std::string> const& login = std::nullopt);
SshdSettings parse_settings(std::string_view output);

}  // namespace gatehouse::agent
