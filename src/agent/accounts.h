#pragma once

#include <string>
#include <sys/types.h>
#include <vector>

namespace gatehouse::agent {

/// The cluster's logins as this machine has them.
struct Logins {
    std::vector<std::string> present;
    std::vector<std::string> missing;

    bool operator==(Logins const&) const = default;
};

/// A login is present when the account exists and may be served: an account with uid 0 only under the name
/// "root", and, when the agent does not run as root, only the account it runs as. Accounts are never created.
Logins find_logins(std::vector<std::string> const& wanted, uid_t running_as);

}  // namespace gatehouse::agent
