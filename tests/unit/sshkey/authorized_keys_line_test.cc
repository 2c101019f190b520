#include "sshkey/authorized_keys_line.h"

#include <cstdlib>
#include <ctime>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/sshkey/test_keys.h"

namespace gatehouse::sshkey {
namespace {

using std::chrono::seconds;
using testing::HasSubstr;

std::string const point = "\x3d\x40\x17\xc3\xe8\x43\x89\x5a\x92\xb7\x0a\xa7\x4d\x1b\x7e\xbc"
                          "\x9c\x98\x2c\xcf\x2e\xc4\x96\x8c\xc0\xcd\x55\xf1\x2a\xf4\x66\x0c";
std::string const key = ed25519_text(point);  // "ssh-ed25519 AAAA... vera@laptop"
std::string const key_without_comment = key.substr(0, key.rfind(' '));
SshdVersion const debian_12{9, 2};

Time at(std::string_view rfc3339) { return parse_rfc3339(rfc3339).value(); }

LineInput input() {
    return {.key_uid = "0197c2f0-5b7e",
            .key = PublicKey::parse(key).value(),
            .options = {},
            .from = {},
            .expiry = at("2026-07-01T12:30:45Z")};
}

std::string line(LineInput const& in, SshdVersion sshd = debian_12) {
    return authorized_keys_line(in, sshd).value();
}

std::string refusal(LineInput const& in, SshdVersion sshd = debian_12) {
    auto const result = authorized_keys_line(in, sshd);
    return result ? "" : result.error().rule;
}

TEST(AuthorizedKeysLine, grants_a_terminal_and_forwarding_until_it_expires) {
    EXPECT_EQ(line(input()), "restrict,pty,port-forwarding,expiry-time=\"20260701123045Z\" " +
                                 key_without_comment + " gatehouse:0197c2f0-5b7e\n");
}

TEST(AuthorizedKeysLine, grants_what_the_options_say) {
    auto in = input();
    in.options = {.pty = false, .port_forwarding = false};
    EXPECT_THAT(line(in), testing::StartsWith("restrict,expiry-time="));
    in.options = {.pty = true, .port_forwarding = true, .agent_forwarding = true, .x11_forwarding = true};
    EXPECT_THAT(line(in), testing::StartsWith(
                              "restrict,pty,port-forwarding,agent-forwarding,X11-forwarding,expiry-time="));
}

TEST(AuthorizedKeysLine, names_where_the_login_may_come_from) {
    auto in = input();
    in.from = {"10.0.0.0/8", "!10.0.0.1", "2001:db8::/32"};
    EXPECT_THAT(line(in), HasSubstr(",from=\"10.0.0.0/8,!10.0.0.1,2001:db8::/32\",expiry-time="));
}

TEST(AuthorizedKeysLine, is_refused_where_a_pattern_could_write_options) {
    for (auto const* const pattern :
         {"*\",command=\"id", "10.0.0.1\" ssh-rsa AAAA", "10.0.0.1\n", "host", ""}) {
        auto in = input();
        in.from = {"10.0.0.0/8", pattern};
        EXPECT_EQ(refusal(in), "FROM") << pattern;
    }
}

TEST(AuthorizedKeysLine, is_refused_where_the_uid_could_write_a_second_line) {
    for (auto const& uid :
         {std::string(), std::string("a b"), std::string("a\nssh-rsa"), std::string("a\0b", 3),
          std::string("a_b"), std::string("\xc3\xa9"), std::string(65, 'a')}) {
        auto in = input();
        in.key_uid = uid;
        EXPECT_EQ(refusal(in), "KEY_UID") << uid;
    }
    auto in = input();
    in.key_uid = std::string(64, 'Z');
    EXPECT_EQ(refusal(in), "");
}

TEST(AuthorizedKeysLine, never_carries_the_keys_comment) {
    EXPECT_THAT(line(input()), testing::Not(HasSubstr("vera")));
}

TEST(AuthorizedKeysLine, expires_at_the_second_before_and_never_after) {
    auto in = input();
    in.expiry = at("2026-07-01T12:30:45.999999Z");
    EXPECT_THAT(line(in), HasSubstr("\"20260701123045Z\""));
}

TEST(AuthorizedKeysLine, is_refused_for_an_expiry_that_sshd_cannot_read) {
    for (auto const* const moment :
         {"1970-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "0001-01-01T00:00:00Z"}) {
        auto in = input();
        in.expiry = at(moment);
        EXPECT_EQ(refusal(in), "EXPIRY") << moment;
    }
    auto in = input();
    in.expiry = at("9999-12-31T23:59:59Z");
    EXPECT_THAT(line(in), HasSubstr("\"99991231235959Z\""));
    in.expiry += seconds(1);
    EXPECT_EQ(refusal(in), "EXPIRY");
}

TEST(AuthorizedKeysLine, says_utc_from_openssh_9_1_and_local_time_before) {
    auto const two_hours = [](Time) { return seconds(7200); };
    auto const digits = [&](SshdVersion sshd) {
        auto const text = authorized_keys_line(input(), sshd, two_hours).value();
        auto const begin = text.find("expiry-time=\"") + 13;
        return text.substr(begin, text.find('"', begin) - begin);
    };
    EXPECT_EQ(digits({10, 0}), "20260701123045Z");
    EXPECT_EQ(digits({9, 1}), "20260701123045Z");
    EXPECT_EQ(digits({9, 0}), "20260701143045");
    EXPECT_EQ(digits({7, 7}), "20260701143045");
}

TEST(AuthorizedKeysLine, is_refused_for_an_sshd_that_cannot_enforce_it) {
    EXPECT_EQ(refusal(input(), {7, 6}), "SSHD_TOO_OLD");
    EXPECT_EQ(refusal(input(), {7, 7}), "");
    auto in = input();
    in.key = PublicKey::parse(sk_ed25519_text(point, "ssh:")).value();
    EXPECT_EQ(refusal(in, {8, 1}), "SSHD_TOO_OLD");
    EXPECT_EQ(refusal(in, {8, 2}), "");
}

TEST(AuthorizedKeysLine, is_one_line_in_which_ssh_keygen_finds_the_key) {
    auto in = input();
    in.from = {"10.0.0.0/8"};
    auto const said = ssh_keygen_lines({line(in)});
    ASSERT_EQ(said.size(), 1U);
    EXPECT_THAT(said.front(),
                testing::StartsWith("256 " + in.key.fingerprint() + " gatehouse:0197c2f0-5b7e"));
}

TEST(SshdVersion, is_read_from_what_sshd_says_of_itself) {
    auto const parse = SshdVersion::parse;
    EXPECT_EQ(parse("OpenSSH_9.2p1 Debian-2+deb12u6, OpenSSL 3.0.15 3 Sep 2024"), (SshdVersion{9, 2}));
    EXPECT_EQ(parse("OpenSSH_10.0p2"), (SshdVersion{10, 0}));
    EXPECT_EQ(parse("OpenSSH_7.4"), (SshdVersion{7, 4}));
    for (auto const* const text :
         {"", "OpenSSH_", "OpenSSH_9", "OpenSSH_9.", "OpenSSH_x.1", "OpenSSH_for_Windows_8.1p1",
          "dropbear_2022.83", "OpenSSH_99999999999.1", " OpenSSH_9.2"})
        EXPECT_EQ(parse(text), std::nullopt) << text;
    EXPECT_LT((SshdVersion{9, 9}), (SshdVersion{10, 0}));
}

/// The time zone of this process and its children, as long as it lives.
class Zone {
public:
    explicit Zone(char const* name) {
        setenv("TZ", name, 1);
        tzset();
    }
    ~Zone() {
        unsetenv("TZ");
        tzset();
    }
};

std::string text_of(std::tm const& fields, char const* form) {
    char buffer[32];
    return {buffer, std::strftime(buffer, sizeof(buffer), form, &fields)};
}

std::tm local(Time moment) {
    auto const since_epoch =
        static_cast<std::time_t>(std::chrono::floor<seconds>(moment).time_since_epoch().count());
    std::tm fields{};
    localtime_r(&since_epoch, &fields);
    return fields;
}

/// The digits for an old sshd, and what ssh-keygen, which reads such digits with the code of sshd, takes them
/// for.
struct ReadBack {
    std::string digits;
    std::string understood;  ///< in local time
};

ReadBack read_back(Folder const& folder, Time moment) {
    auto in = input();
    in.expiry = moment;
    auto const text = authorized_keys_line(in, {8, 4}).value();
    auto const begin = text.find("expiry-time=\"") + 13;
    auto const digits = text.substr(begin, 14);
    auto const k = (folder.path() / "k").string();
    output_of("ssh-keygen -q -s " + k + " -I t -V 20000101:" + digits + " " + k + ".pub");
    auto const said = output_of("ssh-keygen -L -f " + k + "-cert.pub");
    return {digits, said.substr(said.find(" to ") + 4, 19)};
}

TEST(LocalExpiry, is_read_back_by_openssh_as_the_moment_that_was_meant) {
    Folder const folder;
    fresh_key(folder, "k", "-t ed25519");
    for (auto const* const name :
         {"UTC", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu"}) {
        Zone const zone(name);
        for (auto const* const moment :
             {"2026-01-15T10:00:00Z", "2026-07-15T22:59:59Z", "2026-12-31T23:30:00Z"}) {
            auto const expiry = at(moment);
            EXPECT_EQ(read_back(folder, expiry).understood, text_of(local(expiry), "%Y-%m-%dT%H:%M:%S"))
                << name << moment;
        }
    }
}

// Berlin sets its clocks back on 2026-10-25 at 01:00Z and forward on 2026-03-29 at 01:00Z.
TEST(LocalExpiry, is_never_late_where_the_clocks_change) {
    Folder const folder;
    fresh_key(folder, "k", "-t ed25519");
    Zone const zone("Europe/Berlin");
    for (auto const* const change : {"2026-10-25T01:00:00Z", "2026-03-29T01:00:00Z"})
        for (int const minutes : {-90, -60, -30, -1, 0, 1, 30, 60, 90}) {
            auto const expiry = at(change) + std::chrono::minutes(minutes);
            EXPECT_EQ(read_back(folder, expiry).understood, text_of(local(expiry), "%Y-%m-%dT%H:%M:%S"))
                << change << ' ' << minutes;
        }
}

}  // namespace
}  // namespace gatehouse::sshkey
