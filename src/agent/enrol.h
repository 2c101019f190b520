#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "agent/identity.h"
#include "base/result.h"
#include "base/secret.h"

namespace gatehouse::agent {

/// What to do with a machine that is enrolled already.
enum class Existing { refuse, replace };

struct Enrolment {
    std::string server;
    std::string ca_pin;
    Secret token;
    std::string cluster;  ///< uid or name
    StatePaths paths;
    std::string name;                    ///< empty: the host's name
    std::vector<std::string> addresses;  ///< empty: those of the interfaces
    Sshd sshd;
    std::filesystem::path drop_in;
    Existing existing = Existing::refuse;
};

struct Enrolled {
    std::string node;
    std::string cluster_name;
    bool reload_needed = false;  ///< the drop-in is new: sshd must read its configuration again
};

/// Makes this machine a node of the cluster. Whatever can refuse is asked before the token is used, and a
/// refusal leaves sshd's configuration as it was.
Result<Enrolled> enrol(Enrolment const& wanted, std::string const& agent_version);

}  // namespace gatehouse::agent
