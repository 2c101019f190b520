#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <sys/stat.h>

#include "agent/identity.h"
#include "base/clock.h"
#include "base/files.h"
#include "tests/unit/snapshot/builders.h"

namespace gatehouse::test {

class ManualClock final : public Clock {
public:
    explicit ManualClock(Time start) : now_(start) {}
    Time now() const override { return now_; }
    void advance(std::chrono::seconds by) { now_ += by; }
    void set(Time time) { now_ = time; }

private:
    Time now_;
};

inline constexpr sshkey::SshdVersion debian_12_sshd{9, 2};

inline agent::Identity an_identity(crypto::SigningKey const& console) {
    return {.server = "https://console.example",
            .ca = "pem",
            .signing_key = console.public_key(),
            .cluster = "cluster-1",
            .cluster_name = "edge-eu",
            .node = "node-1",
            .credential = Secret("credential"),
            .name = "edge-1",
            .addresses = {"192.0.2.7"},
            .sshd = {.program = "/usr/sbin/sshd", .config = "/etc/ssh/sshd_config"},
            .sshd_release = {.name = "OpenSSH_9.2p1", .version = debian_12_sshd}};
}

inline mode_t mode_of(std::filesystem::path const& path) {
    struct stat found {};
    return ::lstat(path.c_str(), &found) == 0 ? found.st_mode & 07777 : 0;
}

inline ino_t inode_of(std::filesystem::path const& path) {
    struct stat found {};
    return ::lstat(path.c_str(), &found) == 0 ? found.st_ino : 0;
}

}  // namespace gatehouse::test
