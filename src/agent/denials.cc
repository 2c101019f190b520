#include "agent/denials.h"

#include <algorithm>

namespace gatehouse::agent {

using snapshot::Content;
using snapshot::Grant;
using snapshot::SshOptions;

namespace {

bool has(std::vector<std::string> const& list, std::string const& entry) {
    return std::ranges::find(list, entry) != list.end();
}

void keep_only(std::vector<std::string>& list, std::vector<std::string> const& allowed) {
    std::erase_if(list, [&](std::string const& entry) { return !has(allowed, entry); });
}

SshOptions both(SshOptions const& one, SshOptions const& other) {
    return {.pty = one.pty && other.pty,
            .portForwarding = one.portForwarding && other.portForwarding,
            .agentForwarding = one.agentForwarding && other.agentForwarding,
            .x11Forwarding = one.x11Forwarding && other.x11Forwarding};
}

/// Whether the key itself may do more than before. A login that the cluster did not have then is the
/// cluster's decision; of two restrictions to addresses none is known to be the narrower.
bool is_wider(Grant const& grant, Grant const& before, std::vector<std::string> const& logins_then) {
    bool const more_logins = std::ranges::any_of(grant.logins, [&](std::string const& login) {
        return !has(before.logins, login) && has(logins_then, login);
    });
    bool const more_sources = !before.from.empty() && grant.from != before.from;
    bool const more_time = before.expiry && (!grant.expiry || *grant.expiry > *before.expiry);
    return more_logins || more_sources || more_time;
}

bool settings_are_wider(Content const& content, Content const& before) {
    return both(content.sshOptions, before.sshOptions) != content.sshOptions ||
           std::ranges::any_of(content.logins,
                               [&](std::string const& login) { return !has(before.logins, login); });
}

bool allowed(Grant const& grant, Content const& before) {
    return std::ranges::any_of(before.grants, [&](Grant const& other) {
        return other.keyUid == grant.keyUid && other.blob == grant.blob &&
               !is_wider(grant, other, before.logins);
    });
}

}  // namespace

Denials Denials::after(Content const& last, Content const& next) const {
    auto denials = *this;
    for (auto const& grant : next.grants)
        if (auto const denied = denials.keys.find(grant.keyUid);
            denied != denials.keys.end() && grant.revision > denied->second)
            denials.keys.erase(denied);
    if (denials.settings && next.settingsRevision > denials.settings->revision)
        denials.settings.reset();
    if (next.epoch <= last.epoch)
        return denials;

    auto const before = applied_to(last);
    if (!(next.settingsRevision > last.revision) && settings_are_wider(next, before))
        denials.settings = SettingsLimit{last.revision, before.logins, before.sshOptions};
    for (auto const& grant : next.grants)
        if (!(grant.revision > last.revision) && !allowed(grant, before))
            denials.keys[grant.keyUid] = last.revision;
    return denials;
}

Content Denials::applied_to(Content content) const {
    std::erase_if(content.grants, [&](Grant const& grant) { return keys.contains(grant.keyUid); });
    if (!settings)
        return content;
    keep_only(content.logins, settings->logins);
    for (auto& grant : content.grants)
        keep_only(grant.logins, settings->logins);
    content.sshOptions = both(content.sshOptions, settings->sshOptions);
    return content;
}

std::vector<std::string> Denials::held(Content const& content) const {
    std::vector<std::string> uids;
    for (auto const& grant : content.grants)
        if (keys.contains(grant.keyUid))
            uids.push_back(grant.keyUid);
    return uids;
}

std::vector<std::string> Denials::shut_logins(Content const& content) const {
    auto logins = content.logins;
    if (!settings)
        return {};
    std::erase_if(logins, [&](std::string const& login) { return has(settings->logins, login); });
    return logins;
}

}  // namespace gatehouse::agent
