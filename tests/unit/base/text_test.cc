#include <gmock/gmock.h>

#include "base/secret.h"
#include "base/text.h"

namespace gatehouse {
namespace {

using testing::ElementsAre;

TEST(ToNumber, takes_the_whole_text_or_nothing) {
    EXPECT_EQ(to_number<int>("42"), 42);
    EXPECT_EQ(to_number<int>("-42"), -42);
    for (auto const* text :
         {"", " 42", "42 ", "+42", "0x2a", "4.2", "4 2", "2147483648", "99999999999999999999"})
        EXPECT_EQ(to_number<int>(text), std::nullopt) << text;
    EXPECT_EQ(to_number<std::uint16_t>("-1"), std::nullopt);
    EXPECT_EQ(to_number<std::uint16_t>("65536"), std::nullopt);
}

TEST(Enumerate, writes_a_list_as_a_sentence_does) {
    EXPECT_EQ(enumerate({}), "");
    EXPECT_EQ(enumerate({"a"}), "a");
    EXPECT_EQ(enumerate({"a", "b"}), "a and b");
    EXPECT_EQ(enumerate({"a", "b", "c"}), "a, b and c");
}

TEST(Split, keeps_empty_parts) {
    EXPECT_THAT(split("", '/'), ElementsAre(""));
    EXPECT_THAT(split("/a//b/", '/'), ElementsAre("", "a", "", "b", ""));
}

TEST(Join, puts_the_separator_between) {
    EXPECT_EQ(join({}, ","), "");
    EXPECT_EQ(join({"a"}, ","), "a");
    EXPECT_EQ(join({"a", "", "b"}, ", "), "a, , b");
}

TEST(Cut, never_leaves_half_a_character) {
    EXPECT_EQ(cut("abc", 3), "abc");
    EXPECT_EQ(cut("abcd", 3), "abc");
    EXPECT_EQ(cut("äb", 1), "");
    EXPECT_EQ(cut("aä", 2), "a");
    EXPECT_EQ(cut("aä", 3), "aä");
    EXPECT_EQ(cut("a🚗b", 4), "a");
    EXPECT_EQ(cut("a🚗b", 5), "a🚗");
    EXPECT_EQ(cut("", 0), "");
}

TEST(Secret, is_empty_once_it_has_moved_on) {
    Secret first("correct horse battery staple");
    Secret const second(std::move(first));

    EXPECT_EQ(second.reveal(), "correct horse battery staple");
    EXPECT_TRUE(first.empty());  // NOLINT(bugprone-use-after-move): that is the point
}

TEST(Secret, a_wiped_text_holds_nothing) {
    std::string text = "correct horse battery staple";
    wipe(text);

    EXPECT_TRUE(text.empty());
}

}  // namespace
}  // namespace gatehouse
