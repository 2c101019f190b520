#include <gmock/gmock.h>

#include "policy/rights.h"

namespace gatehouse::policy {
namespace {

using enum Permission;
using model::Scope;

Scope const tenant = Scope::tenant();
Scope const edge = Scope::of(ProjectUid("edge"));
Scope const cloud = Scope::of(ProjectUid("cloud"));

std::shared_ptr<Role const> built_in(char const* uid) { return find_built_in_role(RoleUid(uid)); }

std::shared_ptr<Role const> a_role(Reach reach, std::vector<std::string> names) {
    Role role{RoleUid("custom"), {"Custom"}, reach};
    role.names = std::move(names);
    role.permissions = permissions_of(role.names);
    return std::make_shared<Role const>(std::move(role));
}

Rights holding(char const* role, Scope const& scope) { return Rights({{built_in(role), scope}}); }

TEST(Rights, name_the_team_through_which_a_role_came) {
    Rights const rights({{built_in("project-viewer"), edge, model::TeamName{TeamUid("t"), "Night shift"}}});

    ASSERT_NE(rights.giver(ssh_key_list, edge), nullptr);
    EXPECT_EQ(rights.giver(ssh_key_list, edge)->team->name, "Night shift");
    EXPECT_EQ(rights.giver(ssh_key_create, edge), nullptr);
}

TEST(Rights, name_a_role_in_the_tenant_that_adds_nothing_in_the_projects) {
    auto const team = [](char const* name) { return model::TeamName{TeamUid(name), name}; };
    Rights const rights({{a_role(Reach::project, {"sshKey.list"}), tenant, team("first")},
                         {a_role(Reach::tenant, {"sshKey.list"}), tenant, team("second")},
                         {a_role(Reach::tenant, {"sshKey.list"}), tenant, team("third")}});

    EXPECT_EQ(rights.giver(ssh_key_list, edge)->team->name, "first");
    ASSERT_NE(rights.giver(ssh_key_list, tenant), nullptr);
    EXPECT_EQ(rights.giver(ssh_key_list, tenant)->team->name, "second");
}

TEST(Rights, know_of_where_a_role_is_held_that_means_nothing_here) {
    EXPECT_TRUE(Rights({{a_role(Reach::project, {"macro.create"}), edge}}).knows(edge));
    EXPECT_TRUE(Rights({{a_role(Reach::project, {"macro.create"}), tenant}}).reaches_every_project());
}

TEST(Rights, of_a_custom_role_are_those_of_its_names_that_mean_something_here) {
    Rights const rights({{a_role(Reach::project, {"sshKey.get", "macro.create"}), edge}});

    EXPECT_EQ(rights.in(edge).count(), 1U);
    EXPECT_TRUE(rights.holds(ssh_key_get, edge));
}

TEST(Rights, to_give_a_role_are_at_least_that_role_there) {
    auto const admin_of_edge = holding("project-admin", edge);

    EXPECT_TRUE(admin_of_edge.may_give(*built_in("project-viewer"), edge));
    EXPECT_TRUE(admin_of_edge.may_give(*built_in("project-admin"), edge));
    EXPECT_FALSE(admin_of_edge.may_give(*built_in("project-viewer"), cloud));
    EXPECT_FALSE(admin_of_edge.may_give(*built_in("project-viewer"), tenant))
        << "that would be every project";
    EXPECT_FALSE(admin_of_edge.may_give(*built_in("tenant-viewer"), tenant));
}

TEST(Rights, held_in_every_project_give_a_project_role_in_the_tenant_and_no_tenant_role) {
    auto const admin_everywhere = holding("project-admin", tenant);

    EXPECT_TRUE(admin_everywhere.may_give(*built_in("project-admin"), tenant));
    EXPECT_TRUE(admin_everywhere.may_give(*built_in("project-admin"), cloud));
    EXPECT_FALSE(admin_everywhere.may_give(*a_role(Reach::tenant, {"sshKey.list"}), tenant))
        << "which would reach the tenant's own keys";
}

TEST(Rights, cover_another_s_only_where_they_hold_all_of_them) {
    auto const user_admin = holding("tenant-user-admin", tenant);

    EXPECT_TRUE(user_admin.cover(Rights{}));
    EXPECT_TRUE(user_admin.cover(user_admin));
    EXPECT_FALSE(user_admin.cover(holding("tenant-admin", tenant)));
    EXPECT_FALSE(user_admin.cover(holding("project-viewer", edge)));
    EXPECT_TRUE(holding("tenant-admin", tenant).cover(holding("project-admin", edge)));
}

TEST(Rights, without_a_role_know_the_tenant_alone) {
    EXPECT_TRUE(Rights{}.knows(tenant));
    EXPECT_FALSE(Rights{}.knows(edge));
    EXPECT_TRUE(holding("tenant-role-admin", tenant).knows(edge));
    EXPECT_TRUE(holding("project-viewer", edge).knows(edge));
    EXPECT_FALSE(holding("project-viewer", edge).knows(cloud));
}

}  // namespace
}  // namespace gatehouse::policy
