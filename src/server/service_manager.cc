#include "server/service_manager.h"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <string_view>
#include <sys/socket.h>
#include <sys/un.h>
#include <system_error>
#include <unistd.h>

#include "base/log.h"

namespace gatehouse::server {

void tell_ready() {
    char const* const named = std::getenv("NOTIFY_SOCKET");
    if (!named)
        return;
    std::string_view const path = named;
    sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
    if (path.size() >= sizeof address.sun_path)
        return log::error("the service manager's socket has too long a name name={}", path);
    std::ranges::copy(path, address.sun_path);
    if (path.starts_with('@'))  // an abstract socket: its name begins with a zero
        address.sun_path[0] = '\0';

    static constexpr std::string_view ready = "READY=1";
    int const fd = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    ssize_t sent = -1;
    if (fd >= 0)
        sent = ::sendto(fd, ready.data(), ready.size(), MSG_NOSIGNAL, reinterpret_cast<sockaddr*>(&address),
                        socklen_t(offsetof(sockaddr_un, sun_path) + path.size()));
    if (sent < 0)
        log::error("the service manager cannot be told that we are ready reason={}",
                   std::generic_category().message(errno));
    if (fd >= 0)
        ::close(fd);
}

}  // namespace gatehouse::server
