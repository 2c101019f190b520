#include "agent/authorized_keys_writer.h"

#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <system_error>

#include "tests/unit/agent/builders.h"

namespace gatehouse::agent {
namespace {

using std::chrono::seconds;
using test::a_grant;
using test::at;
using test::debian_12_sshd;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Writer : public testing::Test {
protected:
    AuthorizedKeysWriter::Written write(std::vector<std::string> const& logins) {
        return writer.write(content, logins, debian_12_sshd, {.now = now});
    }
    std::string file(std::string const& login) const { return read_file(keys / login).value_or("(no file)"); }
    std::vector<std::string> names() const {
        std::vector<std::string> found;
        for (auto const& entry : std::filesystem::directory_iterator(keys))
            found.push_back(entry.path().filename());
        std::sort(found.begin(), found.end());
        return found;
    }
    void put(std::string const& name, std::string const& text) { std::ofstream(keys / name) << text; }

    test::TemporaryDirectory directory;
    std::filesystem::path keys = directory / "authorized_keys";
    AuthorizedKeysWriter writer{keys};
    snapshot::Content content = test::a_snapshot_of("cluster-1");
    Time now = at("2030-01-01T00:00:00Z");
};

TEST_F(Writer, writes_exactly_the_line_of_the_design) {
    content.grants = {a_grant("key-1", {"ops"})};

    write({"ops"});

    EXPECT_EQ(file("ops"), "restrict,pty,port-forwarding,expiry-time=\"20300103235959Z\" ssh-ed25519 " +
                               content.grants[0].blob + " gatehouse:key-1\n");
}

TEST_F(Writer, ends_a_line_with_the_key_when_that_is_before_the_lease) {
    content.grants = {a_grant("key-1", {"ops"})};
    content.grants[0].expiry = at("2030-01-02T03:04:05.900Z");

    auto const written = write({"ops"});

    EXPECT_THAT(file("ops"), HasSubstr("expiry-time=\"20300102030404Z\""));
    EXPECT_EQ(written.next_end, content.grants[0].expiry);
}

TEST_F(Writer, names_the_last_whole_second_in_which_the_key_may_enter) {
    content.grants = {a_grant("key-1", {"ops"})};

    content.grants[0].expiry = at("2030-01-02T00:00:00Z");
    write({"ops"});
    EXPECT_THAT(file("ops"), HasSubstr("20300101235959Z")) << "sshd lets in until the end of that second";

    content.grants[0].expiry = at("2030-01-02T00:00:00.999Z");
    write({"ops"});
    EXPECT_THAT(file("ops"), HasSubstr("20300101235959Z"));
}

TEST_F(Writer, writes_ends_in_the_nodes_time_and_reports_them_in_the_consoles) {
    content.grants = {a_grant("key-1", {"ops"})};

    auto const written =
        writer.write(content, {"ops"}, debian_12_sshd, {.now = now, .correction = seconds(-90)});

    EXPECT_THAT(file("ops"), HasSubstr("expiry-time=\"20300103235829Z\""));
    EXPECT_EQ(written.next_end, content.leaseEnd);
}

TEST_F(Writer, gives_what_the_cluster_allows_and_no_more) {
    content.grants = {a_grant("key-1", {"ops"})};
    content.grants[0].from = {"192.0.2.0/24", "!192.0.2.66"};
    content.sshOptions = {
        .pty = false, .portForwarding = false, .agentForwarding = true, .x11Forwarding = true};

    write({"ops"});

    EXPECT_THAT(file("ops"), testing::StartsWith("restrict,agent-forwarding,X11-forwarding,"
                                                 "from=\"192.0.2.0/24,!192.0.2.66\",expiry-time="));
}

TEST_F(Writer, writes_one_sorted_line_per_key_into_each_login_it_was_granted) {
    content.grants = {a_grant("key-3", {"ops"}), a_grant("key-1", {"ops", "root"}),
                      a_grant("key-2", {"ops"})};

    write({"ops", "root"});

    auto const ops = file("ops");
    std::vector<std::string> lines;
    for (std::istringstream in(ops); in; lines.emplace_back())
        std::getline(in, lines.emplace_back());
    std::erase(lines, "");
    EXPECT_EQ(lines.size(), 3);
    EXPECT_TRUE(std::is_sorted(lines.begin(), lines.end()));
    EXPECT_THAT(file("root"), testing::EndsWith(" gatehouse:key-1\n"));
    EXPECT_EQ(std::count(ops.begin(), ops.end(), '\n'), 3);
}

TEST_F(Writer, leaves_out_a_line_from_the_moment_that_it_ends) {
    content.grants = {a_grant("key-1", {"ops"})};
    write({"ops"});
    now = content.leaseEnd - seconds(1);
    EXPECT_EQ(write({"ops"}).changed, 0);

    now = content.leaseEnd;
    auto const written = write({"ops"});

    EXPECT_EQ(file("ops"), "");
    EXPECT_EQ(written.changed, 1);
    EXPECT_EQ(written.next_end, std::nullopt);
}

TEST_F(Writer, tells_the_earliest_end_of_all_lines) {
    content.grants = {a_grant("key-1", {"ops"}), a_grant("key-2", {"root"})};
    content.grants[1].expiry = at("2030-01-01T00:00:09Z");

    EXPECT_EQ(write({"ops", "root"}).next_end, at("2030-01-01T00:00:09Z"));
}

TEST_F(Writer, grants_nothing_without_a_login) {
    content.grants = {a_grant("key-1", {})};

    write({"ops"});

    EXPECT_EQ(file("ops"), "");
}

TEST_F(Writer, makes_files_that_sshd_can_read_as_the_user_and_nobody_can_write) {
    auto const before = ::umask(077);
    write({"ops"});
    ::umask(before);

    EXPECT_EQ(test::mode_of(keys), 0755);
    EXPECT_EQ(test::mode_of(keys / "ops"), 0644);
}

TEST_F(Writer, removes_the_files_of_logins_that_are_gone_and_whatever_else_lies_there) {
    write({"ops", "root"});
    put("stranger", "ssh-ed25519 AAAA\n");
    put(".ops.new", "half a file");
    std::filesystem::create_directory(keys / "folder");

    EXPECT_EQ(write({"root"}).changed, 4);
    EXPECT_THAT(names(), ElementsAre("root"));
}

TEST_F(Writer, leaves_a_file_alone_that_says_the_right_thing) {
    content.grants = {a_grant("key-1", {"ops"})};
    write({"ops"});
    auto const inode = test::inode_of(keys / "ops");

    EXPECT_EQ(write({"ops"}).changed, 0);
    EXPECT_EQ(test::inode_of(keys / "ops"), inode);
}

TEST_F(Writer, undoes_edits_by_hand) {
    content.grants = {a_grant("key-1", {"ops"})};
    write({"ops"});
    auto const right = file("ops");
    auto const undone = [&] { return write({"ops"}).changed == 1 && file("ops") == right; };

    put("ops", right + "ssh-ed25519 AAAA a-door\n");
    EXPECT_TRUE(undone()) << "a line more";
    put("ops", "");
    EXPECT_TRUE(undone()) << "emptied";
    std::filesystem::remove(keys / "ops");
    EXPECT_TRUE(undone()) << "removed";
    std::filesystem::permissions(keys / "ops", std::filesystem::perms(0666));
    EXPECT_TRUE(undone() && test::mode_of(keys / "ops") == 0644) << "writable";
}

TEST_F(Writer, replaces_a_link_or_a_directory_in_the_place_of_a_file) {
    content.grants = {a_grant("key-1", {"ops"})};
    write({"ops"});
    auto const right = file("ops");
    write_file_atomically(directory / "elsewhere", right, 0644);
    std::filesystem::remove(keys / "ops");
    std::filesystem::create_symlink(directory / "elsewhere", keys / "ops");

    write({"ops"});
    EXPECT_FALSE(std::filesystem::is_symlink(keys / "ops"));

    std::filesystem::remove(keys / "ops");
    std::filesystem::create_directories(keys / "ops" / "deep");
    write({"ops"});
    EXPECT_EQ(file("ops"), right);
}

TEST_F(Writer, writes_the_other_files_when_one_cannot_be_written) {
    content.grants = {a_grant("key-1", {"alpha", "ops"})};
    std::string const too_long_for_a_file(300, 'a');

    EXPECT_THROW(write({too_long_for_a_file, "ops"}), std::system_error);

    EXPECT_THAT(file("ops"), HasSubstr("gatehouse:key-1"));
}

TEST_F(Writer, writes_local_time_without_a_zone_for_sshd_before_9_1) {
    content.grants = {a_grant("key-1", {"ops"})};

    auto const lines = lines_for("ops", content, {8, 9}, {.now = now});

    EXPECT_THAT(lines.text, testing::ContainsRegex("expiry-time=\"[0-9]{14}\" "));
}

TEST_F(Writer, leaves_out_a_key_that_this_sshd_does_not_know_and_says_why) {
    content.grants = {a_grant("key-1", {"ops"}), a_grant("key-2", {"ops"})};
    content.grants[1].blob =
        crypto::to_base64(test::ssh_string("sk-ssh-ed25519@openssh.com") +
                          test::ssh_string(test::a_signing_key().public_key()) + test::ssh_string("ssh:"));

    auto const lines = lines_for("ops", content, {8, 0}, {.now = now});

    EXPECT_THAT(lines.text, testing::Not(HasSubstr("key-2")));
    EXPECT_THAT(lines.text, HasSubstr("key-1"));
    EXPECT_THAT(lines.refused, ElementsAre(HasSubstr("key-2")));
}

TEST_F(Writer, tidies_away_every_line_that_is_not_its_own_and_adds_none) {
    content.grants = {a_grant("key-1", {"ops"})};
    write({"ops", "root"});
    auto const own = file("ops");
    put("ops", "# a remark\n" + own + "ssh-ed25519 AAAA a-door\n\n" + own.substr(0, own.size() / 2));
    put("root", "ssh-ed25519 AAAA a-door\n");

    EXPECT_EQ(writer.tidy(debian_12_sshd, now), 2);

    EXPECT_EQ(file("ops"), own);
    EXPECT_EQ(file("root"), "");
    EXPECT_EQ(writer.tidy(debian_12_sshd, now), 0);
}

TEST_F(Writer, tidies_nothing_where_nothing_was_written_yet) {
    EXPECT_EQ(writer.tidy(debian_12_sshd, now), 0);
    EXPECT_FALSE(std::filesystem::exists(keys));
}

}  // namespace
}  // namespace gatehouse::agent
