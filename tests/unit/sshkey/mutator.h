#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace gatehouse::sshkey {

/// Makes new key texts from given ones: at text level, and at field level (decode, change one field or one
/// length, encode again). The same seed and texts make the same mutants, on every machine.
class Mutator {
public:
    Mutator(std::vector<std::string> texts, std::uint64_t seed) : texts_(std::move(texts)), random_(seed) {}

    std::string next();

private:
    std::size_t below(std::size_t limit) { return random_() % limit; }
    char any_byte() { return static_cast<char>(below(256)); }
    std::string const& one_of(std::vector<std::string> const& choices) {
        return choices[below(choices.size())];
    }

    std::string change_text(std::string text);
    std::string change_dress(std::string text);
    std::string change_field(std::string text);
    void change_one(std::vector<std::string>& fields);
    std::string change_length(std::string blob, std::vector<std::string> const& fields);

    std::vector<std::string> texts_;
    std::mt19937_64 random_;
};

}  // namespace gatehouse::sshkey
