#include "service/role_bindings.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "service/change.h"
#include "service/given_roles.h"
#include "service/people.h"
#include "service/rights_change.h"
#include "store/project_store.h"
#include "store/rights_store.h"
#include "store/role_store.h"
#include "store/team_store.h"
#include "store/user_store.h"

namespace gatehouse::service {

using namespace contract;
using model::RoleBinding;
using policy::Caller;
using store::ReadTx;
using store::RightsStore;
using store::TeamStore;
using store::UserStore;
using store::Visibility;
using store::WriteTx;

namespace {

/// A user or a team, as far as holding roles goes.
struct Holder {
    std::string uid;
    std::string name;
    std::vector<UserUid> people;  ///< whose rights are theirs
};

Result<Holder> find(store::Transaction const& tx, Visibility const& visible, UserUid const& uid) {
    auto const user = TRY(UserStore(tx).find(visible, uid));
    return Holder{uid.str(), user.email, {uid}};
}
Result<Holder> find(store::Transaction const& tx, Visibility const& visible, TeamUid const& uid) {
    auto const team = TRY(TeamStore(tx).find(visible, uid));
    return Holder{uid.str(), team.meta.name, team.members};
}

/// Collects roles under names, each once.
class Named {
public:
    explicit Named(store::Transaction const& tx) : tx_(tx) {}
    void add(std::vector<NamedUid>& list, RoleUid const& uid) const {
        auto const role = store::RoleStore(tx_).find(uid);
        if (role && std::ranges::find(list, uid.str(), &NamedUid::uid) == list.end())
            list.push_back({uid.str(), role->meta.name});
    }

private:
    store::Transaction const& tx_;
};

std::vector<RoleBinding> through_teams(store::Transaction const& tx, UserUid const& user) {
    std::vector<RoleBinding> inherited;
    for (auto const& team : TeamStore(tx).of(user))
        for (auto& binding : RightsStore(tx).bindings(team.uid.str()))
            inherited.push_back(std::move(binding));
    return inherited;
}
std::vector<RoleBinding> through_teams(store::Transaction const&, TeamUid const&) { return {}; }

template <class Uid>
HeldRoles roles_of(store::Transaction const& tx, Uid const& uid) {
    Named const named(tx);
    HeldRoles held;
    for (auto const& binding : RightsStore(tx).bindings(uid.str()))
        if (binding.scope.is_tenant())
            named.add(held.roles, binding.role);
    for (auto const& binding : through_teams(tx, uid))
        if (binding.scope.is_tenant())
            named.add(held.inheritedRoles, binding.role);
    return held;
}

template <class Uid>
HeldProjectRoles projects_of(store::Transaction const& tx, Uid const& uid) {
    Named const named(tx);
    std::map<std::string, HeldProjectRoles::Project> by_project;
    for (auto const& binding : RightsStore(tx).bindings(uid.str()))
        if (!binding.scope.is_tenant())
            named.add(by_project[binding.scope.str()].roles, binding.role);
    for (auto const& binding : through_teams(tx, uid))
        if (!binding.scope.is_tenant())
            named.add(by_project[binding.scope.str()].inheritedRoles, binding.role);
    HeldProjectRoles held;
    for (auto const& project : store::ProjectStore(tx).all())
        if (auto const found = by_project.find(project.uid.str()); found != by_project.end()) {
            found->second.uid = project.uid.str();
            found->second.name = project.meta.name;
            held.projects.push_back(std::move(found->second));
        }
    return held;
}

/// E's answer about a user or team that there is.
template <class E>
Result<typename E::Response> about(store::Database& db, Caller const& caller, auto const& uid,
                                   auto const& answer) {
    return db.read(caller, [&](ReadTx& tx) -> Result<typename E::Response> {
        TRY(find(tx, TRY(tx.permit<E>(model::Scope::tenant())), uid));
        return answer(tx, uid);
    });
}

/// Bindings as they were asked for, and where in the request they stand.
struct Wanted {
    std::vector<RoleBinding> bindings;
    std::string field;
};

std::vector<Wanted> in_the_tenant(std::vector<std::string> const& roles) {
    return {{bindings_in(model::Scope::tenant(), roles), "/roles"}};
}

Result<std::vector<Wanted>> in_projects(std::vector<ProjectRolesInput> const& projects) {
    std::vector<Wanted> wanted;
    for (std::size_t i = 0; i < projects.size(); ++i) {
        auto const& [project, roles] = projects[i];
        auto const field = fmt::format("/projects/{}", i);
        if (project.empty())
            return refuse(Code::invalid, "name the project", field + "/projectUid");
        wanted.push_back({bindings_in(model::Scope::of(ProjectUid(project)), roles), field + "/roles"});
    }
    return wanted;
}

/// Nobody gives more than they hold; what the holder has already stays without asking.
Result<std::vector<RoleBinding>> given(WriteTx const& tx, std::string const& holder,
                                       std::vector<Wanted> const& wanted) {
    auto const held = RightsStore(tx).bindings(holder);
    std::vector<RoleBinding> bindings;
    for (auto const& [asked, field] : wanted)
        for (auto const& binding : asked) {
            if (std::ranges::find(held, binding) == held.end())
                TRY(may_give(tx, binding, field));
            bindings.push_back(binding);
        }
    return bindings;
}

/// Replaces what a user or a team holds in the tenant, or in all projects.
template <class E, class Uid>
Result<NoContent> replace(store::Database& db, Caller const& caller, Uid const& uid, RightsStore::Where where,
                          std::vector<Wanted> const& wanted) {
    return db.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        auto const visible = TRY(tx.permit<E>(model::Scope::tenant()));
        auto const holder = TRY(find(tx, visible, uid));
        auto const before = given_roles(tx, holder.uid);
        RightsChange change_of_rights(tx, holder.people);
        RightsStore(tx).replace(holder.uid, where, TRY(given(tx, holder.uid, wanted)));
        TRY(change_of_rights.settle());
        tx.audit<E>(model::Scope::tenant(), {holder.uid, holder.name},
                    change<GivenRoles>(before, given_roles(tx, holder.uid)));
        return NoContent{};
    });
}

