#include "agent/drop_in.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/agent/builders.h"

namespace gatehouse::agent {
namespace {

using testing::HasSubstr;

constexpr auto pattern = "/var/lib/gatehouse/authorized_keys/%u";

/// A stand-in for sshd that reads AuthorizedKeysFile from the first file that has it, and refuses a "broken"
/// one.
constexpr auto fake_sshd = R"sh(#!/bin/sh
cd "$(dirname "$0")" || exit 1
grep -qs broken drop-in && { echo "line 1: Bad configuration option: broken" >&2; exit 255; }
cat early drop-in late 2>/dev/null | sed -n 's/^AuthorizedKeysFile/authorizedkeysfile/p' | head -n 1
)sh";

class DropInTest : public testing::Test {
protected:
    DropInTest() {
        write_file_atomically(sshd.program, fake_sshd, 0755);
        put("late", "AuthorizedKeysFile .ssh/authorized_keys .ssh/authorized_keys2\n");
    }
    void put(std::string const& name, std::string const& text) {
        write_file_atomically(directory / name, text, 0644);
    }
    Result<DropIn> install() { return DropIn::install(sshd, file, pattern); }

    test::TemporaryDirectory directory;
    Sshd sshd{.program = directory / "sshd", .config = directory / "late"};
    std::filesystem::path file = directory / "drop-in";
};

TEST_F(DropInTest, puts_gatehouse_first_and_keeps_what_was_read_before) {
    install()->keep();

    EXPECT_THAT(*read_file(file), HasSubstr("\nAuthorizedKeysFile /var/lib/gatehouse/authorized_keys/%u "
                                            ".ssh/authorized_keys .ssh/authorized_keys2\n"));
}

TEST_F(DropInTest, never_adds_itself_twice) {
    install()->keep();
    auto const once = read_file(file);

    auto again = install();
    again->keep();

    EXPECT_FALSE(again->written());
    EXPECT_EQ(read_file(file), once);
}

TEST_F(DropInTest, moves_to_the_front_where_it_is_read_but_not_first) {
    put("late", std::string("AuthorizedKeysFile .ssh/authorized_keys ") + pattern + "\n");

    install()->keep();

    EXPECT_THAT(*read_file(file),
                HasSubstr("AuthorizedKeysFile " + std::string(pattern) + " .ssh/authorized_keys\n"));
}

TEST_F(DropInTest, goes_again_unless_it_is_kept) {
    install();
    EXPECT_FALSE(std::filesystem::exists(file));

    put("drop-in", "# the operator's\n");
    install();
    EXPECT_EQ(read_file(file), "# the operator's\n");
}

TEST_F(DropInTest, is_refused_and_undone_where_another_file_decides) {
    put("early", "AuthorizedKeysFile .ssh/authorized_keys\n");

    auto const refused = install();

    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("remove the AuthorizedKeysFile that stands before it"));
    EXPECT_FALSE(std::filesystem::exists(file));
}

TEST_F(DropInTest, is_refused_where_sshd_does_not_accept_its_configuration) {
    put("drop-in", "broken yes\n");

    auto const refused = install();

    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("Bad configuration option: broken"));
}

TEST_F(DropInTest, refuses_a_path_that_sshd_cannot_be_told) {
    EXPECT_FALSE(DropIn::install(sshd, file, "/var/lib/gate house/%u"));
}

}  // namespace
}  // namespace gatehouse::agent
