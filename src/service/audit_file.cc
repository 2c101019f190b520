#include "service/audit_file.h"

#include <cerrno>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace gatehouse::service {

namespace {

[[noreturn]] void fail(char const* what, std::filesystem::path const& path, int error = errno) {
    throw std::system_error(error, std::generic_category(), std::string(what) + " " + path.string());
}

off_t size_of(int fd) {
    struct stat status {};
    return ::fstat(fd, &status) == 0 ? status.st_size : 0;
}

/// The error; 0: all of it is on the disk.
int write_and_sync(int fd, std::string_view text) {
    while (!text.empty()) {
        auto const count = ::write(fd, text.data(), text.size());
        if (count < 0 && errno != EINTR)
            return errno;
        text.remove_prefix(count < 0 ? 0 : std::size_t(count));
    }
    return ::fdatasync(fd) == 0 ? 0 : errno;
}

}  // namespace

AuditFile::~AuditFile() {
    if (fd_ >= 0)
        ::close(fd_);
}

void AuditFile::open() {
    struct stat at_path {};
    struct stat held {};
    bool const same = fd_ >= 0 && ::stat(path_.c_str(), &at_path) == 0 && ::fstat(fd_, &held) == 0 &&
                      at_path.st_dev == held.st_dev && at_path.st_ino == held.st_ino;
    if (same)
        return;
    if (fd_ >= 0)
        ::close(fd_);
    fd_ = ::open(path_.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0640);
    if (fd_ < 0)
        fail("cannot open", path_);
    struct stat opened {};
    if (::fstat(fd_, &opened) != 0 || !S_ISREG(opened.st_mode)) {
        ::close(fd_);
        fd_ = -1;
        fail("not a file:", path_, EINVAL);
    }
    char last = '\n';  // a power cut may have left a part of a line
    if (opened.st_size > 0 && ::pread(fd_, &last, 1, opened.st_size - 1) == 1 && last != '\n')
        if (int const error = write_and_sync(fd_, "\n"); error != 0)
            fail("cannot write", path_, error);
}

void AuditFile::append(std::string_view lines) {
    open();
    auto const before = size_of(fd_);
    if (int const error = write_and_sync(fd_, lines); error != 0) {
        if (::ftruncate(fd_, before) != 0) {  // the next open() ends the line
            ::close(fd_);
            fd_ = -1;
        }
        fail("cannot write", path_, error);
    }
}

}  // namespace gatehouse::service
