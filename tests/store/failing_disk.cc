#include "tests/store/failing_disk.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <mutex>
#include <optional>
#include <random>
#include <sqlite3.h>
#include <stdexcept>
#include <string>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <vector>

namespace gatehouse::test {

namespace {

constexpr std::size_t sector = 512;
constexpr int one_sync_in = 6;  // fails, with Sync::fails_at_times

/// A write, or with a size a truncation.
struct Operation {
    std::size_t at = 0;
    std::string bytes;
    std::optional<std::size_t> size;
};

/// What a file's name leads to: its content on the disk, and what is still to come there.
struct Inode {
    std::string kept;
    std::vector<Operation> unsynced;
};

using Names = std::map<std::string, std::shared_ptr<Inode>>;

std::string read_whole(std::string const& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

struct FailingDisk::State {
    State(std::filesystem::path where, std::uint64_t seed) : directory(std::move(where)), random(seed) {}

    std::filesystem::path directory;
    std::mutex mutex;
    std::mt19937_64 random;
    Sync sync = Sync::works;
    std::uint64_t operations_left = 0;
    bool has_power = true;
    std::uint64_t failed_syncs = 0;
    Names seen;  ///< the directory as programs see it
    Names kept;  ///< as the disk has it

    bool chance(double share) { return std::bernoulli_distribution(share)(random); }

    /// Before every operation, with the mutex held: false once the power is gone.
    bool goes_on() {
        if (has_power && operations_left-- == 0)
            has_power = false;
        return has_power;
    }

    /// With the mutex held. A file that nobody told us of was there before us.
    std::shared_ptr<Inode> open(std::string const& path, bool existed) {
        auto& inode = seen[path];
        if (!inode) {
            inode = std::make_shared<Inode>();
            if (existed) {
                inode->kept = read_whole(path);
                kept[path] = inode;
            }
        }
        return inode;
    }

    static void write(std::string& content, std::size_t at, std::string_view bytes) {
        content.resize(std::max(content.size(), at + bytes.size()));
        content.replace(at, bytes.size(), bytes);
    }

    /// `share` of it, sector by sector.
    void apply(std::string& content, Operation const& operation, double share) {
        if (operation.size) {
            if (chance(share))
                content.resize(*operation.size);
            return;
        }
        if (share == 1)
            return write(content, operation.at, operation.bytes);
        std::string_view rest = operation.bytes;
        for (auto at = operation.at; !rest.empty();) {
            auto const length = std::min(rest.size(), sector - at % sector);
            if (chance(share))
                write(content, at, rest.substr(0, length));
            rest.remove_prefix(length);
            at += length;
        }
    }

    /// Some of the unsynced operations reach the disk: none, all, those up to one that is torn, or any.
    void keep_some(Inode& inode) {
        auto const count = inode.unsynced.size();
        auto const luck = std::uniform_int_distribution(0, 3)(random);
        auto const torn = std::uniform_int_distribution<std::size_t>(0, count)(random);
        auto const share = std::uniform_real_distribution(0.05, 0.95)(random);
        for (std::size_t i = 0; i < count; ++i) {
            double const shares[] = {0, 1, i < torn ? 1 : i == torn ? 0.5 : 0, share};
            apply(inode.kept, inode.unsynced[i], shares[luck]);
        }
        inode.unsynced.clear();
    }

    int sync_directory() {
        std::scoped_lock const lock(mutex);
        if (!goes_on() || (sync == Sync::fails_at_times && chance(1.0 / one_sync_in))) {
            errno = EIO;
            return -1;
        }
        if (sync != Sync::lies)
            kept = seen;
        return 0;
    }

    int sync_file(Inode& inode, bool and_directory) {
        if (sync == Sync::lies)
            return SQLITE_OK;
        if (sync == Sync::fails_at_times && chance(1.0 / one_sync_in)) {
            ++failed_syncs;
            keep_some(inode);
            return SQLITE_IOERR_FSYNC;
        }
        for (auto const& operation : inode.unsynced)
            apply(inode.kept, operation, 1);
        inode.unsynced.clear();
        if (and_directory)
            kept = seen;
        return SQLITE_OK;
    }
};

namespace {

FailingDisk::State* disk = nullptr;

sqlite3_vfs* real_vfs() {
    static sqlite3_vfs* const real = sqlite3_vfs_find("unix");
    return real;
}

/// What SQLite holds of an open file. The real one follows it in memory.
struct File {
    sqlite3_file base;
    std::shared_ptr<Inode>* inode;  ///< null for files that no power cut concerns
    bool syncs_directory;           ///< its first sync makes its name durable too, as os_unix.c does it
};

File& ours(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }
sqlite3_file* real(sqlite3_file* file) { return reinterpret_cast<sqlite3_file*>(&ours(file) + 1); }

int close(sqlite3_file* file) {
    delete ours(file).inode;
    return real(file)->pMethods->xClose(real(file));
}

int write(sqlite3_file* file, void const* bytes, int length, sqlite3_int64 at) {
    std::scoped_lock const lock(disk->mutex);
    if (ours(file).inode) {
        if (!disk->goes_on())
            return SQLITE_IOERR_WRITE;
        (*ours(file).inode)
            ->unsynced.push_back({static_cast<std::size_t>(at),
                                  {static_cast<char const*>(bytes), static_cast<std::size_t>(length)},
                                  {}});
    }
    return real(file)->pMethods->xWrite(real(file), bytes, length, at);
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
    std::scoped_lock const lock(disk->mutex);
    if (ours(file).inode) {
        if (!disk->goes_on())
            return SQLITE_IOERR_TRUNCATE;
        (*ours(file).inode)->unsynced.push_back({0, {}, static_cast<std::size_t>(size)});
    }
    return real(file)->pMethods->xTruncate(real(file), size);
}

int sync(sqlite3_file* file, int) {
    std::scoped_lock const lock(disk->mutex);
    if (!ours(file).inode)
        return SQLITE_OK;
    if (!disk->goes_on())
        return SQLITE_IOERR_FSYNC;
    int const outcome = disk->sync_file(**ours(file).inode, ours(file).syncs_directory);
    if (outcome == SQLITE_OK)
        ours(file).syncs_directory = false;
    return outcome;
}

int read(sqlite3_file* f, void* to, int n, sqlite3_int64 at) {
    return real(f)->pMethods->xRead(real(f), to, n, at);
}
int file_size(sqlite3_file* f, sqlite3_int64* size) { return real(f)->pMethods->xFileSize(real(f), size); }
int lock(sqlite3_file* f, int level) { return real(f)->pMethods->xLock(real(f), level); }
int unlock(sqlite3_file* f, int level) { return real(f)->pMethods->xUnlock(real(f), level); }
int is_reserved(sqlite3_file* f, int* is) { return real(f)->pMethods->xCheckReservedLock(real(f), is); }
int control(sqlite3_file* f, int what, void* with) {
    return real(f)->pMethods->xFileControl(real(f), what, with);
}
int sector_size(sqlite3_file* f) { return real(f)->pMethods->xSectorSize(real(f)); }
int characteristics(sqlite3_file* f) { return real(f)->pMethods->xDeviceCharacteristics(real(f)); }
int shm_map(sqlite3_file* f, int page, int size, int extend, void volatile** to) {
    return real(f)->pMethods->xShmMap(real(f), page, size, extend, to);
}
int shm_lock(sqlite3_file* f, int at, int n, int flags) {
    return real(f)->pMethods->xShmLock(real(f), at, n, flags);
}
void shm_barrier(sqlite3_file* f) { real(f)->pMethods->xShmBarrier(real(f)); }
int shm_unmap(sqlite3_file* f, int remove) { return real(f)->pMethods->xShmUnmap(real(f), remove); }

constexpr sqlite3_io_methods methods = {
    2,         close,       read,    write,       truncate,        sync,    file_size, lock,
    unlock,    is_reserved, control, sector_size, characteristics, shm_map, shm_lock,  shm_barrier,
    shm_unmap, nullptr,     nullptr};

int open(sqlite3_vfs*, char const* path, sqlite3_file* file, int flags, int* flags_out) {
    std::scoped_lock const lock(disk->mutex);
    ours(file) = {};
    bool const existed = path != nullptr && std::filesystem::exists(path);
    bool const lasting = path != nullptr && (flags & SQLITE_OPEN_DELETEONCLOSE) == 0;
    if (lasting && !existed && !disk->goes_on())
        return SQLITE_CANTOPEN;
    if (int const outcome = real_vfs()->xOpen(real_vfs(), path, real(file), flags, flags_out);
        outcome != SQLITE_OK)
        return outcome;
    if (lasting)
        ours(file).inode = new std::shared_ptr(disk->open(path, existed));
    ours(file).syncs_directory = !existed && (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0;
    ours(file).base.pMethods = &methods;
    return SQLITE_OK;
}

int remove(sqlite3_vfs*, char const* path, int sync_directory) {
    std::scoped_lock const lock(disk->mutex);
    if (!disk->goes_on())
        return SQLITE_IOERR_DELETE;
    disk->seen.erase(path);
    if (sync_directory && disk->sync != FailingDisk::Sync::lies)
        disk->kept = disk->seen;
    return real_vfs()->xDelete(real_vfs(), path, 0);
}

sqlite3_vfs* failing_vfs() {
    static sqlite3_vfs vfs = [] {
        auto made = *real_vfs();
        made.szOsFile += static_cast<int>(sizeof(File));
        made.pNext = nullptr;
        made.zName = "failing";
        made.xOpen = open;
        made.xDelete = remove;
        return made;
    }();
    return &vfs;
}

}  // namespace

FailingDisk::FailingDisk(std::filesystem::path directory, std::uint64_t seed)
    : state_(std::make_unique<State>(std::move(directory), seed)) {
    if (disk != nullptr)
        throw std::logic_error("one failing disk at a time");
    disk = state_.get();
    sqlite3_vfs_register(failing_vfs(), 1);
}

FailingDisk::~FailingDisk() {
    sqlite3_vfs_unregister(failing_vfs());
    sqlite3_vfs_register(real_vfs(), 1);
    disk = nullptr;
}

void FailingDisk::power_for(std::uint64_t operations, Sync sync) {
    std::scoped_lock const lock(state_->mutex);
    state_->operations_left = operations;
    state_->sync = sync;
    state_->has_power = true;
}

void FailingDisk::cut() {
    std::scoped_lock const lock(state_->mutex);
    state_->has_power = false;
}

void FailingDisk::restore() {
    std::scoped_lock const lock(state_->mutex);
    for (auto const& file : std::filesystem::directory_iterator(state_->directory))
        std::filesystem::remove(file);
    auto names = state_->kept;
    names.insert(state_->seen.begin(), state_->seen.end());
    for (auto const& [path, ignored] : names) {
        // A name that was made, removed or made anew since the last sync is as before or as now.
        auto const& found = state_->chance(0.5) ? state_->kept : state_->seen;
        auto const inode = found.find(path);
        if (inode == found.end())
            continue;
        state_->keep_some(*inode->second);
        std::ofstream(path, std::ios::binary) << inode->second->kept;
    }
    state_->seen.clear();
    state_->kept.clear();
}

bool FailingDisk::has_power() const {
    std::scoped_lock const lock(state_->mutex);
    return state_->has_power;
}

std::uint64_t FailingDisk::failed_syncs() const {
    std::scoped_lock const lock(state_->mutex);
    return state_->failed_syncs;
}

}  // namespace gatehouse::test

// In the place of the C library's: the one thing that concerns the disk and that the database does beside
// SQLite.
extern "C" int fsync(int fd) {
    struct stat asked {
    }, ours{};
    if (gatehouse::test::disk == nullptr || ::stat(gatehouse::test::disk->directory.c_str(), &ours) != 0 ||
        ::fstat(fd, &asked) != 0 || asked.st_ino != ours.st_ino || asked.st_dev != ours.st_dev)
        return static_cast<int>(::syscall(SYS_fsync, fd));
    return gatehouse::test::disk->sync_directory();
}
