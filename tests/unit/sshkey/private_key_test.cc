#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sshkey/key_policy.h"
#include "tests/unit/sshkey/test_keys.h"

namespace gatehouse::sshkey {
namespace {

using testing::HasSubstr;
using testing::Not;

/// No run of 12 characters of the text stands in the message, but for what a message may say by itself.
void expect_nothing_repeated(std::string const& text, Error const& error) {
    for (std::size_t at = 0; at + 12 <= text.size(); ++at) {
        auto const part = text.substr(at, 12);
        if (part.find_first_of("0123456789") != std::string::npos) {
            EXPECT_THAT(error.message, Not(HasSubstr(part)));
        }
    }
}

void expect_private(std::string const& text, std::string const& rule = "PRIVATE_KEY") {
    auto const result = accept(text, {});
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().rule, rule) << result.error().message;
    EXPECT_THAT(result.error().message, HasSubstr("exposed"));
    expect_nothing_repeated(text, result.error());
}

/// The lines between the first and the last one.
std::string without_armour(std::string const& pem) {
    auto const begin = pem.find('\n') + 1;
    return pem.substr(begin, pem.rfind("-----END") - begin);
}

std::string on_one_line(std::string text) {
    std::erase(text, '\n');
    return text;
}

void expect_private_in_every_dress(std::string const& pem) {
    SCOPED_TRACE(pem.substr(0, pem.find('\n')));
    expect_private(pem);
    expect_private("here is my key:\n\n" + pem);
    expect_private("ssh-rsa " + on_one_line(pem) + " vera@laptop");
    expect_private(pem.substr(0, pem.size() / 2));
    expect_private(pem.substr(pem.size() / 2));
    expect_private(without_armour(pem));
    expect_private(on_one_line(without_armour(pem)));
    expect_private("\"key\": \"" + on_one_line(without_armour(pem)) + "\"");
    expect_private("key=" + on_one_line(without_armour(pem)));
    expect_private("ssh-ed25519 " + on_one_line(without_armour(pem)));
}

struct Kind {
    std::string name, make, convert;
};

void PrintTo(Kind const& kind, std::ostream* out) { *out << kind.name; }

class PrivateKey : public testing::TestWithParam<Kind> {};

TEST_P(PrivateKey, is_recognised_with_and_without_its_armour_and_never_repeated) {
    Folder const folder;
    auto const file = (folder.path() / "k").string();
    fresh_key(folder, "k", GetParam().make);
    if (!GetParam().convert.empty())
        output_of(GetParam().convert + ' ' + file);
    expect_private_in_every_dress(read_text(file));
}

std::string const to_pem = "ssh-keygen -q -p -P '' -N '' -m PEM -f";
std::string const to_pkcs8 = "ssh-keygen -q -p -P '' -N '' -m PKCS8 -f";
std::string const to_openssh_encrypted = "ssh-keygen -q -p -P '' -N secret12 -f";

INSTANTIATE_TEST_SUITE_P(Forms, PrivateKey,
                         testing::Values(Kind{"openssh_ed25519", "-t ed25519", ""},
                                         Kind{"openssh_rsa", "-t rsa -b 2048", ""},
                                         Kind{"openssh_ecdsa", "-t ecdsa -b 384", ""},
                                         Kind{"openssh_encrypted", "-t ed25519", to_openssh_encrypted},
                                         Kind{"pkcs1_rsa", "-t rsa -b 2048", to_pem},
                                         Kind{"sec1_ecdsa_256", "-t ecdsa -b 256", to_pem},
                                         Kind{"sec1_ecdsa_521", "-t ecdsa -b 521", to_pem},
                                         Kind{"pkcs8_rsa", "-t rsa -b 2048", to_pkcs8},
                                         Kind{"pkcs8_ecdsa", "-t ecdsa", to_pkcs8},
                                         Kind{"pkcs8_encrypted", "-t rsa -b 2048",
                                              "ssh-keygen -q -p -P '' -N secret12 -m PKCS8 -f"}),
                         [](auto const& test) { return test.param.name; });

TEST(PrivateKeyOfOpenssl, is_recognised) {
    for (auto const* const command :
         {"openssl genpkey -algorithm ed25519", "openssl genpkey -algorithm x25519",
          "openssl genpkey -algorithm ed448", "openssl ecparam -name prime256v1 -genkey -noout",
          "openssl genpkey -algorithm rsa -aes-256-cbc -pass pass:secret12"})
        expect_private_in_every_dress(output_of(command));
}

TEST(PrivateKeyInPem, that_is_encrypted_is_recognised_by_any_part_that_says_so) {
    std::string const header =
        "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0123456789ABCDEF0123456789ABCDEF\n\n";
    expect_private("-----BEGIN RSA PRIVATE KEY-----\n" + header +
                   "q83vEjRWeJA=\n-----END RSA PRIVATE KEY-----\n");
    expect_private(header + "q83vEjRWeJA=\n");
    expect_private("q83vEjRWeJA=\n-----END RSA PRIVATE KEY-----\n");
}

TEST(PrivateKeyOfAnotherProgram, is_recognised) {
    expect_private("---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nP2/56wAAAgIAAAA=\n---- END SSH2 ENCRYPTED "
                   "PRIVATE KEY ----");
    expect_private("-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQ==\n-----END PGP PRIVATE KEY BLOCK-----");
    expect_private("\xe2\x80\x94\xe2\x80\x94"
                   "BEGIN OPENSSH PRIVATE KEY\xe2\x80\x94\xe2\x80\x94\nb3Bl");
    expect_private("AGE-SECRET-KEY-1QQPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQ6Z4ZZ2");
}

TEST(PrivateKeyOfPutty, is_recognised_in_whole_and_in_part) {
    std::string const head =
        "PuTTY-User-Key-File-3: ssh-ed25519\r\nEncryption: none\r\nComment: a\r\nPublic-Lines: 2\r\n"
        "AAAAC3NzaC1lZDI1NTE5AAAAINgFlAUivEURm+MKPPZZymHEKrppKWJL+IsbY1gM\r\n4M6R\r\n";
    std::string const tail = "Private-Lines: 1\r\nAAAAIHkJyq2Nk2wb3Zs7t8o0123456789abcdefghijklmnopqrs\r\n"
                             "Private-MAC: 0123456789abcdef0123456789abcdef\r\n";
    expect_private(head + tail, "PRIVATE_KEY_PPK");
    expect_private("my key\r\n" + head + tail, "PRIVATE_KEY_PPK");
    expect_private(tail, "PRIVATE_KEY_PPK");
    expect_private(head, "PRIVATE_KEY_PPK");
    expect_private("PuTTY-User-Key-File-2: ssh-rsa\nEncryption: aes256-cbc\n", "PRIVATE_KEY_PPK");
}

TEST(PublicKey, whose_comment_speaks_of_a_private_key_is_accepted) {
    Folder const folder;
    auto line = fresh_key(folder, "k", "-t ed25519");
    line.pop_back();
    EXPECT_TRUE(accept(line + " goes with my PRIVATE KEY in the safe", {}).has_value());
}

TEST(PublicKey, of_each_type_is_never_taken_for_a_private_one) {
    Folder const folder;
    int number = 0;
    for (auto const* const options :
         {"-t ed25519", "-t ecdsa -b 256", "-t ecdsa -b 384", "-t ecdsa -b 521", "-t rsa -b 2048"})
        for (int i = 0; i < 2; ++i) {
            auto const text = fresh_key(folder, "k" + std::to_string(++number), options);
            auto const result = accept(text, {});
            EXPECT_TRUE(result.has_value()) << text << result.error().message;
        }
}

}  // namespace
}  // namespace gatehouse::sshkey
