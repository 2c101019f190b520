#include "cli/people.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cli/find.h"
#include "contract/roles.h"

namespace gatehouse::cli {

using namespace contract;

Result<UserSummary> find_user(Console& console, std::string const& wanted) {
    bool const by_address = wanted.find('@') != std::string::npos;
    SummarizeUsers::Request which;
    if (by_address)
        which.filter = SummarizeUsers::Filter{.emailId = FilterString{.eq = wanted}, .name = std::nullopt};
    auto const users = TRY(console.call<SummarizeUsers>(which)).items;
    if (by_address && users.size() == 1)
        return users.front();
    return find(users, wanted, "user");
}

Result<std::string> find_member(Console& console, std::string const& wanted) {
    if (!console.project())
        return TRY(find_user(console, wanted)).metadata.uid;
    auto const key = sshkey::name_key(wanted);
    for (auto const& member :
         TRY(console.call<ListProjectMembers>({ProjectUid(console.project()->uid)})).items)
        if (member.uid == wanted || sshkey::name_key(member.emailId) == key)
            return member.uid;
    return refuse(Code::not_found,
                  fmt::format("there is no {} who holds a role in {}", wanted, console.place()));
}

Result<std::vector<std::string>> find_users(Console& console, std::vector<std::string> const& wanted) {
    std::vector<std::string> uids;
    for (auto const& user : wanted)
        uids.push_back(TRY(find_user(console, user)).metadata.uid);
    return uids;
}

Result<std::vector<std::string>> find_roles(Console& console, std::vector<std::string> const& wanted) {
    auto const roles = TRY(console.call_pages<ListRoles>({})).items;
    std::vector<std::string> uids;
    for (auto const& role : wanted)
        uids.push_back(TRY(find(roles, role, "role")).metadata.uid);
    return uids;
}

std::string names(std::vector<NamedUid> const& objects) {
    std::vector<std::string> all;
    for (auto const& object : objects)
        all.push_back(object.name);
    return join(all, ", ");
}

std::vector<Parameter> role_parameters() {
    return together({{repeated(option("--role", "ROLE",
                                      "A role held in the project or tenant that is named; may be "
                                      "repeated; empty: none"))},
                     scope_parameters(Scope::project_or_tenant)});
}

}  // namespace gatehouse::cli
