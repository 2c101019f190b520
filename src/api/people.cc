#include "api/services.h"

namespace gatehouse::api {

using namespace contract;
using http::bind;
using service::Access;
using service::ApiKeys;
using service::OpenSessions;
using service::Passwords;
using service::RoleBindings;
using service::Roles;
using service::Teams;
using service::TenantSettings;
using service::Users;

namespace {

void serve_users(http::Router& router, Users& users) {
    router.serve<ListUsers>(bind(users, &Users::list));
    router.serve<CreateUser>(bind(users, &Users::create));
    router.serve<GetUser>(bind(users, &Users::get));
    router.serve<UpdateUser>(bind(users, &Users::update));
    router.serve<PatchUser>(bind(users, &Users::patch));
    router.serve<SetUserState>(bind(users, &Users::set_state));
    router.serve<DeleteUser>(bind(users, &Users::remove));
    router.serve<GetUserBelongings>(bind(users, &Users::belongings));
    router.serve<SummarizeUsers>(bind(users, &Users::summarize));
    router.serve<ListUserMetadata>(bind(users, &Users::list_metadata));
}

void serve_passwords(http::Router& router, Passwords& passwords) {
    router.serve<ActivateUser>(bind(passwords, &Passwords::activate));
    router.serve<ResetPassword>(bind(passwords, &Passwords::reset));
    router.serve<ChangePassword>(bind(passwords, &Passwords::change));
    router.serve<ChangeOwnPassword>(bind(passwords, &Passwords::change_own));
    router.serve<RequestPasswordReset>(bind(passwords, &Passwords::forgot));
    router.serve<RequestPasswordResetByPatch>(bind(passwords, &Passwords::forgot_by_patch));
    router.serve<SendPasswordReset>(bind(passwords, &Passwords::send_link));
    router.serve<CreatePasswordLink>(bind(passwords, &Passwords::make_link));
}

void serve_open_sessions(http::Router& router, OpenSessions& sessions) {
    router.serve<ListOpenSessions>(bind(sessions, &OpenSessions::list));
    router.serve<EndOpenSession>(bind(sessions, &OpenSessions::end));
}

void serve_tenant_settings(http::Router& router, TenantSettings& settings) {
    router.serve<GetPasswordPolicy>(bind(settings, &TenantSettings::password_policy));
    router.serve<SetPasswordPolicy>(bind(settings, &TenantSettings::set_password_policy));
    router.serve<GetSessionTimeout>(bind(settings, &TenantSettings::session_timeout));
    router.serve<SetSessionTimeout>(bind(settings, &TenantSettings::set_session_timeout));
}

void serve_api_keys(http::Router& router, ApiKeys& keys) {
    router.serve<ListApiKeys>(bind(keys, &ApiKeys::list));
    router.serve<CreateApiKey>(bind(keys, &ApiKeys::create));
    router.serve<GetApiKey>(bind(keys, &ApiKeys::get));
    router.serve<UpdateApiKey>(bind(keys, &ApiKeys::update));
    router.serve<SetApiKeyState>(bind(keys, &ApiKeys::set_state));
    router.serve<PatchApiKeyState>(bind(keys, &ApiKeys::patch_state));
    router.serve<DeleteApiKey>(bind(keys, &ApiKeys::remove));
}

void serve_teams(http::Router& router, Teams& teams) {
    router.serve<ListTeams>(bind(teams, &Teams::list));
    router.serve<CreateTeam>(bind(teams, &Teams::create));
    router.serve<GetTeam>(bind(teams, &Teams::get));
    router.serve<UpdateTeam>(bind(teams, &Teams::update));
    router.serve<PatchTeam>(bind(teams, &Teams::patch));
    router.serve<DeleteTeam>(bind(teams, &Teams::remove));
    router.serve<SummarizeTeams>(bind(teams, &Teams::summarize));
}

void serve_roles(http::Router& router, Roles& roles) {
    router.serve<ListRoles>(bind(roles, &Roles::list));
    router.serve<CreateRole>(bind(roles, &Roles::create));
    router.serve<GetRole>(bind(roles, &Roles::get));
    router.serve<UpdateRole>(bind(roles, &Roles::update));
    router.serve<DeleteRole>(bind(roles, &Roles::remove));
    router.serve<CloneRole>(bind(roles, &Roles::clone));
    router.serve<ListPermissions>(bind(roles, &Roles::permissions));
}

void serve_role_bindings(http::Router& router, RoleBindings& bindings) {
    router.serve<GetUserRoles>(bind(bindings, &RoleBindings::user_roles));
    router.serve<SetUserRoles>(bind(bindings, &RoleBindings::set_user_roles));
    router.serve<GetUserProjects>(bind(bindings, &RoleBindings::user_projects));
    router.serve<SetUserProjects>(bind(bindings, &RoleBindings::set_user_projects));
    router.serve<GetTeamRoles>(bind(bindings, &RoleBindings::team_roles));
    router.serve<SetTeamRoles>(bind(bindings, &RoleBindings::set_team_roles));
    router.serve<GetTeamProjects>(bind(bindings, &RoleBindings::team_projects));
    router.serve<SetTeamProjects>(bind(bindings, &RoleBindings::set_team_projects));
    router.serve<SetProjectUsers>(bind(bindings, &RoleBindings::set_project_users));
    router.serve<SetProjectTeams>(bind(bindings, &RoleBindings::set_project_teams));
    router.serve<ListProjectMembers>(bind(bindings, &RoleBindings::project_members));
}

template <class... E>
void serve_none(http::Router& router, RoleBindings& bindings) {
    (router.serve<E>(bind(bindings, &RoleBindings::none<E>)), ...);
}
template <class... E>
void take_none(http::Router& router, RoleBindings& bindings) {
    (router.serve<E>(bind(bindings, &RoleBindings::take_none<E>)), ...);
}

}  // namespace

void Services::serve_people(http::Router& router) {
    serve_users(router, users);
    serve_passwords(router, passwords);
    serve_open_sessions(router, open_sessions);
    serve_tenant_settings(router, tenant_settings);
    serve_api_keys(router, api_keys);
    serve_teams(router, teams);
    serve_roles(router, roles);
    serve_role_bindings(router, role_bindings);
    serve_none<GetUserWorkspaceRoles, GetTeamWorkspaceRoles, GetUserResourceRoles, GetTeamResourceRoles>(
        router, role_bindings);
    take_none<SetUserWorkspaceRoles, SetTeamWorkspaceRoles, AddUserResourceRoles, AddTeamResourceRoles,
              UpdateUserResourceRole, UpdateTeamResourceRole, DeleteUserResourceRole, DeleteTeamResourceRole>(
        router, role_bindings);
    router.serve<ExplainAccess>(bind(access, &Access::explain));
}

}  // namespace gatehouse::api
