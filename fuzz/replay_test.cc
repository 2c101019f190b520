#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <vector>

#include "fuzz/property.h"

namespace {

std::vector<std::string> inputs() {
    std::vector<std::string> files;
    for (auto const& entry : std::filesystem::directory_iterator(FUZZ_CORPUS))
        files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

class Input : public testing::TestWithParam<std::string> {};

TEST_P(Input, keeps_every_property) {
    std::ifstream file(GetParam(), std::ios::binary);
    std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
    bytes.shrink_to_fit();  // so that the address sanitizer sees what is read behind the end
    LLVMFuzzerTestOneInput(reinterpret_cast<std::uint8_t const*>(bytes.data()), bytes.size());
}

INSTANTIATE_TEST_SUITE_P(Corpus, Input, testing::ValuesIn(inputs()));

}  // namespace
