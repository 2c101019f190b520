#include <cstdlib>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iostream>
#include <set>

#include "base/text.h"
#include "sshkey/key_policy.h"
#include "tests/unit/sshkey/corpus.h"
#include "tests/unit/sshkey/mutator.h"
#include "tests/unit/sshkey/test_keys.h"

namespace gatehouse::sshkey {
namespace {

/// The corpus has no sound key of this type.
constexpr auto p521_key =
    "ecdsa-sha2-nistp521 AAAAE2VjZHNhLXNoYTItbmlzdHA1MjEAAAAIbmlzdHA1MjEAAACFBAEn5kDACRbzqAddqS"
    "wD6oTAHXgAks1KmZTt2m9YpALAR4OF7B5/OoDZ72NUVU3jCIt/82E5/nER3tOVTvVgv+DSMAH4L1lqNRsRQisr8PW0"
    "gYCYAODOPCW9DlTAEuZ6/zMsB4DRttD6gnM1mmhEsP6OC1c5DjSA4dxNha1O7X/aqBN7Uw==";

std::uint64_t setting(char const* name, std::uint64_t usual) {
    auto const* const given = std::getenv(name);
    return given == nullptr ? usual : to_number<std::uint64_t>(given).value();
}

/// Checking one modulus of 8192 bits takes as long as checking hundreds of other keys, and a mutant of it
/// shows nothing that one of a shorter modulus does not.
constexpr std::size_t longest_text = 1024;

/// Sound keys twice: most changes spoil one.
std::vector<std::string> texts_to_change() {
    std::vector<std::string> texts(2, p521_key);
    for (auto const& c : corpus_cases())
        if (c.input.size() <= longest_text)
            texts.insert(texts.end(), c.verdict == "accept" ? 2 : 1, c.input);
    return texts;
}

TEST(Mutants, that_we_accept_are_accepted_by_ssh_keygen_with_the_same_fingerprint) {
    if (may_skip_without_corpus())
        GTEST_SKIP() << "GATEHOUSE_CORPUS names no folder with public-keys.jsonl";
    auto const count = setting("GATEHOUSE_MUTANTS", 100'000);
    auto const seed = setting("GATEHOUSE_MUTANT_SEED", 20260701);
    std::cout << "GATEHOUSE_MUTANTS=" << count << " GATEHOUSE_MUTANT_SEED=" << seed << std::endl;

    Mutator mutator(texts_to_change(), seed);
    std::vector<std::string> accepted;
    std::vector<std::string> fingerprints;
    for (std::uint64_t i = 0; i < count; ++i) {
        auto const text = mutator.next();
        if (auto const result = accept(text, {})) {
            accepted.push_back(text);
            fingerprints.push_back(result->key.fingerprint());
        }
    }
    // Otherwise the property would hold by saying no.
    EXPECT_GE(std::set(accepted.begin(), accepted.end()).size(), count / 10);
    EXPECT_LE(accepted.size(), count / 2);

    auto const said = ssh_keygen_lines(accepted);
    for (std::size_t i = 0; i < std::min(said.size(), accepted.size()); ++i)
        ASSERT_THAT(said[i], testing::HasSubstr(' ' + fingerprints[i] + ' ')) << accepted[i];
    EXPECT_EQ(said.size(), accepted.size());
}

}  // namespace
}  // namespace gatehouse::sshkey
