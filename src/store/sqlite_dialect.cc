#include "store/sqlite_dialect.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/database_fault.h"

namespace gatehouse::store {

namespace {

std::string parameters(std::filesystem::path const& file, bool read_only) {
    if (file.string().find('"') != std::string::npos)
        throw DatabaseFault("the database's path must not hold a quotation mark");
    return fmt::format("dbname=\"{}\" timeout=5{}", file.string(), read_only ? " readonly=1" : "");
}

}  // namespace

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
    auto const before = ::umask(0077);  // the database holds password hashes
    sql.open(soci::sqlite3, parameters(file_, false));
    ::umask(before);
    sql << "PRAGMA journal_mode=WAL";
    sql << "PRAGMA synchronous=FULL";
    sql << "PRAGMA foreign_keys=ON";
    sql << "PRAGMA mmap_size=0";
}

void SqliteDialect::open_reader(soci::session& sql) {
    sql.open(soci::sqlite3, parameters(file_, true));
    sql << "PRAGMA query_only=ON";
    sql << "PRAGMA mmap_size=0";
}

void SqliteDialect::begin_write(soci::session& sql) { sql << "BEGIN IMMEDIATE"; }
void SqliteDialect::begin_read(soci::session& sql) { sql.begin(); }

}  // namespace gatehouse::store
