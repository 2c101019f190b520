#include "agent/reporter.h"

#include <algorithm>
#include <fmt/format.h>
#include <sys/stat.h>
#include <system_error>

#include "agent/addresses.h"
#include "base/log.h"
#include "base/text.h"

namespace gatehouse::agent {

namespace {

constexpr std::chrono::minutes between_questions{5};

}  // namespace

Reporter::Reporter(Identity const& identity, StatePaths paths, std::string agent_version, uid_t running_as)
    : identity_(identity), paths_(std::move(paths)), agent_version_(std::move(agent_version)),
      running_as_(running_as), release_(identity.sshd_release) {}

void Reporter::refresh(std::vector<std::string> const& wanted_logins,
                       std::chrono::steady_clock::time_point now) {
    auto const logins = find_logins(wanted_logins, running_as_);
    if (asked_ && now - *asked_ < between_questions && logins == asked_for_)
        return;
    asked_ = now;
    asked_for_ = logins;
    problems_.clear();
    try {
        ask_sshd(logins);
    } catch (std::system_error const& problem) {  // what was known before stands
        problems_.emplace_back(problem.what());
    }
    for (auto const& problem : problems_)
        log::warn("sshd problem found problem={}", problem);
}

void Reporter::ask_sshd(Logins const& logins) {
    auto release = find_release(identity_.sshd);
    auto settings = effective_settings(identity_.sshd);
    if (!release || !settings) {
        problems_.push_back(release ? settings.error().message : release.error().message);
        return;
    }
    release_ = std::move(*release);
    settings_ = std::move(*settings);
    check_reads_ours(settings_, "");
    for (auto const& login : logins.present)
        if (problems_.empty())
            if (auto const its = effective_settings(identity_.sshd, login))
                check_reads_ours(*its, login);
    if (settings_.strict_modes)
        if (auto const part = unsound_part(paths_.authorized_keys(), running_as_))
            problems_.push_back(
                fmt::format("sshd will not read {}: {} is writable by others or not owned by root",
                            paths_.authorized_keys().string(), part->string()));
}

void Reporter::check_reads_ours(SshdSettings const& settings, std::string const& whom) {
    auto const of_whom = whom.empty() ? std::string() : " for login " + whom;
    auto const& files = settings.authorized_keys_files;
    if (!settings.pubkey_authentication)
        problems_.push_back(
            fmt::format("sshd{} has PubkeyAuthentication off, so no key opens this node", of_whom));
    else if (std::find(files.begin(), files.end(), paths_.authorized_keys_pattern()) == files.end())
        problems_.push_back(
            fmt::format("sshd{} does not read Gatehouse's keys: AuthorizedKeysFile is \"{}\" and must "
                        "start with {}",
                        of_whom, join(files, " "), paths_.authorized_keys_pattern()));
}

contract::NodeReport Reporter::report(std::vector<std::string> const& wanted_logins) const {
    auto logins = find_logins(wanted_logins, running_as_);
    return {.name = identity_.name.empty() ? own_host_name() : identity_.name,
            .hostKeys = settings_.host_keys,
            .addresses = identity_.addresses.empty() ? own_addresses() : identity_.addresses,
            .port = settings_.port,
            .logins = std::move(logins.present),
            .missingLogins = std::move(logins.missing),
            .sshdVersion = release_.name,
            .agentVersion = agent_version_};
}

std::optional<std::filesystem::path> unsound_part(std::filesystem::path path, uid_t owner) {
    for (;;) {
        struct stat found {};
        if (::stat(path.c_str(), &found) == 0 &&
            ((found.st_mode & 022) != 0 || (found.st_uid != 0 && found.st_uid != owner)))
            return path;
        if (path == path.parent_path())
            return std::nullopt;
        path = path.parent_path();
    }
}

}  // namespace gatehouse::agent
