#include "cli/find.h"

#include <gtest/gtest.h>

#include "contract/projects.h"

namespace gatehouse::cli {
namespace {

contract::ProjectMetadata project(std::string uid, std::string name) { return {{uid, name}, {}}; }

std::vector<contract::ProjectMetadata> const projects{project("u1", "Plant"), project("u2", "u1"),
                                                      project("u3", "Straße"), project("u4", "twin"),
                                                      project("u5", "twin")};

std::string found(std::string_view wanted) { return find(projects, wanted, "project").value().metadata.uid; }

TEST(Find, takes_a_uid_before_a_name_and_a_name_in_any_case) {
    EXPECT_EQ(found("u1"), "u1");
    EXPECT_EQ(found("Plant"), "u1");
    EXPECT_EQ(found("pLANT"), "u1");
    EXPECT_EQ(found("STRASSE"), "u3");
}

TEST(Find, refuses_what_is_not_there) {
    EXPECT_EQ(find(projects, "none", "project").error().code, Code::not_found);
    EXPECT_EQ(find(projects, "", "project").error().code, Code::not_found);
}

TEST(Find, does_not_guess_which_of_two_is_meant) {
    EXPECT_EQ(find(projects, "twin", "project").error().rule, usage_rule);
    EXPECT_EQ(found("u5"), "u5");
}

}  // namespace
}  // namespace gatehouse::cli
