#include "tests/unit/sshkey/corpus.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sstream>

#include "sshkey/key_policy.h"
#include "tests/unit/sshkey/test_keys.h"

namespace gatehouse::sshkey {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

Blocklist const& blocklist() {
    static auto const list = Blocklist::parse(read_text(corpus_folder() + "/blocklist.txt"));
    return list;
}

TEST(Corpus, is_there_with_its_107_inputs) {
    if (may_skip_without_corpus())
        GTEST_SKIP() << "GATEHOUSE_CORPUS names no folder with public-keys.jsonl";
    EXPECT_GE(corpus_cases().size(), 107U);
}

class CorpusKey : public testing::TestWithParam<CorpusCase> {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(CorpusKey);

TEST_P(CorpusKey, gets_the_verdict_the_code_and_the_warnings_that_are_listed) {
    auto const& expected = GetParam();
    auto const result = accept(expected.input, {.blocklist = &blocklist()});
    if (expected.verdict != "either") {
        EXPECT_EQ(result.has_value(), expected.verdict == "accept") << (result ? "" : result.error().message);
    }
    if (!result && expected.verdict == "reject") {
        EXPECT_THAT(expected.codes, Contains(result.error().rule)) << result.error().message;
    }
    std::vector<std::string> rules;
    if (result)
        for (auto const& warning : result->warnings)
            rules.push_back(warning.rule);
    for (auto const& warning : expected.warnings)
        EXPECT_THAT(rules, Contains(warning));
}

TEST_P(CorpusKey, is_never_repeated_in_a_refusal) {
    auto const result = accept(GetParam().input, {.blocklist = &blocklist()});
    if (result)
        return;
    EXPECT_EQ(result.error().code, Code::invalid);
    EXPECT_EQ(result.error().field, "/spec/publicKey");
    EXPECT_FALSE(result.error().message.empty());
    std::istringstream words(GetParam().input);
    for (std::string word; words >> word;)
        if (word.starts_with("AAAA") || word.starts_with("MII") || word.find('"') != std::string::npos) {
            EXPECT_THAT(result.error().message, Not(HasSubstr(word)));
        }
}

INSTANTIATE_TEST_SUITE_P(All, CorpusKey, testing::ValuesIn(corpus_cases()),
                         [](auto const& test) { return test.param.id; });

}  // namespace
}  // namespace gatehouse::sshkey
