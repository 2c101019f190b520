#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <sys/types.h>

#include "sshkey/key_policy.h"

namespace gatehouse::service {

/// The file of keys that nobody may register, as it was when it was read last. Safe to call from any thread.
class BlocklistFile {
public:
    /// No file: an empty list. Throws where the file cannot be read whole.
    explicit BlocklistFile(std::filesystem::path file);

    std::shared_ptr<sshkey::Blocklist const> current() const;

    /// Reads the file again where it has changed since; true when there is another list now. A file that
    /// cannot be read is logged, once, and the list stays: half a list, or none, would protect by less.
    bool reread();

private:
    /// What tells one content of a file from another.
    struct Version {
        ino_t inode = 0;
        off_t size = 0;
        timespec modified{};
        bool operator==(Version const& other) const;
    };
    Version version() const;
    void read();

    std::filesystem::path file_;
    Version read_version_;
    mutable std::mutex mutex_;
    std::shared_ptr<sshkey::Blocklist const> list_;
};

}  // namespace gatehouse::service
