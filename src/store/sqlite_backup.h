#pragma once

#include <filesystem>

namespace soci {
class session;
}

namespace gatehouse::store {

/// Connects a closed session that only reads, and never makes a checkpoint, which is the writer's alone.
/// Throws DatabaseFault or soci::soci_error.
void open_sqlite_beside(soci::session& sql, std::filesystem::path const& file);

/// Writes what the SQLite file `from` holds at one moment into the new file `to` (mode 0600), checks that and
/// syncs it. A server may use `from` meanwhile. Throws DatabaseFault.
void back_up_sqlite(std::filesystem::path const& from, std::filesystem::path const& to);

/// Throws DatabaseFault, with a sentence, where the SQLite file is damaged, not Gatehouse's, or of a newer
/// schema than this program's.
void check_sqlite(std::filesystem::path const& file);

/// Puts the SQLite file `fresh` in the place of `file`, which is kept, with its write-ahead log, under the
/// name `kept`. Nobody may use either. Throws std::filesystem::filesystem_error or DatabaseFault.
void replace_sqlite(std::filesystem::path const& file, std::filesystem::path const& fresh,
                    std::filesystem::path const& kept);

}  // namespace gatehouse::store
