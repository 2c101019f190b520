#include "store/sqlite_log.h"

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <fmt/format.h>
#include <memory>
#include <sqlite3.h>
#include <unistd.h>
#include <vector>

#include "store/database_fault.h"

namespace gatehouse::store {

namespace {

void require(int outcome, char const* what) {
    if (outcome != SQLITE_OK)
        throw DatabaseFault(fmt::format("the log cannot be {}: {}", what, sqlite3_errstr(outcome)));
}

/// A file as SQLite opens it, so that tests can put a failing disk below it.
class File {
public:
    File(sqlite3_vfs& vfs, std::string const& log)
        : name_(log + std::string(3, '\0')),  // the end of a list of parameters, of which there are none
          memory_(static_cast<std::size_t>(vfs.szOsFile) / sizeof(std::max_align_t) + 1) {
        int const outcome =
            vfs.xOpen(&vfs, name_.c_str(), get(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_WAL, nullptr);
        if (outcome != SQLITE_OK)
            close();
        require(outcome, "opened");
    }
    File(File const&) = delete;
    File& operator=(File const&) = delete;
    ~File() { close(); }

    sqlite3_file* get() { return reinterpret_cast<sqlite3_file*>(memory_.data()); }
    sqlite3_io_methods const& methods() { return *get()->pMethods; }

private:
    void close() {
        if (get()->pMethods)
            methods().xClose(get());
    }

    std::string name_;
    std::vector<std::max_align_t> memory_;
};

}  // namespace

void write_anew(std::string const& log) {
    auto& vfs = *sqlite3_vfs_find(nullptr);
    int exists = 0;
    require(vfs.xAccess(&vfs, log.c_str(), SQLITE_ACCESS_EXISTS, &exists), "found");
    if (!exists)
        return;
    File file(vfs, log);
    sqlite3_int64 size = 0;
    require(file.methods().xFileSize(file.get(), &size), "measured");
    std::array<char, 65536> part{};
    for (sqlite3_int64 at = 0; at < size; at += std::ssize(part)) {
        int const length = static_cast<int>(std::min<sqlite3_int64>(std::ssize(part), size - at));
        require(file.methods().xRead(file.get(), part.data(), length, at), "read");
        require(file.methods().xWrite(file.get(), part.data(), length, at), "written");
    }
    require(file.methods().xSync(file.get(), SQLITE_SYNC_NORMAL), "synced");
}

void sync_names(std::filesystem::path const& directory) {
    auto const where = directory.empty() ? std::filesystem::path(".") : directory;
    int const fd = ::open(where.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool const synced = fd >= 0 && ::fsync(fd) == 0;
    ::close(fd);
    if (!synced)
        throw DatabaseFault("the directory of the database cannot be synced");
}

}  // namespace gatehouse::store
