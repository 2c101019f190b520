#include "agent/addresses.h"

#include <arpa/inet.h>
#include <cerrno>
#include <ifaddrs.h>
#include <memory>
#include <net/if.h>
#include <netinet/in.h>
#include <set>
#include <system_error>
#include <unistd.h>

namespace gatehouse::agent {

namespace {

std::string text_of(sockaddr const* address) {
    char text[INET6_ADDRSTRLEN] = {};
    if (address->sa_family == AF_INET) {
        auto const* const v4 = reinterpret_cast<sockaddr_in const*>(address);
        bool const link_local = (ntohl(v4->sin_addr.s_addr) >> 16U) == 0xa9fe;  // 169.254.0.0/16, RFC 3927
        if (!link_local)
            ::inet_ntop(AF_INET, &v4->sin_addr, text, sizeof text);
    } else if (address->sa_family == AF_INET6) {
        auto const* const v6 = reinterpret_cast<sockaddr_in6 const*>(address);
        if (!IN6_IS_ADDR_LINKLOCAL(&v6->sin6_addr))
            ::inet_ntop(AF_INET6, &v6->sin6_addr, text, sizeof text);
    }
    return text;
}

}  // namespace

std::vector<std::string> own_addresses() {
    ifaddrs* list = nullptr;
    if (::getifaddrs(&list) != 0)
        throw std::system_error(errno, std::generic_category(), "cannot list the network interfaces");
    std::unique_ptr<ifaddrs, void (*)(ifaddrs*)> const owner(list, ::freeifaddrs);
    std::set<std::string> found;
    for (auto const* entry = list; entry; entry = entry->ifa_next) {
        if (!entry->ifa_addr || !(entry->ifa_flags & IFF_UP) || (entry->ifa_flags & IFF_LOOPBACK))
            continue;
        if (auto text = text_of(entry->ifa_addr); !text.empty())
            found.insert(std::move(text));
    }
    return {found.begin(), found.end()};
}

std::string own_host_name() {
    char name[256] = {};
    if (::gethostname(name, sizeof name - 1) != 0)
        throw std::system_error(errno, std::generic_category(), "cannot read the host's name");
    return name;
}

}  // namespace gatehouse::agent
