#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

namespace gatehouse::test {

/// A disk for SQLite that keeps what is written in a cache until it is synced, and whose power can fail.
///
/// While one lives it is the default VFS of the process: every database opened then lies on it. The files are
/// real, and show what a running program sees; what would be left of them after a power cut is kept beside
/// them. Safe to use from any thread; one at a time.
class FailingDisk {
public:
    enum class Sync {
        works,          ///< what was written before is on the disk
        lies,           ///< answers and does nothing: what PRAGMA synchronous=OFF makes of every disk
        fails_at_times  ///< as Linux does: some of what was written is gone for good, and the next sync works
    };

    FailingDisk(std::filesystem::path directory, std::uint64_t seed);
    ~FailingDisk();
    FailingDisk(FailingDisk const&) = delete;
    FailingDisk& operator=(FailingDisk const&) = delete;

    /// Power from now on, until this many writes, truncations, syncs, creations and deletions have come. The
    /// cut ends them: each fails from then on.
    void power_for(std::uint64_t operations, Sync sync = Sync::works);
    /// The cut, if it has not come yet.
    void cut();
    /// Puts what the disk had kept in the place of the files, none of which may be open. What it had kept is
    /// all that was synced, and of the rest any part, in units of a sector, as if it had been written in any
    /// order.
    void restore();

    bool has_power() const;
    std::uint64_t failed_syncs() const;

    struct State;

private:
    std::unique_ptr<State> state_;
};

}  // namespace gatehouse::test
