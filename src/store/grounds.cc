#include "store/grounds.h"

#include "json/json.h"

namespace gatehouse::store {

namespace {

/// The grounds of a decision as they are kept.
struct KeptGrounds {
    bool allowed = false;
    std::string reason;
    std::string permission;
    std::string scope;
    std::string role;
    std::string roleName;
    std::string givenIn;
    std::string team;
    std::string teamName;
};
BOOST_DESCRIBE_STRUCT(KeptGrounds, (),
                      (allowed, reason, permission, scope, role, roleName, givenIn, team, teamName))

}  // namespace

std::string to_json(model::Grounds const& grounds) {
    KeptGrounds kept{grounds.allowed, grounds.reason, grounds.permission, grounds.scope.str()};
    if (grounds.role) {
        kept.role = grounds.role->uid.str();
        kept.roleName = grounds.role->name;
        kept.givenIn = grounds.given_in.str();
    }
    if (grounds.team) {
        kept.team = grounds.team->uid.str();
        kept.teamName = grounds.team->name;
    }
    return json::encode(kept);
}

model::Grounds grounds_from(std::string const& text) {
    auto const kept = json::decode<KeptGrounds>(text).value();
    model::Grounds grounds{kept.allowed, kept.reason, kept.permission,
                           model::Scope::of(ProjectUid(kept.scope))};
    if (!kept.role.empty()) {
        grounds.role = {RoleUid(kept.role), kept.roleName};
        grounds.given_in = model::Scope::of(ProjectUid(kept.givenIn));
    }
    if (!kept.team.empty())
        grounds.team = {TeamUid(kept.team), kept.teamName};
    return grounds;
}

}  // namespace gatehouse::store
