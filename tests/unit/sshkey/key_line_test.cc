#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sshkey/public_key.h"
#include "tests/unit/sshkey/test_keys.h"

namespace gatehouse::sshkey {
namespace {

using testing::HasSubstr;
using testing::Not;

// The public key of RFC 8032 section 7.1, test 2.
std::string const point = "\x3d\x40\x17\xc3\xe8\x43\x89\x5a\x92\xb7\x0a\xa7\x4d\x1b\x7e\xbc"
                          "\x9c\x98\x2c\xcf\x2e\xc4\x96\x8c\xc0\xcd\x55\xf1\x2a\xf4\x66\x0c";
std::string const line = "ssh-ed25519 " + key_text("", wire("ssh-ed25519") + wire(point), "").substr(1);

std::string refusal(std::string_view text) {
    auto const result = PublicKey::parse(text);
    return result ? "" : result.error().rule;
}

std::string comment(std::string_view text) { return PublicKey::parse(text).value().comment(); }

TEST(KeyLine, keeps_its_comment_as_inert_text) {
    EXPECT_EQ(comment(line), "");
    EXPECT_EQ(comment(line + " vera@laptop"), "vera@laptop");
    EXPECT_EQ(comment(line + "   two  words \t"), "two  words");
    EXPECT_EQ(comment(line + " <script>$(id)`id` %u ssh-rsa AAAA"), "<script>$(id)`id` %u ssh-rsa AAAA");
    EXPECT_EQ(comment(line + " a\tb"), "a b");
}

TEST(KeyLine, may_end_in_one_line_end_and_no_more) {
    for (auto const* const end : {"\n", "\r\n", "\r"})
        EXPECT_EQ(refusal(line + end), "");
    EXPECT_EQ(refusal(line + "\n\n"), "MULTIPLE_LINES");
    EXPECT_EQ(refusal(line + "\n" + line), "MULTIPLE_LINES");
    EXPECT_EQ(refusal(line + "\r" + line), "CONTROL_CHAR");
}

TEST(KeyLine, may_have_blanks_around_its_parts) {
    EXPECT_EQ(refusal(" \t" + line + " \t"), "");
    EXPECT_EQ(refusal("\v" + line), "CONTROL_CHAR");
    EXPECT_EQ(refusal("\xc2\xa0" + line), "TYPE_UNSUPPORTED");
}

TEST(KeyLine, is_refused_where_there_is_nothing) {
    for (auto const* const text : {"", " ", "\n", "\r\n\r\n", "\t \n"})
        EXPECT_EQ(refusal(text), "EMPTY");
    EXPECT_EQ(refusal("ssh-ed25519"), "FORMAT");
    EXPECT_EQ(refusal(line.substr(12)), "FORMAT");
    EXPECT_EQ(refusal("hello world"), "FORMAT_UNKNOWN");
}

TEST(KeyLine, may_have_16_kib_and_a_comment_of_255_characters) {
    std::string comment_text;
    for (int i = 0; i < 255; ++i)
        comment_text += "\xc3\xab";
    EXPECT_EQ(refusal(line + ' ' + comment_text), "");
    EXPECT_EQ(refusal(line + ' ' + comment_text + 'x'), "COMMENT_TOO_LONG");
    EXPECT_EQ(refusal(line + ' ' + std::string(16 * 1024 - line.size() - 1, 'x')), "COMMENT_TOO_LONG");
    EXPECT_EQ(refusal(line + ' ' + std::string(16 * 1024 - line.size(), 'x')), "TOO_LARGE");
    EXPECT_EQ(refusal(std::string(10 << 20, 'A')), "TOO_LARGE");
}

TEST(KeyLine, is_refused_with_a_character_that_cannot_be_seen) {
    for (auto const* const hidden :
         {"\x01", "\x7f", "\xc2\x85", "\xc2\x9b", "\xc2\xad", "\xe2\x80\x8b", "\xe2\x80\xa8", "\xe2\x80\xae",
          "\xe2\x81\xa6", "\xef\xbb\xbf", "\xef\xbf\xbe", "\xcd\x8f", "\xf3\xa0\x81\x81"})
        EXPECT_EQ(refusal(line + " a" + hidden + "b"), "CONTROL_CHAR") << hidden;
    EXPECT_EQ(refusal(line + std::string(1, '\0')), "CONTROL_CHAR");
    EXPECT_EQ(refusal(line + " \xf0\x9f\x94\x91 \xe2\x9d\xa4\xef\xb8\x8f"), "");
}

TEST(KeyLine, is_refused_unless_it_is_utf_8_without_a_byte_order_mark) {
    for (auto const* const bytes : {"\xff", "\xc3", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80"})
        EXPECT_EQ(refusal(line + " a" + bytes), "ENCODING") << bytes;
    EXPECT_EQ(refusal("\xef\xbb\xbf" + line), "ENCODING");
}

TEST(KeyLine, is_refused_with_anything_in_front_of_its_type) {
    for (auto const* const prefix :
         {"restrict", "command=\"id\"", "command=\"echo hi there\"", "no-pty,from=\"*\"", "host.example",
          "1:", "ssh-host", "@cert-authority *", "|1|c2FsdA==|aGFzaA=="})
        EXPECT_EQ(refusal(prefix + (' ' + line)), "OPTIONS_OR_PREFIX") << prefix;
    EXPECT_EQ(refusal("restrict ssh-new@example.com AAAAB3"), "OPTIONS_OR_PREFIX");
}

TEST(KeyLine, is_refused_with_a_type_that_is_not_taken) {
    for (auto const* const type :
         {"ssh-ed448", "SSH-ED25519", "ssh-mldsa44@openssh.com", "ecdsa-sha2-1.3.132.0.10", "x"})
        EXPECT_EQ(refusal(type + line.substr(11)), "TYPE_UNSUPPORTED") << type;
    EXPECT_EQ(refusal("ssh-dss" + line.substr(11)), "TYPE_DSA");
    EXPECT_EQ(refusal("ssh-ed25519-cert-v01@openssh.com" + line.substr(11)), "CERTIFICATE_NOT_KEY");
}

TEST(KeyLine, names_an_unsupported_type_only_where_it_is_surely_one) {
    auto const message = [](std::string const& text) { return PublicKey::parse(text).error().message; };
    EXPECT_THAT(message("ssh-ed448 AAAA"), HasSubstr("ssh-ed448"));
    EXPECT_THAT(message("hunter2 AAAA"), Not(HasSubstr("hunter2")));
    EXPECT_THAT(message("ssh-" + std::string(100, 'x') + " AAAA"), Not(HasSubstr(std::string(50, 'x'))));
}

TEST(KeyLine, is_refused_unless_its_base64_is_strict) {
    auto const body = line.substr(12);
    EXPECT_EQ(refusal("ssh-ed25519 " + body.substr(0, body.size() - 1)), "BASE64");
    EXPECT_EQ(refusal("ssh-ed25519 " + body + "===="), "BASE64");
    EXPECT_EQ(refusal("ssh-ed25519 " + body.substr(0, 40) + '-' + body.substr(41)), "BASE64");
    EXPECT_EQ(refusal("ssh-ed25519 " + body.substr(0, 40) + "==" + body.substr(42)), "BASE64");
    EXPECT_EQ(refusal("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5\xd0\x90" + body.substr(21)), "NON_ASCII_IN_KEY");
}

// 32 + 19 bytes end on a whole group, so an application of one more byte leaves unused bits.
TEST(KeyLine, is_refused_where_the_unused_bits_of_its_base64_are_set) {
    auto text = sk_ed25519_text(point, "ssh:ab");
    auto const padding = text.find('=');
    ASSERT_NE(padding, std::string::npos);
    EXPECT_EQ(refusal(text), "");
    ++text[padding - 1];
    EXPECT_EQ(refusal(text), "BASE64_NONCANONICAL");
}

TEST(KeyLine, in_another_format_is_answered_with_the_command_that_converts_it) {
    auto const message = [](std::string const& text) { return PublicKey::parse(text).error().message; };
    Folder const folder;
    fresh_key(folder, "k", "-t rsa -b 2048");
    auto const exported = [&folder](std::string const& format) {
        return output_of("ssh-keygen -e -m " + format + " -f " + (folder.path() / "k.pub").string());
    };
    auto const pkcs8 = exported("PKCS8");
    EXPECT_EQ(refusal(pkcs8), "FORMAT_PEM");
    EXPECT_EQ(refusal(exported("PEM")), "FORMAT_PEM");
    EXPECT_EQ(refusal(exported("RFC4716")), "FORMAT_RFC4716");
    EXPECT_EQ(refusal("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"), "FORMAT_X509");
    EXPECT_EQ(refusal("-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQ==\n"), "FORMAT_UNKNOWN");

    // What the message says is true: ssh-keygen turns the file into a line that we take.
    EXPECT_THAT(message(pkcs8), HasSubstr("`ssh-keygen -i -m PKCS8 -f key.pem`"));
    EXPECT_EQ(refusal(output_of("ssh-keygen -i -m PKCS8 -f " + folder.write("key.pem", pkcs8))), "");
    EXPECT_EQ(refusal(output_of("ssh-keygen -i -m PEM -f " + folder.write("key.pem", exported("PEM")))), "");
    EXPECT_EQ(refusal(output_of("ssh-keygen -i -f " + folder.write("key.pem", exported("RFC4716")))), "");
}

}  // namespace
}  // namespace gatehouse::sshkey
