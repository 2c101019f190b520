#include "cli/table.h"

#include <clocale>
#include <gtest/gtest.h>

namespace gatehouse::cli {
namespace {

class Rows : public testing::Test {
protected:
    Rows() { std::setlocale(LC_CTYPE, "C.UTF-8"); }
    Table const keys{{"NAME", "FINGERPRINT", "STATE"},
                     {{"ada", "SHA256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "active"}, {"東京", "SHA256:b", ""}}};
};

TEST_F(Rows, stand_in_columns_without_blanks_at_their_ends) {
    EXPECT_EQ(render_rows(keys, 0), "NAME  FINGERPRINT                            STATE\n"
                                    "ada   SHA256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa  active\n"
                                    "東京  SHA256:b\n");
}

TEST_F(Rows, are_cut_where_the_terminal_ends_the_widest_column_first) {
    EXPECT_EQ(render_rows(keys, 32), "NAME  FINGERPRINT         STATE\n"
                                     "ada   SHA256:aaaaaaaaaa…  active\n"
                                     "東京  SHA256:b\n");
}

TEST_F(Rows, are_wider_than_a_terminal_that_is_too_narrow_for_anything) {
    EXPECT_EQ(render_rows(keys, 5), "NAME  FINGERP…  STATE\n"
                                    "ada   SHA256:…  active\n"
                                    "東京  SHA256:b\n");
}

TEST_F(Rows, are_no_more_than_the_titles_where_there_is_nothing) {
    EXPECT_EQ(render_rows({{"NAME", "STATE"}, {}}, 80), "NAME  STATE\n");
}

TEST_F(Rows, of_a_hostile_name_stay_one_line_each) {
    EXPECT_EQ(render_rows({{"NAME", "STATE"}, {{"a\nb\x1b[1m", "active"}}}, 0),
              "NAME              STATE\n"
              "a\\u{a}b\\u{1b}[1m  active\n");
}

TEST(Fields, tell_a_title_and_its_cell_on_each_line_and_leave_the_empty_out) {
    EXPECT_EQ(render_fields({{"NAME", "EXPIRES", "FROM"}, {{"a\nda", "", "10.0.0.0/8"}}}),
              "NAME:     a\\u{a}da\n"
              "FROM:     10.0.0.0/8\n");
}

}  // namespace
}  // namespace gatehouse::cli
