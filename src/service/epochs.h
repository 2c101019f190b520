#pragma once

#include <filesystem>
#include <mutex>
#include <optional>
#include <string>

#include "policy/caller.h"
#include "store/database.h"
#include "store/feed.h"

namespace gatehouse::service {

/// Notices that the database is older than what nodes were told (a restored backup, a copied file, a standby
/// that lagged), and begins a new epoch: nodes then keep out whatever they had not let in before, and report
/// it. Safe to call from any thread.
class Epochs {
public:
    /// `outside`: a file that tells how far the database had come, and that no restore of it brings back.
    Epochs(store::Database& db, std::filesystem::path outside) : db_(db), outside_(std::move(outside)) {}

    /// Once, before anything is served: a new epoch where the file is ahead of the database, and where there
    /// is none although the database has a history.
    void start();
    /// Brings the file up to the database, behind which it may lag; where the database fell back meanwhile (a
    /// standby took over that had lagged), begins a new epoch. Throws std::system_error.
    void note();
    /// Begins an epoch later than `known`, which `caller` has shown to have been in force.
    void begin(policy::Caller const& caller, store::FeedHead const& known, std::string const& why);

    /// What the file says; nothing where there is none or it is damaged, which is logged.
    std::optional<store::FeedHead> noted() const;

private:
    store::Database& db_;
    std::filesystem::path outside_;
    std::mutex noting_;
    store::FeedHead last_noted_;
};

}  // namespace gatehouse::service
