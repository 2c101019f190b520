#include "base/files.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace gatehouse {

namespace {

[[noreturn]] void fail(char const* what, std::filesystem::path const& path) {
    throw std::system_error(errno, std::generic_category(), std::string(what) + " " + path.string());
}

class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;
    ~Descriptor() {
        if (fd_ >= 0)
            ::close(fd_);
    }
    int get() const { return fd_; }

private:
    int fd_;
};

}  // namespace

std::optional<std::string> read_file(std::filesystem::path const& path, std::size_t most) {
    Descriptor const file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0) {
        if (errno == ENOENT)
            return std::nullopt;
        fail("cannot open", path);
    }
    std::string content;
    char chunk[65536];
    for (;;) {
        ssize_t const count = ::read(file.get(), chunk, sizeof chunk);
        if (count < 0) {
            if (errno == EINTR)
                continue;
            fail("cannot read", path);
        }
        if (count == 0)
            return content;
        content.append(chunk, std::size_t(count));
        if (content.size() > most) {
            errno = EFBIG;
            fail("too large:", path);
        }
    }
}

void write_file_atomically(std::filesystem::path const& path, std::string_view content, mode_t mode) {
    auto const directory = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    // A leading dot and a fixed suffix: sshd never reads it as a login's file, and a crash leaves one file to
    // overwrite, not a growing heap.
    auto const fresh = directory / ("." + path.filename().string() + ".new");
    ::unlink(fresh.c_str());
    {
        Descriptor const file(
            ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode));
        if (file.get() < 0)
            fail("cannot create", fresh);
        while (!content.empty()) {
            ssize_t const count = ::write(file.get(), content.data(), content.size());
            if (count < 0) {
                if (errno == EINTR)
                    continue;
                fail("cannot write", fresh);
            }
            content.remove_prefix(std::size_t(count));
        }
        if (::fchmod(file.get(), mode) != 0)  // the umask took its part at creation
            fail("cannot set the mode of", fresh);
        if (::fsync(file.get()) != 0)
            fail("cannot sync", fresh);
    }
    if (::rename(fresh.c_str(), path.c_str()) != 0)
        fail("cannot rename", fresh);
    Descriptor const folder(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.get() < 0 || ::fsync(folder.get()) != 0)
        fail("cannot sync", directory);
}

}  // namespace gatehouse