/// A user or team and the roles it is to hold in one project.
template <class Uid>
struct WantedHere {
    Uid uid;
    std::vector<std::string> roles;
};

/// Replaces who holds what in a project, of the users or of the teams.
template <class E, class Uid>
Result<NoContent> replace_in_project(store::Database& db, Caller const& caller, ProjectUid const& project,
                                     std::vector<WantedHere<Uid>> const& wanted, std::string const& field) {
    return db.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        auto const tenant = TRY(tx.permit<E>(model::Scope::tenant()));
        auto const scope = model::Scope::of(project);
        auto const name = TRY(store::ProjectStore(tx).named(project));
        RightsStore rights(tx);
        std::map<std::string, std::vector<Wanted>> put;
        for (auto const& holding : rights.given_in(scope))
            if (find(tx, tenant, Uid(holding.holder)))
                put[holding.holder];  // who is not named loses what they hold here
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            auto const here = fmt::format("{}/{}", field, i);
            if (!find(tx, tenant, wanted[i].uid))
                return refuse(Code::invalid, "there is nobody of this uid", here);
            if (!wanted[i].roles.empty())  // else they lose what they hold here, like who is not named
                put[wanted[i].uid.str()].push_back({bindings_in(scope, wanted[i].roles), here + "/roles"});
        }
        std::vector<UserUid> affected;
        for (auto const& [uid, roles] : put)
            for (auto const& person : TRY(find(tx, tenant, Uid(uid))).people)
                affected.push_back(person);
        RightsChange change_of_rights(tx, affected);
        std::map<std::string, GivenRoles> before;
        std::map<std::string, GivenRoles> after;
        for (auto const& [uid, roles] : put) {
            before[uid] = given_roles(tx, uid);
            rights.replace_in(uid, scope, TRY(given(tx, uid, roles)));
            after[uid] = given_roles(tx, uid);
        }
        TRY(change_of_rights.settle());
        tx.audit<E>(scope, {project.str(), name}, change<std::map<std::string, GivenRoles>>(before, after));
        return NoContent{};
    });
}

}  // namespace

Result<HeldRoles> RoleBindings::user_roles(Caller const& caller, GetUserRoles::Request wanted) {
    return about<GetUserRoles>(db_, caller, wanted.uid, roles_of<UserUid>);
}
Result<HeldRoles> RoleBindings::team_roles(Caller const& caller, GetTeamRoles::Request wanted) {
    return about<GetTeamRoles>(db_, caller, wanted.uid, roles_of<TeamUid>);
}
Result<HeldProjectRoles> RoleBindings::user_projects(Caller const& caller, GetUserProjects::Request wanted) {
    return about<GetUserProjects>(db_, caller, wanted.uid, projects_of<UserUid>);
}
Result<HeldProjectRoles> RoleBindings::team_projects(Caller const& caller, GetTeamProjects::Request wanted) {
    return about<GetTeamProjects>(db_, caller, wanted.uid, projects_of<TeamUid>);
}

Result<NoContent> RoleBindings::set_user_roles(Caller const& caller, SetUserRoles::Request wanted) {
    return replace<SetUserRoles>(db_, caller, wanted.uid, RightsStore::Where::tenant,
                                 in_the_tenant(wanted.roles));
}
Result<NoContent> RoleBindings::set_team_roles(Caller const& caller, SetTeamRoles::Request wanted) {
    return replace<SetTeamRoles>(db_, caller, wanted.uid, RightsStore::Where::tenant,
                                 in_the_tenant(wanted.roles));
}
Result<NoContent> RoleBindings::set_user_projects(Caller const& caller, SetUserProjects::Request wanted) {
    return replace<SetUserProjects>(db_, caller, wanted.uid, RightsStore::Where::projects,
                                    TRY(in_projects(wanted.projects)));
}
Result<NoContent> RoleBindings::set_team_projects(Caller const& caller, SetTeamProjects::Request wanted) {
    return replace<SetTeamProjects>(db_, caller, wanted.uid, RightsStore::Where::projects,
                                    TRY(in_projects(wanted.projects)));
}

