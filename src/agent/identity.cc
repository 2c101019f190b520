#include "agent/identity.h"

#include <fmt/format.h>

#include "base/files.h"
#include "crypto/digest.h"
#include "json/json.h"

namespace gatehouse::agent {

namespace {

/// The file's form. It does hold a secret: this is the one place where it is written down, with mode 0600.
struct IdentityFile {
    std::string server;
    std::string ca;
    std::string signingKey;
    std::string cluster;
    std::string clusterName;
    std::string node;
    std::string credential;
    std::string name;
    std::vector<std::string> addresses;
    std::string sshd;
    std::string sshdConfig;
    std::string sshdVersion;
};
BOOST_DESCRIBE_STRUCT(IdentityFile, (),
                      (server, ca, signingKey, cluster, clusterName, node, credential, name, addresses, sshd,
                       sshdConfig, sshdVersion))

Result<IdentityFile> read(StatePaths const& paths) {
    auto text = read_file(paths.identity());
    if (!text)
        return refuse(
            Code::not_found,
            fmt::format(
                "this machine is not enrolled: there is no {}; run the command that the console shows "
                "under \"Add node\"",
                paths.identity().string()));
    auto file = json::decode<IdentityFile>(*text);
    wipe(*text);
    return file;
}

}  // namespace

Result<Identity> load_identity(StatePaths const& paths) {
    auto file = read(paths);
    auto const damaged = [&](std::string const& why) {
        return refuse(Code::invalid,
                      fmt::format("{} is damaged ({}); enrol this machine again with --replace",
                                  paths.identity().string(), why));
    };
    if (!file)
        return file.error().code == Code::not_found ? refuse(file.error()) : damaged(file.error().message);
    auto const key = crypto::from_base64(file->signingKey);
    if (!key || key->size() != 32)
        return damaged("its signing key does not have 32 bytes");
    auto release = parse_release(file->sshdVersion);
    if (!release)
        return damaged("its sshd version cannot be used");
    return Identity{.server = std::move(file->server),
                    .ca = std::move(file->ca),
                    .signing_key = *key,
                    .cluster = std::move(file->cluster),
                    .cluster_name = std::move(file->clusterName),
                    .node = std::move(file->node),
                    .credential = Secret(std::move(file->credential)),
                    .name = std::move(file->name),
                    .addresses = std::move(file->addresses),
                    .sshd = {.program = std::move(file->sshd), .config = std::move(file->sshdConfig)},
                    .sshd_release = std::move(*release)};
}

void save_identity(StatePaths const& paths, Identity const& identity) {
    IdentityFile file{.server = identity.server,
                      .ca = identity.ca,
                      .signingKey = crypto::to_base64(identity.signing_key),
                      .cluster = identity.cluster,
                      .clusterName = identity.cluster_name,
                      .node = identity.node,
                      .credential = std::string(identity.credential.reveal()),
                      .name = identity.name,
                      .addresses = identity.addresses,
                      .sshd = identity.sshd.program.string(),
                      .sshdConfig = identity.sshd.config.string(),
                      .sshdVersion = identity.sshd_release.name};
    auto text = json::encode(file);
    write_file_atomically(paths.identity(), text, 0600);
    wipe(text);
    wipe(file.credential);
}

}  // namespace gatehouse::agent
