#include <gmock/gmock.h>
#include <set>

#include "policy/decide.h"
#include "policy/role.h"

namespace gatehouse::policy {
namespace {

using enum Decision::Answer;
using enum Permission;
using model::Scope;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::IsSubsetOf;
using testing::Not;

Scope const tenant = Scope::tenant();
Scope const edge = Scope::of(ProjectUid("edge"));
Scope const cloud = Scope::of(ProjectUid("cloud"));

/// A built-in role, given there; one that does not exist gives nothing.
std::vector<HeldRole> role(std::string uid, Scope scope) {
    auto known = find_built_in_role(RoleUid(std::move(uid)));
    return known ? std::vector{HeldRole{known, std::move(scope)}} : std::vector<HeldRole>{};
}
Rights rights(std::vector<std::vector<HeldRole>> const& roles) {
    std::vector<HeldRole> held;
    for (auto const& some : roles)
        held.insert(held.end(), some.begin(), some.end());
    return Rights(std::move(held));
}

Caller a_person() {
    Caller caller;
    caller.credential = Credential::api_token;
    caller.user = UserUid("vera");
    caller.email = "vera@example.com";
    return caller;
}
Caller a_caller_with(Credential credential) {
    Caller caller;
    caller.credential = credential;
    return caller;
}

Decision::Answer answer(Rights const& held, Access const& access, Scope const& scope) {
    return decide(a_person(), held, access, scope).answer;
}

TEST(Decide, a_role_in_a_project_holds_in_that_project_alone) {
    auto const held = rights({role("project-admin", edge)});

    EXPECT_EQ(answer(held, ssh_key_create, edge), allowed);
    EXPECT_EQ(answer(held, ssh_key_create, cloud), unknown);
    EXPECT_EQ(answer(held, ssh_key_create, tenant), denied);
}

TEST(Decide, a_project_role_given_in_the_tenant_holds_in_every_project_but_not_in_the_tenant_s_own_scope) {
    auto const held = rights({role("project-viewer", tenant)});

    EXPECT_EQ(answer(held, ssh_key_list, edge), allowed);
    EXPECT_EQ(answer(held, ssh_key_list, cloud), allowed);
    EXPECT_EQ(answer(held, ssh_key_create, edge), denied);
    EXPECT_EQ(answer(held, ssh_key_list, tenant), denied);
}

TEST(Decide, a_tenant_administrator_may_do_everything_everywhere) {
    for (auto const& row : all_permissions())
        for (auto const& scope : {tenant, edge, cloud})
            EXPECT_EQ(answer(rights({role("tenant-admin", tenant)}), row.permission, scope), allowed)
                << row.name;
}

TEST(Decide, a_tenant_role_bound_to_a_project_by_mistake_gives_nothing_in_the_tenant) {
    EXPECT_NE(answer(rights({role("tenant-admin", edge)}), user_create, tenant), allowed);
}

TEST(Decide, whoever_holds_nothing_in_a_project_must_not_learn_that_it_exists) {
    EXPECT_EQ(answer({}, ssh_key_list, edge), unknown);
    EXPECT_EQ(answer(rights({role("project-viewer", cloud)}), ssh_key_list, edge), unknown);
}

TEST(Decide, in_the_tenant_one_is_told_that_a_right_is_missing) {
    EXPECT_EQ(answer({}, ssh_key_list, tenant), denied);
}

TEST(Decide, a_role_that_does_not_exist_gives_nothing) {
    EXPECT_EQ(answer(rights({role("root", tenant), role("root", edge)}), ssh_key_list, edge), unknown);
}

TEST(Decide, rights_of_several_roles_add_up) {
    auto const held = rights({role("project-viewer", tenant), role("project-editor", edge)});

    EXPECT_EQ(answer(held, ssh_key_update, edge), allowed);
    EXPECT_EQ(answer(held, ssh_key_update, cloud), denied);
}

TEST(Decide, only_a_person_s_session_opens_what_needs_a_permission_or_a_sign_in) {
    auto const everything = rights({role("tenant-admin", tenant)});

    for (auto const credential : {Credential::none, Credential::node}) {
        EXPECT_EQ(decide(a_caller_with(credential), everything, ssh_key_list, edge).answer, unsigned_);
        EXPECT_EQ(decide(a_caller_with(credential), everything, SignedIn{}, tenant).answer, unsigned_);
    }
    for (auto const credential : {Credential::api_token, Credential::browser_session})
        EXPECT_EQ(decide(a_caller_with(credential), {}, SignedIn{}, tenant).answer, allowed);
}

TEST(Decide, only_a_node_opens_what_is_for_nodes) {
    EXPECT_EQ(decide(a_caller_with(Credential::node), {}, Node{}, tenant).answer, allowed);
    EXPECT_EQ(decide(a_caller_with(Credential::none), {}, Node{}, tenant).answer, unsigned_);
    EXPECT_EQ(decide(a_person(), rights({role("tenant-admin", tenant)}), Node{}, tenant).answer, unsigned_);
}

TEST(Decide, what_is_open_to_anyone_needs_no_credential) {
    for (auto const credential : {Credential::none, Credential::node, Credential::api_token})
        EXPECT_EQ(decide(a_caller_with(credential), {}, Anyone{}, tenant).answer, allowed);
}

TEST(Decide, the_server_s_own_jobs_may_work_everywhere) {
    EXPECT_EQ(decide(a_caller_with(Credential::house), {}, edge_host_delete, edge).answer, allowed);
}

TEST(Decide, the_reason_names_the_role_and_the_permission_for_the_audit_trail) {
    auto const yes = decide(a_person(), rights({role("project-editor", edge)}), ssh_key_update, edge);
    auto const no = decide(a_person(), rights({role("project-editor", edge)}), ssh_key_delete, edge);

    EXPECT_THAT(yes.grounds.reason,
                testing::AllOf(HasSubstr("Project Editor"), HasSubstr("edge"), HasSubstr("sshKey.update")));
    EXPECT_THAT(no.grounds.reason, testing::AllOf(HasSubstr("no role"), HasSubstr("sshKey.delete")));
}

TEST(PermissionsIn, are_those_of_the_scope_once_each) {
    auto const held = rights({role("project-viewer", tenant), role("project-viewer", edge)});

    EXPECT_THAT(listed(held.in(edge)),
                ElementsAre(ssh_key_get, ssh_key_list, cluster_get, cluster_list, edge_host_list, project_get,
                            project_list, audit_get, audit_list));
    EXPECT_THAT(listed(held.in(tenant)), IsEmpty());
}

TEST(PermissionsIn, a_tenant_administrator_holds_all_of_them_in_the_tenant) {
    EXPECT_EQ(listed(rights({role("tenant-admin", tenant)}).in(tenant)).size(), all_permissions().size());
}

TEST(Permissions, have_names_of_their_own) {
    std::set<std::string_view> names;
    for (auto const& row : all_permissions()) {
        EXPECT_TRUE(names.insert(row.name).second) << row.name;
        EXPECT_EQ(name(row.permission), row.name);
    }
}

std::vector<std::string> names_of(std::string_view role_uid) {
    return find_built_in_role(RoleUid(std::string(role_uid)))->names;
}

// Palette's predefined roles: Admin has all five operations on sshKey, Editor gets, lists and updates, Viewer
// gets and lists; nobody below the tenant creates or deletes projects, or touches users and registration
// tokens.
TEST(Roles, hold_on_ssh_keys_what_palette_s_roles_hold) {
    EXPECT_THAT(names_of("project-admin"),
                testing::IsSupersetOf(
                    {"sshKey.create", "sshKey.get", "sshKey.list", "sshKey.update", "sshKey.delete"}));
    EXPECT_THAT(names_of("project-editor"),
                testing::IsSupersetOf({"sshKey.get", "sshKey.list", "sshKey.update"}));
    EXPECT_THAT(names_of("project-editor"), Not(Contains("sshKey.create")));
    EXPECT_THAT(names_of("project-editor"), Not(Contains("sshKey.delete")));
    EXPECT_THAT(names_of("project-viewer"), testing::IsSupersetOf({"sshKey.get", "sshKey.list"}));
    EXPECT_THAT(names_of("project-viewer"), Not(Contains("sshKey.update")));
}

TEST(Roles, grow_from_viewer_to_editor_to_admin) {
    EXPECT_THAT(names_of("project-viewer"), IsSubsetOf(names_of("project-editor")));
    EXPECT_THAT(names_of("project-editor"), IsSubsetOf(names_of("project-admin")));
    EXPECT_THAT(names_of("project-admin"), IsSubsetOf(names_of("tenant-admin")));
}

TEST(Roles, of_a_project_hold_nothing_that_belongs_to_the_tenant) {
    for (auto const* uid : {"project-admin", "project-editor", "project-viewer"})
        for (auto const& name : names_of(uid))
            EXPECT_EQ(info(*from_name<Permission>(name)).reach, Reach::project) << uid << " " << name;
}

TEST(Roles, are_found_by_their_fixed_uid_only) {
    EXPECT_EQ(find_built_in_role(RoleUid("Project Admin")), nullptr);
    EXPECT_EQ(find_built_in_role(RoleUid("")), nullptr);
    EXPECT_EQ(find_built_in_role(RoleUid("project-admin"))->meta.name, "Project Admin");
}

}  // namespace
}  // namespace gatehouse::policy
