#include <gmock/gmock.h>
#include <set>

#include "policy/catalogue.h"

namespace gatehouse::policy {
namespace {

TEST(Catalogue, has_every_permission_that_means_something_here) {
    std::set<std::string> carried;
    for (auto const& component : catalogue())
        for (auto const& name : component.permissions())
            EXPECT_TRUE(carried.insert(name).second) << name << " stands there twice";
    for (auto const& row : all_permissions())
        EXPECT_TRUE(carried.contains(std::string(row.name))) << row.name;
}

// What Palette marks as of the tenant stands in tenant roles only.
TEST(Catalogue, lets_a_project_role_carry_nothing_that_belongs_to_the_tenant) {
    for (auto const* name :
         {"user.get", "team.update", "role.list", "apiKey.create", "edgeToken.get", "filter.get"}) {
        EXPECT_TRUE(may_carry(Reach::tenant, name)) << name;
        EXPECT_FALSE(may_carry(Reach::project, name)) << name;
    }
    for (auto const* name :
         {"sshKey.create", "virtualMachine.snapshotGet", "workspace.backup", "tag.update"}) {
        EXPECT_TRUE(may_carry(Reach::tenant, name)) << name;
        EXPECT_TRUE(may_carry(Reach::project, name)) << name;
    }
    for (auto const* name : {"", ".", "sshKey", "sshKey.", "sshKey.fly", "nothing.get", "sshkey.get"})
        EXPECT_FALSE(may_carry(Reach::tenant, name)) << name;
}

}  // namespace
}  // namespace gatehouse::policy
