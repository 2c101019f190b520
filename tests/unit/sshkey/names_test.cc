#include "sshkey/names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gatehouse::sshkey {
namespace {

std::string rule(Result<void> const& result) { return result ? "" : result.error().rule; }
std::string name(std::string_view text) { return rule(check_name(text, 64, "/metadata/name")); }
std::string login(std::string_view text) { return rule(check_login(text, "/spec/login")); }
std::string from(std::string_view text) { return rule(check_from(text, "/spec/from/0")); }

TEST(Name, is_inert_text_whatever_it_says) {
    for (auto const* const text :
         {"laptop", "<script>", "' OR 1=1--", "../..", "=cmd()", "%u", "$(id)", "a  b", "Zo\xc3\xab",
          "\xe6\x9d\xb1\xe4\xba\xac", "\xf0\x9f\x94\x91", "\xe2\x9d\xa4\xef\xb8\x8f", "-", "0"})
        EXPECT_EQ(name(text), "") << text;
}

TEST(Name, has_1_to_the_given_number_of_code_points) {
    std::string text;
    for (int i = 0; i < 64; ++i)
        text += "\xf0\x9f\x94\x91";
    EXPECT_EQ(name(text), "");
    EXPECT_EQ(name(text + 'x'), "NAME_TOO_LONG");
    EXPECT_EQ(name(""), "NAME_EMPTY");
    EXPECT_EQ(name("\xef\xb8\x8f"), "NAME_EMPTY");
    EXPECT_EQ(rule(check_name(std::string(128, 'x'), 128, "")), "");
}

TEST(Name, that_is_not_nfc_is_refused_and_not_changed) {
    EXPECT_EQ(name("Zoe\xcc\x88"), "NAME_NOT_NFC");
    EXPECT_EQ(name("\xe2\x84\xab"), "NAME_NOT_NFC");  // ANGSTROM SIGN
    EXPECT_EQ(name("\xef\xac\x81"), "");              // a ligature is NFC, if not NFKC
}

TEST(Name, with_a_character_that_cannot_be_seen_is_refused) {
    for (auto const* const hidden :
         {"\t", "\n", "\x1b", "\x7f", "\xc2\x85", "\xc2\xad", "\xe2\x80\x8b", "\xe2\x80\x8d", "\xe2\x80\xa8",
          "\xe2\x80\xae", "\xe2\x81\xa9", "\xe1\xa0\x8e", "\xe3\x85\xa4", "\xef\xbb\xbf", "\xef\xbf\xbf"})
        EXPECT_EQ(name(std::string("a") + hidden + "b"), "NAME_CHARACTER") << hidden;
    EXPECT_EQ(name(std::string_view("a\0b", 3)), "NAME_CHARACTER");
}

TEST(Name, that_starts_or_ends_with_a_space_is_refused) {
    for (auto const* const space : {" ", "\xc2\xa0", "\xe3\x80\x80"}) {
        EXPECT_EQ(name(std::string(space) + "a"), "NAME_SPACE");
        EXPECT_EQ(name(std::string("a") + space), "NAME_SPACE");
        EXPECT_EQ(name(space), "NAME_SPACE");
    }
}

TEST(Name, that_is_not_utf_8_is_refused) {
    EXPECT_EQ(name("a\xff"), "NAME_ENCODING");
    EXPECT_EQ(name("\xed\xa0\x80"), "NAME_ENCODING");
}

TEST(Name, points_a_refusal_at_the_field_it_was_given) {
    EXPECT_EQ(check_name("", 64, "/metadata/name").error().field, "/metadata/name");
}

TEST(NameKey, is_the_same_for_names_that_differ_in_case_or_width_only) {
    EXPECT_EQ(name_key("Laptop"), name_key("LAPTOP"));
    EXPECT_EQ(name_key("Stra\xc3\x9f"
                       "e"),
              name_key("STRASSE"));
    EXPECT_EQ(name_key("\xef\xbc\xac"
                       "aptop"),
              name_key("laptop"));  // full-width L
    EXPECT_EQ(name_key("\xef\xac\x81le"), name_key("FILE"));
    EXPECT_EQ(name_key("\xe2\x9d\xa4\xef\xb8\x8f"), name_key("\xe2\x9d\xa4"));
    EXPECT_NE(name_key("laptop"), name_key("laptop2"));
    EXPECT_NE(name_key("laptop"), name_key("l\xd0\xb0ptop"));  // another alphabet is another name
}

TEST(Login, is_what_useradd_takes) {
    for (auto const* const text :
         {"deploy", "_apt", "ci-runner", "a", "u_1", "abcdefghijklmnopqrstuvwxyz012345"})
        EXPECT_EQ(login(text), "") << text;
    for (auto const* const text : {"", "1", "123", "1a", "-a", "Deploy", "a b", "a.b", "a$", "\xc3\xa9",
                                   "a/b", "../x", "%u", "a\n", "abcdefghijklmnopqrstuvwxyz0123456"})
        EXPECT_EQ(login(text), "LOGIN") << text;
    EXPECT_EQ(login(std::string_view("a\0", 2)), "LOGIN");
}

TEST(FromPattern, is_an_address_or_a_range_with_or_without_a_not) {
    for (auto const* const text :
         {"192.0.2.7", "10.0.0.0/8", "0.0.0.0/0", "192.0.2.7/32", "!192.0.2.7", "2001:db8::1", "::/0",
          "2001:db8::/32", "!2001:db8::/32", "2001:DB8::1", "::1"})
        EXPECT_EQ(from(text), "") << text;
}

TEST(FromPattern, is_never_a_name_a_wildcard_or_a_piece_of_options) {
    for (auto const* const text : {"",
                                   "!",
                                   "*",
                                   "!*",
                                   "10.0.0.*",
                                   "10.0.0.?",
                                   "host.example",
                                   "192.0.2.7,10.0.0.1",
                                   "192.0.2.7\"",
                                   "\",command=\"id",
                                   "192.0.2.7 ",
                                   " 192.0.2.7",
                                   "192.0.2.7\n",
                                   "!!192.0.2.7",
                                   "192.0.2",
                                   "192.0.2.256",
                                   "192.0.02.7",
                                   "0x7f.0.0.1",
                                   "fe80::1%eth0",
                                   "[::1]",
                                   "192.0.2.7:22",
                                   "192.0.2.7/",
                                   "192.0.2.7/33",
                                   "10.0.0.0/08",
                                   "10.0.0.0/+8",
                                   "10.0.0.0/-1",
                                   "10.0.0.0/8/8",
                                   "::/129",
                                   "10.0.0.0/255.0.0.0",
                                   "::ffff:192.0.2.7",
                                   "/8"})
        EXPECT_EQ(from(text), "FROM") << text;
    EXPECT_EQ(from(std::string_view("192.0.2.7\0", 10)), "FROM");
}

TEST(FromPattern, of_a_range_has_no_bits_behind_the_range) {
    EXPECT_EQ(from("10.0.0.1/8"), "FROM");
    EXPECT_EQ(from("10.1.0.0/15"), "FROM");
    EXPECT_EQ(from("10.2.0.0/15"), "");
    EXPECT_EQ(from("2001:db8::1/64"), "FROM");
    EXPECT_EQ(from("2001:db8::/64"), "");
}

TEST(FromList, needs_one_pattern_that_lets_somebody_in) {
    EXPECT_EQ(rule(check_from_list({}, "")), "");
    EXPECT_EQ(rule(check_from_list({"!10.0.0.1", "10.0.0.0/8"}, "")), "");
    EXPECT_EQ(rule(check_from_list({"!10.0.0.1", "!10.0.0.2"}, "")), "FROM");
    EXPECT_EQ(rule(check_from_list({"10.0.0.0/8", "*"}, "")), "FROM");
}

}  // namespace
}  // namespace gatehouse::sshkey
