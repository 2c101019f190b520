#pragma once

#include <cstdint>
#include <string>

namespace gatehouse::server {

struct HostAndPort {
    std::string host;  ///< an IPv6 address without its brackets
    std::uint16_t port;
};

/// Reads "192.0.2.1:8443" or "[2001:db8::1]:8443". Throws std::runtime_error that names the option.
HostAndPort parse_host_and_port(std::string const& option, std::string const& text);

}  // namespace gatehouse::server
