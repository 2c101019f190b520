#include "tests/unit/sshkey/corpus.h"

#include <boost/json.hpp>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <ostream>
#include <sstream>
#include <stdexcept>

#include "crypto/digest.h"
#include "tests/unit/sshkey/test_keys.h"

namespace gatehouse::sshkey {

namespace {

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

CorpusCase read_case(std::string const& line) {
    // The corpus shortens two names.
    static std::map<std::string, std::string> const full{{"EXPONENT", "RSA_EXPONENT"},
                                                         {"LOW_ORDER", "ED25519_LOW_ORDER"}};
    auto const object = boost::json::parse(line).as_object();
    auto const text = [&object](char const* name) { return std::string(object.at(name).as_string()); };
    CorpusCase c{text("id"), text("description"),       text("verdict"),
                 {},         texts(object.at("codes")), texts(object.at("warnings"))};
    auto const& input = object.at("input_base64");
    c.input = input.is_null() ? described_input(c.description)
                              : crypto::from_base64(std::string_view(input.as_string())).value();
    for (auto& code : c.codes)
        if (full.contains(code))
            code = full.at(code);
    return c;
}

}  // namespace

void PrintTo(CorpusCase const& c, std::ostream* out) { *out << c.id << ' ' << c.description; }

std::string corpus_folder() {
    auto const* const folder = std::getenv("GATEHOUSE_CORPUS");
    return folder == nullptr || !std::filesystem::exists(std::string(folder) + "/public-keys.jsonl") ? ""
                                                                                                     : folder;
}

bool may_skip_without_corpus() {
    auto const* const ci = std::getenv("CI");
    return corpus_folder().empty() && (ci == nullptr || std::string_view(ci) != "true");
}

std::vector<CorpusCase> corpus_cases() {
    std::vector<CorpusCase> out;
    if (corpus_folder().empty())
        return out;
    std::istringstream lines(read_text(corpus_folder() + "/public-keys.jsonl"));
    for (std::string line; std::getline(lines, line);)
        out.push_back(read_case(line));
    return out;
}

}  // namespace gatehouse::sshkey
