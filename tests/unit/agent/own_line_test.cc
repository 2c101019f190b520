#include "agent/own_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "agent/authorized_keys_writer.h"
#include "tests/unit/agent/builders.h"

namespace gatehouse::agent {
namespace {

using test::at;
using test::debian_12_sshd;

Time const now = at("2030-01-01T00:00:00Z");

std::string a_line(snapshot::SshOptions options, std::vector<std::string> from,
                   sshkey::SshdVersion sshd = debian_12_sshd) {
    auto content = test::a_snapshot_of("cluster-1");
    content.sshOptions = options;
    content.grants = {test::a_grant("key-1", {"ops"})};
    content.grants[0].from = std::move(from);
    auto text = lines_for("ops", content, sshd, {.now = now}).text;
    text.pop_back();
    return text;
}

std::string replaced(std::string text, std::string const& part, std::string const& with) {
    auto const at_part = text.find(part);
    return at_part == std::string::npos ? "(not there)" : text.replace(at_part, part.size(), with);
}

TEST(OwnLine, is_whatever_the_writer_writes) {
    EXPECT_TRUE(is_own_line(a_line({}, {}), debian_12_sshd, now));
    EXPECT_TRUE(is_own_line(a_line({false, false, false, false}, {}), debian_12_sshd, now));
    EXPECT_TRUE(is_own_line(a_line({true, true, true, true}, {"192.0.2.0/24", "!192.0.2.7", "2001:db8::/32"}),
                            debian_12_sshd, now));
    EXPECT_TRUE(is_own_line(a_line({}, {}, {8, 4}), {8, 4}, now));
}

TEST(OwnLine, is_nothing_else) {
    auto const line = a_line({}, {"192.0.2.1"});
    auto const own = [](std::string const& text) { return is_own_line(text, debian_12_sshd, now); };
    ASSERT_TRUE(own(line));

    EXPECT_FALSE(own(""));
    EXPECT_FALSE(own("# a remark"));
    EXPECT_FALSE(own(" " + line));
    EXPECT_FALSE(own(line + " "));
    EXPECT_FALSE(own(line + "\r"));
    EXPECT_FALSE(own(replaced(line, "restrict,", "")));
    EXPECT_FALSE(own(replaced(line, "pty,", "pty,pty,")));
    EXPECT_FALSE(own(replaced(line, "pty,port-forwarding", "port-forwarding,pty")));
    EXPECT_FALSE(own(replaced(line, "pty", "user-rc")));
    EXPECT_FALSE(own(replaced(line, "pty", "command=\"/bin/sh\"")));
    EXPECT_FALSE(own(replaced(line, "192.0.2.1", "*")));
    EXPECT_FALSE(own(replaced(line, ",expiry-time=\"20300103235959Z\"", "")));
    EXPECT_FALSE(own(replaced(line, "20300103235959Z", "20300103235959")));
    EXPECT_FALSE(own(replaced(line, "20300103", "20301303")));
    EXPECT_FALSE(own(replaced(line, "gatehouse:key-1", "me@laptop")));
    EXPECT_FALSE(own(replaced(line, "ssh-ed25519", "ssh-rsa")));
}

TEST(OwnLine, does_not_end_later_than_the_longest_lease) {
    auto const line = a_line({}, {});

    EXPECT_TRUE(is_own_line(replaced(line, "20300103235959Z", "20300131000000Z"), debian_12_sshd, now));
    EXPECT_FALSE(is_own_line(replaced(line, "20300103235959Z", "20300131000001Z"), debian_12_sshd, now));
}

TEST(OwnLine, is_what_this_sshd_would_get) {
    EXPECT_FALSE(is_own_line(a_line({}, {}), {8, 4}, now)) << "before 9.1 a Z makes the line invalid";
}

}  // namespace
}  // namespace gatehouse::agent
