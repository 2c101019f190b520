#include <boost/json.hpp>
#include <cstdlib>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>

#include "crypto/digest.h"
#include "sshkey/key_policy.h"
#include "tests/unit/sshkey/test_keys.h"

namespace gatehouse::sshkey {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

struct Case {
    std::string id, description, verdict, input;
    std::vector<std::string> codes, warnings;
};

void PrintTo(Case const& c, std::ostream* out) { *out << c.id << ' ' << c.description; }

std::string corpus_folder() {
    auto const* const folder = std::getenv("GATEHOUSE_CORPUS");
    return folder == nullptr || !std::filesystem::exists(std::string(folder) + "/public-keys.jsonl") ? ""
                                                                                                     : folder;
}

bool in_ci() {
    auto const* const ci = std::getenv("CI");
    return ci != nullptr && std::string_view(ci) == "true";
}

std::vector<std::string> texts(boost::json::value const& list) {
    std::vector<std::string> out;
    for (auto const& item : list.as_array())
        out.emplace_back(item.as_string());
    return out;
}

/// Inputs that the corpus only describes, because they are large.
std::string described_input(std::string const& description) {
    if (description == "10^5 empty lines then key")
        return std::string(100'000, '\n') + ed25519_text(std::string(32, 'x'));
    if (description == "sk-ed25519 application 64 KiB")
        return sk_ed25519_text(std::string(32, 'x'), "ssh:" + std::string(64 * 1024, 'a'));
    throw std::runtime_error("the test cannot make: " + description);
}

std::vector<Case> cases() {
    if (corpus_folder().empty())
        return {};
    // The corpus shortens two names.
    std::map<std::string, std::string> const full{{"EXPONENT", "RSA_EXPONENT"},
                                                  {"LOW_ORDER", "ED25519_LOW_ORDER"}};
    std::vector<Case> out;
    std::istringstream lines(read_text(corpus_folder() + "/public-keys.jsonl"));
    for (std::string line; std::getline(lines, line);) {
        auto const object = boost::json::parse(line).as_object();
        auto const text = [&object](char const* name) { return std::string(object.at(name).as_string()); };
        Case c{text("id"), text("description"),       text("verdict"),
               {},         texts(object.at("codes")), texts(object.at("warnings"))};
        auto const& input = object.at("input_base64");
        c.input = input.is_null() ? described_input(c.description)
                                  : crypto::from_base64(std::string_view(input.as_string())).value();
        for (auto& code : c.codes)
            if (full.contains(code))
                code = full.at(code);
        out.push_back(std::move(c));
    }
    return out;
}

Blocklist const& blocklist() {
    static auto const list = Blocklist::parse(read_text(corpus_folder() + "/blocklist.txt"));
    return list;
}

TEST(Corpus, is_there_with_its_107_inputs) {
    if (corpus_folder().empty() && !in_ci())
        GTEST_SKIP() << "GATEHOUSE_CORPUS names no folder with public-keys.jsonl";
    EXPECT_GE(cases().size(), 107U);
}

class CorpusKey : public testing::TestWithParam<Case> {};
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

INSTANTIATE_TEST_SUITE_P(All, CorpusKey, testing::ValuesIn(cases()),
                         [](auto const& test) { return test.param.id; });

}  // namespace
}  // namespace gatehouse::sshkey
