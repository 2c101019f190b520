#include "agent/sshd_probe.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/agent/builders.h"

namespace gatehouse::agent {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(SshdRelease, is_read_from_what_sshd_says_of_itself) {
    EXPECT_EQ(parse_release("OpenSSH_9.2, OpenSSL 3.0.11 19 Sep 2023\n")->name, "OpenSSH_9.2");

    auto const usage =
        parse_release("unknown option -- V\nOpenSSH_8.4p1 Debian-5+deb11u3, OpenSSL 1.1.1w\nusage: sshd");
    EXPECT_EQ(usage->name, "OpenSSH_8.4p1");
    EXPECT_EQ(usage->version, (sshkey::SshdVersion{8, 4}));
}

TEST(SshdRelease, before_7_7_is_refused_with_the_reason) {
    EXPECT_TRUE(parse_release("OpenSSH_7.7p1"));

    auto const old = parse_release("OpenSSH_7.6p1, LibreSSL");
    ASSERT_FALSE(old);
    EXPECT_THAT(old.error().message, HasSubstr("OpenSSH_7.6p1 is too old"));
    EXPECT_THAT(old.error().message, HasSubstr("expiry-time"));
}

TEST(SshdRelease, of_another_program_is_refused) {
    EXPECT_FALSE(parse_release("Dropbear v2022.83"));
    EXPECT_FALSE(parse_release("OpenSSH_for_something"));
    EXPECT_FALSE(parse_release(""));
}

TEST(SshdSettings, are_read_from_the_effective_configuration) {
    test::TemporaryDirectory const directory;
    auto const key = test::an_ssh_key();
    write_file_atomically(directory / "host_key.pub", "ssh-ed25519 " + key + " root@host\n", 0644);

    auto const settings =
        parse_settings(fmt::format("port 2222\nport 22\nstrictmodes no\npubkeyauthentication no\n"
                                   "hostkey {0}/host_key\nhostkey {0}/none\n"
                                   "authorizedkeysfile .ssh/authorized_keys .ssh/authorized_keys2\n",
                                   directory.path().string()));

    EXPECT_EQ(settings.port, 2222);
    EXPECT_THAT(settings.host_keys, ElementsAre("ssh-ed25519 " + key));
    EXPECT_THAT(settings.authorized_keys_files, ElementsAre(".ssh/authorized_keys", ".ssh/authorized_keys2"));
    EXPECT_FALSE(settings.pubkey_authentication);
    EXPECT_FALSE(settings.strict_modes);
}

TEST(SshdSettings, may_name_no_file_at_all) {
    EXPECT_THAT(parse_settings("authorizedkeysfile none\n").authorized_keys_files, testing::IsEmpty());
}

}  // namespace
}  // namespace gatehouse::agent
