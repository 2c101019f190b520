#pragma once

#include <string>
#include <vector>

namespace gatehouse::agent {

/// The addresses under which others may reach this machine: of interfaces that are up, without loopback and
/// link-local ones; sorted.
std::vector<std::string> own_addresses();
std::string own_host_name();

}  // namespace gatehouse::agent
