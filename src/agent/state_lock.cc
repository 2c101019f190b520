#include "agent/state_lock.h"

#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <system_error>
#include <unistd.h>

namespace gatehouse::agent {

Result<StateLock> StateLock::take(StatePaths const& paths) {
    int const fd = ::open(paths.lock().c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        throw std::system_error(errno, std::generic_category(), "cannot open " + paths.lock().string());
    StateLock lock(fd);
    if (::flock(fd, LOCK_EX | LOCK_NB) == 0)
        return lock;
    if (errno != EWOULDBLOCK)
        throw std::system_error(errno, std::generic_category(), "cannot lock " + paths.lock().string());
    return refuse(
        Code::conflict,
        fmt::format("another gatehouse-agent works in {}; stop it first (systemctl stop gatehouse-agent)",
                    paths.directory.string()));
}

StateLock::~StateLock() {
    if (fd_ >= 0)
        ::close(fd_);
}

}  // namespace gatehouse::agent
