#include "store/sqlite_dialect.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "store/database_fault.h"
#include "store/sqlite_log.h"

namespace gatehouse::store {

using namespace sqlite_api;  // where SOCI puts SQLite's own functions

namespace {

constexpr int most_pages_in_log = 1000;  // 4 MB; SQLite's own default

sqlite3* handle(soci::session& sql) {
    return static_cast<soci::sqlite3_session_backend*>(sql.get_backend())->conn_;
}

}  // namespace

std::string sqlite_parameters(std::filesystem::path const& file, bool read_only) {
    if (file.string().find('"') != std::string::npos)
        throw DatabaseFault("the database's path must not hold a quotation mark");
    return fmt::format("dbname=\"{}\" timeout=5{}", file.string(), read_only ? " readonly=1" : "");
}

SqliteDialect::ProcessLock::ProcessLock(std::filesystem::path const& file)
    : fd_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    if (fd_ < 0)
        throw DatabaseFault(fmt::format("cannot open {}", file.string()));
    if (::flock(fd_, LOCK_EX | LOCK_NB) != 0) {
        ::close(fd_);
        throw DatabaseFault(
            fmt::format("another process uses this database ({}); stop it first", file.string()));
    }
}

SqliteDialect::ProcessLock::~ProcessLock() { ::close(fd_); }

SqliteDialect::SqliteDialect(std::filesystem::path file)
    : file_(std::move(file)), lock_(file_.string() + ".lock") {
    // Each connection serves one thread at a time (Connection): a lock around every call, and one around all
    // memory to count it, cost a tenth of a request. Only before SQLite is first used; later calls do
    // nothing.
    sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    sqlite_api::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

void SqliteDialect::open_writer(soci::session& sql) {
    write_anew(file_.string() + "-wal");
    auto const before = ::umask(0077);  // the database holds password hashes
    sql.open(soci::sqlite3, sqlite_parameters(file_, false));
    ::umask(before);
    sql << "PRAGMA journal_mode=WAL";
    int version = 0;
    sql << "PRAGMA schema_version", soci::into(version);    // a read, which opens the log
    if (!std::filesystem::exists(file_.string() + "-wal"))  // PRAGMA journal_mode says "wal" even then
        throw DatabaseFault("the database cannot be switched to a write-ahead log");
    sql << "PRAGMA synchronous=FULL";
    sql << "PRAGMA foreign_keys=ON";
    sql << "PRAGMA mmap_size=0";
    sync_names(file_.parent_path());
    sqlite3_wal_hook(
        handle(sql),
        [](void* pages_in_log, sqlite3*, char const*, int pages) {
            *static_cast<int*>(pages_in_log) = pages;
            return SQLITE_OK;
        },
        &pages_in_log_);
}

void SqliteDialect::open_reader(soci::session& sql) {
    sql.open(soci::sqlite3, sqlite_parameters(file_, true));
    sql << "PRAGMA query_only=ON";
    sql << "PRAGMA mmap_size=0";
}

void SqliteDialect::begin_write(soci::session& sql) { sql << "BEGIN IMMEDIATE"; }
void SqliteDialect::begin_read(soci::session& sql) { sql.begin(); }

bool SqliteDialect::tidy(soci::session& sql) {
    if (pages_in_log_ < most_pages_in_log)
        return true;
    auto* const db = handle(sql);
    int const outcome = sqlite3_wal_checkpoint_v2(db, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    if ((outcome & 0xff) != SQLITE_IOERR)
        return true;  // a full disk: as long as it is full
    log::error("the log could not be moved into the database, and will be read anew: {}", sqlite3_errmsg(db));
    sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    return false;
}

}  // namespace gatehouse::store