Result<NoContent> RoleBindings::set_project_users(Caller const& caller, SetProjectUsers::Request wanted) {
    std::vector<WantedHere<UserUid>> users;
    for (auto& [uid, roles] : wanted.users)
        users.push_back({UserUid(uid), std::move(roles)});
    return replace_in_project<SetProjectUsers>(db_, caller, wanted.uid, users, "/users");
}
Result<NoContent> RoleBindings::set_project_teams(Caller const& caller, SetProjectTeams::Request wanted) {
    std::vector<WantedHere<TeamUid>> teams;
    for (auto& [uid, roles] : wanted.teams)
        teams.push_back({TeamUid(uid), std::move(roles)});
    return replace_in_project<SetProjectTeams>(db_, caller, wanted.uid, teams, "/teams");
}

Result<ListProjectMembers::Response> RoleBindings::project_members(Caller const& caller,
                                                                   ListProjectMembers::Request wanted) {
    if (wanted.uid.empty())
        return refuse(Code::not_found, "there is no such project, or you have no role in it");
    return db_.read(caller, [&](ReadTx& tx) -> Result<ListProjectMembers::Response> {
        auto const visible = TRY(tx.permit<ListProjectMembers>(model::Scope::of(wanted.uid)));
        ListProjectMembers::Response answer;
        for (auto const& user : UserStore(tx).members_of(visible))
            answer.items.push_back({user.uid.str(), user.name(), user.email, user.active});
        return answer;
    });
}

template <class E>
Result<typename E::Response> RoleBindings::none(Caller const& caller, typename E::Request wanted) {
    return about<E>(db_, caller, wanted.uid, [](auto&&...) { return typename E::Response{}; });
}

template <class E>
Result<NoContent> RoleBindings::take_none(Caller const& caller, typename E::Request wanted) {
    return db_.read(caller, [&](ReadTx& tx) -> Result<NoContent> {
        TRY(find(tx, TRY(tx.permit<E>(model::Scope::tenant())), wanted.uid));
        if constexpr (requires { wanted.resourceRoleUid; }) {
            return refuse(Code::not_found, "there are no roles by tags here");
        } else if constexpr (requires { wanted.workspaces; }) {
            for (auto const& workspace : wanted.workspaces)
                if (!workspace.roles.empty())
                    return refuse(Code::invalid,
                                  "there are no workspaces here; give the roles in the project instead",
                                  "/workspaces");
        } else {
            if (!wanted.roles.empty() || !wanted.filterRefs.empty())
                return refuse(Code::invalid,
                              "there are no roles by tags here; give the roles in the project instead",
                              "/roles");
        }
        return NoContent{};
    });
}

template Result<WorkspaceRoles> RoleBindings::none<GetUserWorkspaceRoles>(Caller const&,
                                                                          GetUserWorkspaceRoles::Request);
template Result<WorkspaceRoles> RoleBindings::none<GetTeamWorkspaceRoles>(Caller const&,
                                                                          GetTeamWorkspaceRoles::Request);
template Result<ResourceRoles> RoleBindings::none<GetUserResourceRoles>(Caller const&,
                                                                        GetUserResourceRoles::Request);
template Result<ResourceRoles> RoleBindings::none<GetTeamResourceRoles>(Caller const&,
                                                                        GetTeamResourceRoles::Request);
template Result<NoContent> RoleBindings::take_none<SetUserWorkspaceRoles>(Caller const&,
                                                                          SetUserWorkspaceRoles::Request);
template Result<NoContent> RoleBindings::take_none<SetTeamWorkspaceRoles>(Caller const&,
                                                                          SetTeamWorkspaceRoles::Request);
template Result<NoContent> RoleBindings::take_none<AddUserResourceRoles>(Caller const&,
                                                                         AddUserResourceRoles::Request);
template Result<NoContent> RoleBindings::take_none<AddTeamResourceRoles>(Caller const&,
                                                                         AddTeamResourceRoles::Request);
template Result<NoContent> RoleBindings::take_none<UpdateUserResourceRole>(Caller const&,
                                                                           UpdateUserResourceRole::Request);
template Result<NoContent> RoleBindings::take_none<UpdateTeamResourceRole>(Caller const&,
                                                                           UpdateTeamResourceRole::Request);
template Result<NoContent> RoleBindings::take_none<DeleteUserResourceRole>(Caller const&,
                                                                           DeleteUserResourceRole::Request);
template Result<NoContent> RoleBindings::take_none<DeleteTeamResourceRole>(Caller const&,
                                                                           DeleteTeamResourceRole::Request);

}  // namespace gatehouse::service
