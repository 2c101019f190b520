#include "base/harmless.h"

#include <gtest/gtest.h>

namespace gatehouse {
namespace {

using std::string_literals::operator""s;

TEST(Harmless, leaves_ordinary_text_of_any_language_alone) {
    for (auto const* text :
         {"", "ada@example.com", "Zoë", "ключ", "鍵", "🚗", "a\\b \"c\" 'd'", "\u00a0\uac00\U0010fffd"})
        EXPECT_EQ(harmless(text), text);
}

TEST(Harmless, lets_nothing_end_a_line_or_command_a_terminal) {
    EXPECT_EQ(harmless("a\r\nb\tc"), R"(a\u000d\u000ab\u0009c)");
    EXPECT_EQ(harmless("\x1b[2J\x1b]0;title\x07"), R"(\u001b[2J\u001b]0;title\u0007)");
    EXPECT_EQ(harmless("\x7f\u0080\u009b31m\u009f"), R"(\u007f\u0080\u009b31m\u009f)");
    EXPECT_EQ(harmless("\u2028\u2029\u0085"), R"(\u2028\u2029\u0085)");
    EXPECT_EQ(harmless("\0x"s), R"(\u0000x)");
}

TEST(Harmless, lets_nothing_hide_or_turn_the_order_of_what_is_shown) {
    EXPECT_EQ(harmless("\u202egpj.exe\u2066\u2069\u200f\u061c"), R"(\u202egpj.exe\u2066\u2069\u200f\u061c)");
    EXPECT_EQ(harmless("a\u200bb\u00adc\ufeff\u2060"), R"(a\u200bb\u00adc\ufeff\u2060)");
    EXPECT_EQ(harmless("\U000e0041"), R"(\udb40\udc41)")
        << "a tag, as JSON writes what is beyond four digits";
}

TEST(Harmless, makes_utf_8_of_anything) {
    EXPECT_EQ(harmless("a\xff"), R"(a\ufffd)");
    EXPECT_EQ(harmless("\xc3"), R"(\ufffd)") << "half a character";
    EXPECT_EQ(harmless("\xc3(\xa4"), R"(\ufffd(\ufffd)");
    EXPECT_EQ(harmless("\xc0\x8a"), R"(\ufffd\ufffd)") << "a line feed in a longer form";
    EXPECT_EQ(harmless("\xe0\x82\x9b"), R"(\ufffd\ufffd\ufffd)");
    EXPECT_EQ(harmless("\xed\xa0\x80"), R"(\ufffd\ufffd\ufffd)") << "half a surrogate pair";
    EXPECT_EQ(harmless("\xf4\x90\x80\x80"), R"(\ufffd\ufffd\ufffd\ufffd)") << "beyond Unicode";
}

TEST(Harmless, changes_nothing_twice) {
    auto const once = harmless("\x1b[31m\u202e\xff");
    EXPECT_EQ(harmless(once), once);
}

}  // namespace
}  // namespace gatehouse
