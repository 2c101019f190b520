#include "server/host_and_port.h"

#include <stdexcept>

#include "base/text.h"

namespace gatehouse::server {

HostAndPort parse_host_and_port(std::string const& option, std::string const& text) {
    auto const colon = text.rfind(':');
    auto const port =
        colon == std::string::npos ? std::nullopt : to_number<std::uint16_t>(text.substr(colon + 1));
    if (!port)
        throw std::runtime_error(fmt::format("{} {}: write host:port, as in 127.0.0.1:8443", option, text));
    auto host = text.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    return {host, *port};
}

}  // namespace gatehouse::server
