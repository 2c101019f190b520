#include "store/sqlite_backup.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include "store/database_fault.h"
#include "store/schema.h"
#include "store/sqlite_dialect.h"
#include "store/sqlite_log.h"

namespace gatehouse::store {

namespace fs = std::filesystem;

namespace {

void sync(fs::path const& path) {
    int const fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        throw std::system_error(errno, std::generic_category(), "cannot open " + path.string());
    int const outcome = ::fsync(fd);
    ::close(fd);
    if (outcome != 0)
        throw std::system_error(errno, std::generic_category(), "cannot sync " + path.string());
}

void check(soci::session& sql, fs::path const& file) {
    std::string verdict;
    sql << "PRAGMA integrity_check(1)", soci::into(verdict);
    if (verdict != "ok")
        throw DatabaseFault(fmt::format("{} is damaged: {}", file.string(), verdict));
    int tables = 0;
    sql << "SELECT COUNT(*) FROM sqlite_master WHERE name IN ('schema_migration', 'feed_head')",
        soci::into(tables);
    if (tables != 2)
        throw DatabaseFault(fmt::format("{} is not a database of Gatehouse's", file.string()));
    int newest = 0;
    sql << "SELECT COALESCE(MAX(number), 0) FROM schema_migration", soci::into(newest);
    if (newest > migrations().back().number)
        throw DatabaseFault(
            fmt::format("{} has schema {}, newer than this program's {}; use the program that "
                        "wrote it, or a later one",
                        file.string(), newest, migrations().back().number));
}

}  // namespace

void open_sqlite_beside(soci::session& sql, fs::path const& file) {
    if (!fs::exists(file))
        throw DatabaseFault(fmt::format("there is no file {}", file.string()));
    sql.open(soci::sqlite3, sqlite_parameters(file, true));
    auto* handle = static_cast<soci::sqlite3_session_backend*>(sql.get_backend())->conn_;
    sqlite_api::sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

void back_up_sqlite(fs::path const& from, fs::path const& to) {
    try {
        soci::session sql;
        open_sqlite_beside(sql, from);
        auto const before = ::umask(0077);  // the database holds password hashes
        auto const target = to.string();
        try {
            sql << "VACUUM INTO :target", soci::use(target, "target");
        } catch (...) {
            ::umask(before);
            throw;
        }
        ::umask(before);
    } catch (soci::soci_error const& error) {
        throw DatabaseFault(fmt::format("{} cannot be copied: {}", from.string(), error.get_error_message()));
    }
    check_sqlite(to);
    sync(to);
}

void check_sqlite(fs::path const& file) {
    try {
        soci::session sql;
        open_sqlite_beside(sql, file);
        check(sql, file);
    } catch (soci::soci_error const& error) {
        throw DatabaseFault(fmt::format("{} cannot be read: {}", file.string(), error.get_error_message()));
    }
}

void replace_sqlite(fs::path const& file, fs::path const& fresh, fs::path const& kept) {
    // A write-ahead log that stayed would be replayed into the other database. The old one is complete under
    // its new name before the first of its old names goes.
    auto const wal = fs::path(file.string() + "-wal");
    if (fs::exists(file))
        fs::create_hard_link(file, kept);
    if (fs::exists(wal)) {
        fs::create_hard_link(wal, kept.string() + "-wal");
        fs::remove(wal);
    }
    fs::remove(file.string() + "-shm");
    fs::rename(fresh, file);
    sync_names(file.parent_path());
}

}  // namespace gatehouse::store
