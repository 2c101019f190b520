#include "cli/command_line.h"

#include <cstdlib>
#include <gmock/gmock.h>

#include "base/files.h"
#include "cli/commands.h"
#include "cli/completion.h"

namespace gatehouse::cli {
namespace {

constexpr auto golden = "docs/reference/cli.md";

Arguments heard;
Result<void> outcome;

Result<void> hear(Arguments const& said) {
    heard = said;
    return outcome;
}

Command const program{
    .name = "gatehouse",
    .help = "It",
    .commands = {
        {.name = "thing",
         .help = "Things",
         .commands = {
             {"make",
              "Make a thing",
              {argument("NAME", "Its name"), optional(argument("SIZE", "How large")),
               option("-c,--colour", "TEXT", "Which colour"), repeated(option("--part", "TEXT", "A part")),
               choice("--kind", "Which kind", {"red", "green"}), flag("-y,--yes", "Do not ask")},
              hear}}}}};

int do_it(std::vector<char const*> words) {
    words.insert(words.begin(), "gatehouse");
    return run(program, int(words.size()), const_cast<char**>(words.data()));
}

TEST(CommandLine, hands_over_what_was_said) {
    outcome = {};

    EXPECT_EQ(
        do_it({"thing", "make", "--part", "a", "Ada", "--part", "b", "-c", "blue", "-y", "--kind", "red"}),
        0);

    EXPECT_EQ(heard.text("NAME"), "Ada");
    EXPECT_FALSE(heard.given("SIZE"));
    EXPECT_EQ(heard.text("--colour"), "blue");
    EXPECT_EQ(heard.list("--part"), (std::vector<std::string>{"a", "b"}));
    EXPECT_TRUE(heard.given("--yes"));
}

TEST(CommandLine, hands_over_that_nothing_was_said) {
    outcome = {};

    EXPECT_EQ(do_it({"thing", "make", "Ada", "--part", ""}), 0);

    EXPECT_FALSE(heard.given("--colour"));
    EXPECT_FALSE(heard.given("--yes"));
    EXPECT_TRUE(heard.given("--part"));
    EXPECT_TRUE(heard.list("--part").empty());
    EXPECT_THROW(heard.text("--no-such"), std::logic_error);
}

TEST(CommandLine, that_is_wrong_ends_with_2) {
    EXPECT_EQ(do_it({}), 2);
    EXPECT_EQ(do_it({"thing"}), 2);
    EXPECT_EQ(do_it({"thing", "break"}), 2);
    EXPECT_EQ(do_it({"thing", "make"}), 2);
    EXPECT_EQ(do_it({"thing", "make", "Ada", "--kind", "blue"}), 2);
    EXPECT_EQ(do_it({"thing", "make", "Ada", "--colour", "a", "--colour", "b"}), 2);
    EXPECT_EQ(do_it({"--help"}), 0);
}

int status_of(Code code, std::string rule = {}) {
    outcome = refuse(code, "no", {}, std::move(rule));
    return do_it({"thing", "make", "Ada"});
}

TEST(CommandLine, that_is_refused_tells_by_its_exit_status_why) {
    EXPECT_EQ(status_of(Code::invalid, "RSA_TOO_SHORT"), 1);
    EXPECT_EQ(status_of(Code::conflict), 1);
    EXPECT_EQ(status_of(Code::too_large), 1);
    EXPECT_EQ(status_of(Code::invalid, usage_rule), 2);
    EXPECT_EQ(status_of(Code::not_found), 3);
    EXPECT_EQ(status_of(Code::unauthenticated), 4);
    EXPECT_EQ(status_of(Code::forbidden), 4);
    EXPECT_EQ(status_of(Code::unavailable), 5);
    EXPECT_EQ(status_of(Code::too_many_requests), 5);
}

TEST(Reference, is_the_committed_page) {
    auto const page = reference(all_commands());

    if (std::getenv("GATEHOUSE_RENEW"))
        write_file_atomically(golden, page, 0644);

    EXPECT_EQ(read_file(golden).value_or(""), page)
        << "If the command line was meant to change, run ./dev openapi and commit what it writes.";
}

TEST(Completion, knows_every_word_that_the_help_knows) {
    for (auto const shell : {Shell::bash, Shell::zsh, Shell::fish}) {
        auto const script = completion_script(program, shell);
        for (auto const* word : {"thing", "make", "colour", "part", "kind", "yes", "red green", "help"})
            EXPECT_THAT(script, testing::HasSubstr(word)) << int(shell);
    }
}

}  // namespace
}  // namespace gatehouse::cli
