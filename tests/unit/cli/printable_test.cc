#include "cli/printable.h"

#include <clocale>
#include <gtest/gtest.h>

#include "json/json.h"

namespace gatehouse::cli {
namespace {

class Printable : public testing::Test {
protected:
    Printable() { std::setlocale(LC_CTYPE, "C.UTF-8"); }
};

struct Named {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Named, (), (name))

TEST_F(Printable, leaves_what_can_be_seen_as_it_is) {
    EXPECT_EQ(printable("Ada Lovelace, Łódź, 東京, 🔑"), "Ada Lovelace, Łódź, 東京, 🔑");
    EXPECT_EQ(printable(""), "");
}

// ECMA-48 (escape sequences, C0 and C1), Unicode Standard Annex 9 (bidirectional marks).
TEST_F(Printable, shows_what_would_steer_a_terminal) {
    EXPECT_EQ(printable("\x1b[2J"), "\\u{1b}[2J");
    EXPECT_EQ(printable("one\r\ntwo\tthree"), "one\\u{d}\\u{a}two\\u{9}three");
    EXPECT_EQ(printable("\xc2\x9b"
                        "31m"),
              "\\u{9b}31m");
    EXPECT_EQ(printable("abc\u202edcb"), "abc\\u{202e}dcb");
    EXPECT_EQ(printable("\u2066\u200b\ufeff\u2028"), "\\u{2066}\\u{200b}\\u{feff}\\u{2028}");
    EXPECT_EQ(printable(std::string_view("\0", 1)), "\\u{0}");
}

TEST_F(Printable, shows_each_byte_that_is_no_utf8) {
    EXPECT_EQ(printable("a\xff\xc3(b"), "a\\u{ff}\\u{c3}(b");
}

TEST_F(Printable, json_reads_back_as_it_was) {
    Named const nasty{"a\x1b[1m\u202e\u2028\x7f\"\\ \U000e0041 é"};

    auto const shown = printable_json(json::encode(nasty));

    EXPECT_EQ(shown, R"({"name":"a\u001b[1m\u202e\u2028\u007f\"\\ \udb40\udc41 é"})");
    EXPECT_EQ(json::decode<Named>(shown)->name, nasty.name);
}

TEST_F(Printable, json_keeps_its_lines) {
    EXPECT_EQ(printable_json("{\n  \"a\": 1\n}\n"), "{\n  \"a\": 1\n}\n");
}

// East Asian Width (Unicode Standard Annex 11): wide characters take two columns, combining ones none.
TEST_F(Printable, is_measured_in_columns_of_the_terminal) {
    EXPECT_EQ(columns_of("Ada"), 3);
    EXPECT_EQ(columns_of("é"), 1);
    EXPECT_EQ(columns_of("e\u0301"), 1);
    EXPECT_EQ(columns_of("東京"), 4);
}

TEST_F(Printable, is_cut_to_columns_and_never_through_a_character) {
    EXPECT_EQ(cut_to("Ada Lovelace", 12), "Ada Lovelace");
    EXPECT_EQ(cut_to("Ada Lovelace", 8), "Ada Lov…");
    EXPECT_EQ(cut_to("東京都庁", 6), "東京…");
    EXPECT_EQ(cut_to("éé", 1), "…");
}

}  // namespace
}  // namespace gatehouse::cli
