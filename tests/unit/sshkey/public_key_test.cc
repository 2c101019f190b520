#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sshkey/public_key.h"
#include "tests/unit/sshkey/test_keys.h"

namespace gatehouse::sshkey {
namespace {

std::string const point = "\x3d\x40\x17\xc3\xe8\x43\x89\x5a\x92\xb7\x0a\xa7\x4d\x1b\x7e\xbc"
                          "\x9c\x98\x2c\xcf\x2e\xc4\x96\x8c\xc0\xcd\x55\xf1\x2a\xf4\x66\x0c";
std::string const sk_type = "sk-ssh-ed25519@openssh.com";

std::string refusal_of_blob(std::string const& blob) {
    auto const result = PublicKey::from_blob(blob);
    return result ? "" : result.error().rule;
}

std::string refusal(std::string const& text) {
    auto const result = PublicKey::parse(text);
    return result ? "" : result.error().rule;
}

struct Kind {
    std::string options;
    KeyType type;
    std::string name;
    int bits;
};

void PrintTo(Kind const& kind, std::ostream* out) { *out << kind.options; }

class FreshKey : public testing::TestWithParam<Kind> {};

TEST_P(FreshKey, has_the_type_the_size_and_the_fingerprint_that_ssh_keygen_says) {
    Folder const folder;
    auto const text = fresh_key(folder, "k", GetParam().options);
    auto const key = PublicKey::parse(text).value();
    EXPECT_EQ(key.type(), GetParam().type);
    EXPECT_EQ(key.bits(), GetParam().bits);
    EXPECT_EQ(wire_name(key.type()), GetParam().name);
    EXPECT_EQ(wire_name(key.type()), text.substr(0, text.find(' ')));
    EXPECT_EQ(std::string(wire_name(key.type())) + ' ' + key.base64() + " vera@laptop\n", text);
    auto const said = ssh_keygen_lines({text});
    ASSERT_EQ(said.size(), 1U);
    EXPECT_THAT(said.front(),
                testing::StartsWith(std::to_string(key.bits()) + ' ' + key.fingerprint() + " vera@laptop"));
}

TEST_P(FreshKey, comes_back_from_its_blob_and_equals_itself_under_any_comment) {
    Folder const folder;
    auto const text = fresh_key(folder, "k", GetParam().options);
    auto const key = PublicKey::parse(text).value();
    EXPECT_EQ(PublicKey::from_blob(key.blob()).value(), key);
    EXPECT_EQ(PublicKey::parse(text.substr(0, text.rfind(' ')) + " another").value(), key);
    EXPECT_FALSE(PublicKey::parse(fresh_key(folder, "other", GetParam().options)).value() == key);
}

INSTANTIATE_TEST_SUITE_P(
    Types, FreshKey,
    testing::Values(Kind{"-t ed25519", KeyType::ed25519, "ssh-ed25519", 256},
                    Kind{"-t ecdsa -b 256", KeyType::ecdsa_p256, "ecdsa-sha2-nistp256", 256},
                    Kind{"-t ecdsa -b 384", KeyType::ecdsa_p384, "ecdsa-sha2-nistp384", 384},
                    Kind{"-t ecdsa -b 521", KeyType::ecdsa_p521, "ecdsa-sha2-nistp521", 521},
                    Kind{"-t rsa -b 2048", KeyType::rsa, "ssh-rsa", 2048}));

TEST(SecurityKey, has_the_fingerprint_that_ssh_keygen_says) {
    auto const text = sk_ed25519_text(point, "ssh:work");
    auto const key = PublicKey::parse(text).value();
    EXPECT_EQ(key.type(), KeyType::sk_ed25519);
    EXPECT_THAT(ssh_keygen_lines({text}).at(0), testing::StartsWith("256 " + key.fingerprint() + ' '));
}

TEST(SecurityKey, needs_an_application_that_starts_with_ssh) {
    EXPECT_EQ(refusal(sk_ed25519_text(point, "ssh:")), "");
    EXPECT_EQ(refusal(sk_ed25519_text(point, "ssh:vera@example.com")), "");
    EXPECT_EQ(refusal(sk_ed25519_text(point, "ssh:" + std::string(124, 'a'))), "");
    for (auto const& application :
         {std::string(), std::string("ssh"), std::string("https://example.com"), std::string("ssh:<script>"),
          std::string("ssh:a b"), std::string("ssh:\0x", 6), std::string("ssh:\n"),
          "ssh:" + std::string(125, 'a')})
        EXPECT_EQ(refusal(sk_ed25519_text(point, application)), "SK_APPLICATION") << application;
}

TEST(Blob, that_ends_early_is_refused_wherever_it_ends) {
    auto const blob = wire(sk_type) + wire(point) + wire("ssh:");
    for (std::size_t length = 0; length < blob.size(); ++length)
        EXPECT_EQ(refusal_of_blob(blob.substr(0, length)), "TRUNCATED") << length;
    EXPECT_EQ(refusal_of_blob(blob), "");
    EXPECT_EQ(refusal_of_blob(blob + '\0'), "TRAILING_DATA");
    EXPECT_EQ(refusal_of_blob(std::string("\xff\xff\xff\xff", 4) + blob), "TRUNCATED");
}

TEST(Blob, of_another_type_than_the_text_says_is_refused) {
    EXPECT_EQ(refusal(key_text("ssh-rsa", wire("ssh-ed25519") + wire(point))), "TYPE_MISMATCH");
    EXPECT_EQ(refusal(key_text("ssh-ed25519", wire(sk_type) + wire(point) + wire("ssh:"))), "TYPE_MISMATCH");
    EXPECT_EQ(refusal(key_text("ssh-ed25519", wire("ssh-ed448") + wire(point))), "TYPE_MISMATCH");
    EXPECT_EQ(refusal_of_blob(wire("ssh-ed448") + wire(point)), "TYPE_UNSUPPORTED");
}

TEST(Blob, of_an_ed25519_key_has_32_bytes) {
    EXPECT_EQ(refusal(ed25519_text(point.substr(1))), "LENGTH");
    EXPECT_EQ(refusal(ed25519_text(point + 'x')), "LENGTH");
    EXPECT_EQ(refusal(ed25519_text("")), "LENGTH");
    EXPECT_THAT(PublicKey::parse(ed25519_text(point + point)).error().message, testing::HasSubstr("exposed"));
}

TEST(Blob, of_an_ecdsa_key_names_its_own_curve) {
    std::string const uncompressed = '\x04' + std::string(64, 'x');
    EXPECT_EQ(refusal(ecdsa_text("ecdsa-sha2-nistp256", "nistp384", uncompressed)), "CURVE_MISMATCH");
    EXPECT_EQ(refusal(ecdsa_text("ecdsa-sha2-nistp256", "", uncompressed)), "CURVE_MISMATCH");
    EXPECT_EQ(refusal(ecdsa_text("ecdsa-sha2-nistp256", "nistp256", uncompressed)), "EC_POINT");
}

// OpenSSH strips leading zeros, so these would be second texts of one key.
TEST(Blob, of_an_rsa_key_writes_its_integers_in_the_one_way) {
    auto const n = std::string(1, '\0') + std::string(256, '\xc3');
    auto const key = [](std::string const& exponent, std::string const& modulus) {
        return wire("ssh-rsa") + wire(exponent) + wire(modulus);
    };
    EXPECT_EQ(refusal_of_blob(key({1, 0, 1}, n)), "");
    EXPECT_EQ(refusal_of_blob(key({0, 1, 0, 1}, n)), "MPINT_NONCANONICAL");
    EXPECT_EQ(refusal_of_blob(key({1, 0, 1}, '\0' + n)), "MPINT_NONCANONICAL");
    EXPECT_EQ(refusal_of_blob(key({'\0'}, n)), "MPINT_NONCANONICAL");
    EXPECT_EQ(refusal_of_blob(key({1, 0, 1}, n.substr(1))), "MPINT_NEGATIVE");
    EXPECT_EQ(refusal_of_blob(key({'\x81'}, n)), "MPINT_NEGATIVE");
}

}  // namespace
}  // namespace gatehouse::sshkey
