#include <cstdlib>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <random>

#include "crypto/digest.h"
#include "sshkey/key_policy.h"
#include "tests/unit/sshkey/test_keys.h"

namespace gatehouse::sshkey {
namespace {

/// Makes new key texts from sound ones: at text level, and at field level (decode, change a field, encode
/// again).
class Mutator {
public:
    explicit Mutator(std::vector<std::string> seeds) : seeds_(std::move(seeds)) {}

    std::string next() {
        auto text = seeds_[below(seeds_.size())];
        switch (below(4)) {
        case 0:
            return change_text(std::move(text));
        case 1:
            return change_text(change_text(std::move(text)));
        case 2:
            return change_field(text);
        default:
            return change_dress(std::move(text));
        }
    }

private:
    std::size_t below(std::size_t limit) {
        return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_);
    }
    char any_byte() { return static_cast<char>(below(256)); }

    std::string change_text(std::string text) {
        static std::vector<std::string> const pieces{
            " ",  "\t", "\n", "\r", "=",    "A",        "/",          "#",
            ",",  "\"", "\\", "%",  "ssh-", "AAAA",     "\xc3\xab",   "\xe2\x80\xae",
            "\0", "0",  "z",  "+",  "-",    "restrict", "-----BEGIN", "@"};
        auto const at = below(text.size());
        switch (below(4)) {
        case 0:
            text.insert(at, pieces[below(pieces.size())]);
            return text;
        case 1:
            return text.erase(at, 1 + below(3));
        case 2:
            text[at] = any_byte();
            return text;
        default:
            return text.replace(at, 1, pieces[below(pieces.size())]);
        }
    }

    /// What must not matter: blanks, line ends, comments.
    std::string change_dress(std::string text) {
        static std::vector<std::string> const blanks{" ", "\t", "  ", " \t "};
        static std::vector<std::string> const ends{"", "\n", "\r\n", " ", "\t"};
        auto const first = text.find(' ');
        text.replace(first, 1, blanks[below(blanks.size())]);
        if (below(2) == 0)
            text += " comment " + std::to_string(below(1000)) + " ssh-rsa AAAA \"quoted\" #";
        if (below(4) == 0)
            text.insert(0, blanks[below(blanks.size())]);
        return text + ends[below(ends.size())];
    }

    std::string change_field(std::string const& text) {
        auto const type = text.substr(0, text.find(' '));
        auto const end = std::min(text.find_first_of(" \n", type.size() + 1), text.size());
        auto const blob = crypto::from_base64(text.substr(type.size() + 1, end - type.size() - 1)).value();
        std::vector<std::string> fields;
        for (std::size_t at = 0; at < blob.size();) {
            std::size_t length = 0;
            for (std::size_t i = 0; i < 4; ++i)
                length = length << 8 | static_cast<unsigned char>(blob[at + i]);
            fields.push_back(blob.substr(at + 4, length));
            at += 4 + length;
        }
        auto& field = fields[below(fields.size())];
        switch (below(6)) {
        case 0:
            if (!field.empty())
                field[below(field.size())] = any_byte();
            break;
        case 1:
            field.insert(below(field.size() + 1), 1, any_byte());
            break;
        case 2:
            if (!field.empty())
                field.pop_back();
            break;
        case 3:
            field.insert(0, 1, '\0');
            break;
        case 4:
            fields.push_back("ssh:" + std::to_string(below(1000)));
            break;
        default:
            fields.back() = type.starts_with("sk-") ? "ssh:" + std::to_string(below(1000)) : fields.back();
        }
        std::string changed;
        for (auto const& part : fields)
            changed += wire(part);
        if (below(10) == 0 && !changed.empty())
            changed[below(changed.size())] ^= static_cast<char>(1 << below(8));
        return key_text(type, changed, below(2) == 0 ? "" : "mutant");
    }

    std::vector<std::string> seeds_;
    std::mt19937_64 random_{20260701};  // the same mutants every time, so that a failure can be repeated
};

std::size_t count() {
    auto const* const wanted = std::getenv("GATEHOUSE_MUTANTS");
    return wanted == nullptr ? 2000 : std::strtoul(wanted, nullptr, 10);
}

std::vector<std::string> seeds(Folder const& folder) {
    std::vector<std::string> out;
    int number = 0;
    for (auto const* const options : {"-t ed25519", "-t ed25519", "-t ecdsa -b 256", "-t ecdsa -b 384",
                                      "-t ecdsa -b 521", "-t rsa -b 2048"}) {
        out.push_back(fresh_key(folder, "k" + std::to_string(++number), options));
        out.back().pop_back();
    }
    auto const ed25519 = PublicKey::parse(out.front()).value().blob();
    out.push_back(sk_ed25519_text(ed25519.substr(ed25519.size() - 32), "ssh:"));
    auto const ecdsa = PublicKey::parse(out[2]).value().blob();
    auto const sk_type = "sk-ecdsa-sha2-nistp256@openssh.com";
    out.push_back(key_text(sk_type, wire(sk_type) + wire("nistp256") + wire(ecdsa.substr(ecdsa.size() - 65)) +
                                        wire("ssh:")));
    return out;
}

TEST(Mutants, that_we_accept_are_accepted_by_ssh_keygen_with_the_same_fingerprint) {
    Folder const folder;
    Mutator mutator(seeds(folder));
    std::vector<std::string> accepted;
    std::vector<std::string> fingerprints;
    for (std::size_t i = 0; i < count(); ++i) {
        auto const text = mutator.next();
        if (auto const result = accept(text, {})) {
            accepted.push_back(text);
            fingerprints.push_back(result->key.fingerprint());
        }
    }
    // Otherwise the property would hold by saying no.
    EXPECT_GT(accepted.size(), count() / 10);
    EXPECT_LT(accepted.size(), count() * 9 / 10);

    auto const said = ssh_keygen_lines(accepted);
    ASSERT_EQ(said.size(), accepted.size());
    for (std::size_t i = 0; i < said.size(); ++i)
        EXPECT_THAT(said[i], testing::HasSubstr(' ' + fingerprints[i] + ' ')) << accepted[i];
}

}  // namespace
}  // namespace gatehouse::sshkey
