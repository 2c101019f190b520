#pragma once

#include <filesystem>
#include <mutex>
#include <optional>

#include "store/audit_chain.h"
#include "store/database.h"

namespace gatehouse::service {

/// What such a file says; nothing where there is none or it is damaged, which is logged.
std::optional<store::TrailHead> read_trail_note(std::filesystem::path const& file);

/// Notes in a file outside of the database how far the audit trail has come: digests alone do not show that
/// its end was cut off, or all of it made anew. Safe to call from any thread.
class TrailNote {
public:
    TrailNote(store::Database& db, std::filesystem::path outside)
        : db_(db), outside_(std::move(outside)), last_noted_(read_trail_note(outside_)) {}

    /// Brings the file up to the database, behind which it may lag. Where the trail does not hold what the
    /// file says, or there is a trail and no file, the trail and the log are told so once, and a file that is
    /// there stays as it is until somebody has looked. Throws std::system_error.
    void note();
    /// The same for a trail that is meant to be another one: it was restored.
    void begin_again();

private:
    void doubt(std::string const& why);
    void write(store::TrailHead const& head);

    store::Database& db_;
    std::filesystem::path outside_;
    std::mutex noting_;
    std::optional<store::TrailHead> last_noted_;
    bool doubted_ = false;
};

}  // namespace gatehouse::service
