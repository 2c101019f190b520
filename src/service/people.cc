#include "service/people.h"

#include "service/given_roles.h"
#include "service/meta.h"
#include "sshkey/names.h"
#include "store/team_store.h"
#include "store/user_store.h"

namespace gatehouse::service {

using namespace contract;

PersonDetail detail_of(store::Transaction const& tx, UserUid const& uid) {
    PersonDetail detail;
    for (auto const& user : store::UserStore(tx).among({uid})) {
        detail.emailId = user.email;
        detail.firstName = user.first_name;
        detail.lastName = user.last_name;
        detail.isDeactivated = user.deactivated.has_value();
    }
    for (auto const& team : store::TeamStore(tx).of(uid))
        detail.teams.push_back(team.name);
    auto given = given_roles(tx, uid.str());
    detail.roles = std::move(given.roles);
    detail.projects = std::move(given.projects);
    return detail;
}

Result<void> check_email(std::string const& email, std::string const& field) {
    auto const at = email.find('@');
    bool const plausible = email.size() <= 254 && at != std::string::npos && at > 0 &&
                           at + 1 < email.size() && email.find('@', at + 1) == std::string::npos &&
                           email.find(' ') == std::string::npos;
    if (!plausible)
        return refuse(Code::invalid, "this is not an e-mail address", field);
    return sshkey::check_name(email, 254, field);
}

UserState state_of(model::User const& user) {
    if (user.deactivated)
        return UserState::deactivated;
    return user.active ? UserState::active : UserState::invited;
}

ObjectMeta meta_of(model::User const& user) {
    return to_wire(user.uid.str(), model::Meta{user.name(), {}, {}, user.created, user.modified});
}

UserStatus status_of(store::Transaction const& tx, model::User const& user) {
    UserStatus status;
    status.isActive = user.active;
    status.state = state_of(user);
    status.isPasswordResetting = user.active && store::UserStore(tx).has_activation(user.uid);
    status.lastSignIn = store::UserStore(tx).last_sign_in(user.uid).value_or(go_zero);
    return status;
}

User to_wire(store::Transaction const& tx, model::User const& user) {
    return {meta_of(user),
            {user.email, user.first_name, user.last_name, given_roles(tx, user.uid.str()).roles},
            status_of(tx, user)};
}

}  // namespace gatehouse::service
