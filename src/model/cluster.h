#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/enum_names.h"
#include "base/id.h"
#include "model/meta.h"

namespace gatehouse::model {

enum class Environment { cloud, data_center, edge };

/// What a login may use beside running commands; options on a key only narrow it.
struct SshOptions {
    bool pty = true;
    bool port_forwarding = true;
    bool agent_forwarding = false;
    bool x11_forwarding = false;
};

/// Nodes that are reached with the same keys.
struct Cluster {
    ClusterUid uid;
    ProjectUid project;
    Meta meta;
    Environment environment = Environment::edge;
    std::string cloud_type;             ///< Palette's word, or empty
    std::vector<std::string> logins{};  ///< the OS accounts that keys may open
    SshOptions options{};
    std::int64_t lease_seconds = 0;      ///< how long a node that hears nothing honours what it holds
    std::optional<Time> deleting{};      ///< since when it is being removed
    std::int64_t revision = 0;           ///< the newest change of access that concerns it
    std::int64_t settings_revision = 0;  ///< the last change of its own logins and options
};

/// One machine whose sshd lets people in by our word.
struct Node {
    NodeUid uid;
    ClusterUid cluster;
    Meta meta;
    std::vector<std::string> addresses{};
    int port = 22;
    std::vector<std::string> host_keys{};  ///< "type base64", as its .pub files have them
    std::vector<std::string> logins{};
    std::vector<std::string> missing_logins{};  ///< the cluster's logins that have no account there
    std::string sshd_version{};
    std::string agent_version{};
    std::int64_t epoch = 0;
    std::int64_t revision = 0;  ///< what it has confirmed to enforce
    Time lease_end{};           ///< until when, if it is not heard again; zero: it holds nothing yet
    Time last_contact{};
    std::int64_t clock_skew_seconds = 0;  ///< node's clock minus ours
    std::string problem{};
    std::optional<Time> retiring{};    ///< since when it is being removed
    std::int64_t retire_revision = 0;  ///< confirming this revision or a later one confirms the empty set
};

/// One key that opens the named logins of a cluster's nodes.
struct Grant {
    SshKeyUid key;
    std::string blob;  ///< base64
    std::vector<std::string> logins;
    std::vector<std::string> from;
    std::optional<Time> expiry;
    std::int64_t revision = 0;  ///< the key's
};

}  // namespace gatehouse::model

namespace gatehouse {
template <>
inline constexpr std::pair<model::Environment, std::string_view> enum_names<model::Environment>[] = {
    {model::Environment::cloud, "cloud"},
    {model::Environment::data_center, "data-center"},
    {model::Environment::edge, "edge"},
};
}  // namespace gatehouse
