#pragma once

#include <filesystem>
#include <string>

namespace gatehouse::store {

/// Writes SQLite's write-ahead log over itself and syncs it. Call it before the database is opened: what
/// stands in the log becomes the database's state then, and must not be in the kernel's cache only. After a
/// failed sync Linux takes pages for written that never reached the disk, and no later sync writes them. Does
/// nothing where there is no log. Throws DatabaseFault.
void write_anew(std::string const& log);

/// Makes the names in a directory durable. Call it when the log is open: SQLite does so with the first sync
/// of a log that it made, but not where it then closes it, or was killed, before that sync. Throws
/// DatabaseFault.
void sync_names(std::filesystem::path const& directory);

}  // namespace gatehouse::store
