#include "agent/enrol.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include "agent/addresses.h"
#include "agent/drop_in.h"
#include "agent/state.h"
#include "agent/state_lock.h"
#include "base/log.h"
#include "client/client.h"
#include "client/fetch_ca.h"
#include "contract/nodes.h"
#include "crypto/digest.h"

namespace gatehouse::agent {

namespace {

/// Others must be able to pass through: sshd reads the files below it as the user who logs in.
void make_state_directory(std::filesystem::path const& directory) {
    std::filesystem::create_directories(directory.parent_path());
    if (::mkdir(directory.c_str(), 0755) != 0 && errno != EEXIST)
        throw std::system_error(errno, std::generic_category(), "cannot make " + directory.string());
    if (::chmod(directory.c_str(), 0755) != 0)
        throw std::system_error(errno, std::generic_category(),
                                "cannot set the mode of " + directory.string());
}

Result<void> check_not_enrolled(Enrolment const& wanted) {
    if (wanted.existing == Existing::replace || !std::filesystem::exists(wanted.paths.identity()))
        return {};
    auto const identity = load_identity(wanted.paths);
    if (!identity)
        return refuse(identity.error());
    return refuse(
        Code::conflict,
        fmt::format("this machine is already node {} of cluster {} at {}; add --replace to enrol it anew",
                    identity->node, identity->cluster_name, identity->server));
}

contract::EnrolNode::Request request_for(Enrolment const& wanted, SshdRelease const& release,
                                         SshdSettings const& settings, std::string const& agent_version) {
    contract::EnrolNode::Request request;
    request.token = wanted.token.reveal();
    request.cluster = wanted.cluster;
    request.name = wanted.name.empty() ? own_host_name() : wanted.name;
    request.hostKeys = settings.host_keys;
    request.addresses = wanted.addresses.empty() ? own_addresses() : wanted.addresses;
    request.port = settings.port;
    request.sshdVersion = release.name;
    request.agentVersion = agent_version;
    return request;
}

}  // namespace

Result<Enrolled> enrol(Enrolment const& wanted, std::string const& agent_version) {
    make_state_directory(wanted.paths.directory);
    auto const lock = TRY(StateLock::take(wanted.paths));
    TRY(check_not_enrolled(wanted));
    auto release = TRY(find_release(wanted.sshd));
    auto const settings = TRY(effective_settings(wanted.sshd));
    auto ca = TRY(client::fetch_ca(wanted.server, wanted.ca_pin));
    auto drop_in = TRY(DropIn::install(wanted.sshd, wanted.drop_in, wanted.paths.authorized_keys_pattern()));

    client::Client console(wanted.server, client::Trust::pinned_ca, ca);
    auto request = request_for(wanted, release, settings, agent_version);
    auto answer = console.call<contract::EnrolNode>(request);
    wipe(request.token);
    if (!answer)
        return refuse(answer.error());
    auto const signing_key = crypto::from_base64(answer->signingKey);
    if (!signing_key || signing_key->size() != 32)
        return refuse(Code::unavailable,
                      "the console's signing key cannot be read; is its version that of this agent?");

    State(wanted.paths).forget();
    save_identity(wanted.paths, {.server = wanted.server,
                                 .ca = std::move(ca),
                                 .signing_key = *signing_key,
                                 .cluster = answer->cluster.uid,
                                 .cluster_name = answer->cluster.name,
                                 .node = answer->uid,
                                 .credential = Secret(std::move(answer->credential)),
                                 .name = wanted.name,
                                 .addresses = wanted.addresses,
                                 .sshd = wanted.sshd,
                                 .sshd_release = std::move(release)});
    drop_in.keep();
    return Enrolled{
        .node = answer->uid, .cluster_name = answer->cluster.name, .reload_needed = drop_in.written()};
}

}  // namespace gatehouse::agent
