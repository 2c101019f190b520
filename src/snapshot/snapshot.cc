#include "snapshot/snapshot.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <stdexcept>

#include "crypto/digest.h"
#include "sshkey/authorized_keys_line.h"
#include "sshkey/names.h"

namespace gatehouse::snapshot {

namespace {

/// A signature of ours over anything else can never pass for one over a snapshot.
std::string message_of(std::string_view payload, std::string_view domain = "gatehouse-snapshot-v1") {
    std::string message(domain);
    message += '\0';
    message += payload;
    return message;
}

std::string message_of(std::string const& cluster, Position position) {
    return message_of(fmt::format("{}.{}.{}", position.epoch, position.revision, cluster),
                      "gatehouse-position-v1");
}

/// One signature has one text: libsodium's decoder reads some bytes over 0x7f as if they were letters.
bool verifies(std::string_view public_key, std::string const& message, std::string_view base64) {
    auto const signature = crypto::from_base64(base64);
    return signature && crypto::to_base64(*signature) == base64 &&
           crypto::verify_signature(public_key, message, *signature);
}

/// sshd's version is the node's business; this one knows every option that we write.
constexpr sshkey::SshdVersion current_sshd{9, 9};

/// Proves, by making it, that the grant is one sound line. A key that has ended is sound: it gets no line.
Result<sshkey::PublicKey> check(Content const& content, Grant const& grant) {
    for (auto const& login : grant.logins)
        TRY(sshkey::check_login(login, ""));
    auto line = TRY(line_input(content, grant));
    line.expiry = content.leaseEnd;
    TRY(sshkey::authorized_keys_line(line, current_sshd));
    return line.key;
}

Result<void> check(Content const& content, std::string const& cluster) {
    if (content.cluster != cluster)
        return refuse(Code::forbidden,
                      fmt::format("the snapshot is for cluster {}, and this node belongs to cluster {}",
                                  content.cluster, cluster));
    if (content.epoch < 1 || content.revision < 1)
        return refuse(Code::invalid, "the snapshot's epoch and revision must be 1 or more");
    for (auto const& login : content.logins)
        TRY(sshkey::check_login(login, "/logins"));
    std::set<std::string> seen;
    for (auto const& grant : content.grants) {
        auto const key = check(content, grant);
        if (!key)
            return refuse(Code::invalid, fmt::format("the snapshot's key {} cannot be used: {}", grant.keyUid,
                                                     key.error().message));
        // sshd takes the first line that lets in, so a second line for a key could only undo the first one's
        // limits.
        if (!seen.insert(key->blob()).second)
            return refuse(Code::invalid,
                          fmt::format("the snapshot grants the key {} twice", key->fingerprint()));
    }
    return {};
}

}  // namespace

Signed sign(Content const& content, crypto::SigningKey const& key) {
    auto payload = json::encode(content);
    if (payload.size() > largest_payload)
        throw std::length_error(fmt::format("the snapshot of cluster {} has {} bytes; nodes take at most {}",
                                            content.cluster, payload.size(), largest_payload));
    auto signature = crypto::to_base64(key.sign(message_of(payload)));
    auto proof = crypto::to_base64(key.sign(message_of(content.cluster, content.position())));
    return {.payload = std::move(payload), .signature = std::move(signature), .proof = std::move(proof)};
}

Result<Content> open(Signed const& signed_snapshot, std::string_view public_key, std::string const& cluster) {
    if (signed_snapshot.payload.size() > largest_payload)
        return refuse(Code::too_large, fmt::format("the snapshot has {} bytes; at most {} are taken",
                                                   signed_snapshot.payload.size(), largest_payload));
    if (!verifies(public_key, message_of(signed_snapshot.payload), signed_snapshot.signature))
        return refuse(Code::forbidden,
                      "the snapshot is not signed by the console's key that was pinned at enrolment");
    auto content = TRY(json::decode<Content>(signed_snapshot.payload));
    TRY(check(content, cluster));
    return content;
}

bool proves(std::string_view proof, std::string_view public_key, std::string const& cluster,
            Position position) {
    return verifies(public_key, message_of(cluster, position), proof);
}

Result<sshkey::LineInput> line_input(Content const& content, Grant const& grant) {
    auto const blob = crypto::from_base64(grant.blob);
    if (!blob)
        return refuse(Code::invalid, "its blob is not base64");
    auto const& allowed = content.sshOptions;
    return sshkey::LineInput{.key_uid = grant.keyUid,
                             .key = TRY(sshkey::PublicKey::from_blob(*blob)),
                             .options = {.pty = allowed.pty,
                                         .port_forwarding = allowed.portForwarding,
                                         .agent_forwarding = allowed.agentForwarding,
                                         .x11_forwarding = allowed.x11Forwarding},
                             .from = grant.from,
                             .expiry = std::min(grant.expiry.value_or(content.leaseEnd), content.leaseEnd)};
}

}  // namespace gatehouse::snapshot
