#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace gatehouse::store {

/// Writes the first bytes of one of SQLite's files over themselves and syncs it. Call it for the header and
/// for the write-ahead log before the database is opened: what stands in them becomes its state then, and
/// must not be in the kernel's cache only. After a failed sync Linux takes pages for written that never
/// reached the disk, and no later sync writes them. Does nothing where there is no such file. Throws
/// DatabaseFault.
void write_anew(std::string const& path, std::int64_t bytes);

/// Makes the names in a directory durable. Call it when the log is open: SQLite does so with the first sync
/// of a log that it made, but not where it then closes it, or was killed, before that sync. Throws
/// DatabaseFault.
void sync_names(std::filesystem::path const& directory);

}  // namespace gatehouse::store
