#include "agent/accounts.h"

#include <cerrno>
#include <optional>
#include <pwd.h>
#include <set>

#include "sshkey/names.h"

namespace gatehouse::agent {

namespace {

std::optional<uid_t> uid_of(std::string const& login) {
    std::vector<char> room(4096);
    passwd entry{};
    passwd* found = nullptr;
    while (::getpwnam_r(login.c_str(), &entry, room.data(), room.size(), &found) == ERANGE &&
           room.size() < (1U << 20U))
        room.resize(room.size() * 2);
    if (!found)
        return std::nullopt;
    return entry.pw_uid;
}

bool may_serve(std::string const& login, uid_t running_as) {
    if (!sshkey::check_login(login, ""))
        return false;
    auto const uid = uid_of(login);
    if (!uid || (*uid == 0 && login != "root"))
        return false;
    return running_as == 0 || *uid == running_as;
}

}  // namespace

Logins find_logins(std::vector<std::string> const& wanted, uid_t running_as) {
    Logins found;
    for (auto const& login : std::set<std::string>(wanted.begin(), wanted.end()))
        (may_serve(login, running_as) ? found.present : found.missing).push_back(login);
    return found;
}

}  // namespace gatehouse::agent
