#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace gatehouse::sshkey {

/// One input of the corpus of key texts, and what must be said of it.
struct CorpusCase {
    std::string id, description;
    std::string verdict;  ///< "accept", "reject", or "either"
    std::string input;
    std::vector<std::string> codes;  ///< any of them is right
    std::vector<std::string> warnings;
};

void PrintTo(CorpusCase const& c, std::ostream* out);

/// The folder that GATEHOUSE_CORPUS names, or "" where it holds no corpus: the corpus lies outside of the
/// clone.
std::string corpus_folder();

/// Without a corpus a test may be skipped, but not in continuous integration.
bool may_skip_without_corpus();

/// All inputs; none where there is no corpus.
std::vector<CorpusCase> corpus_cases();

}  // namespace gatehouse::sshkey
