#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sodium.h>
#include <stdexcept>

#include "sshkey/key_policy.h"
#include "tests/unit/sshkey/test_keys.h"

namespace gatehouse::sshkey {
namespace {

using testing::HasSubstr;
using testing::Throws;

std::string refusal(std::string const& text, Blocklist const& list) {
    auto const result = accept(text, {.blocklist = &list});
    return result ? "" : result.error().rule;
}

Blocklist list_of(std::string const& text) {
    return Blocklist::parse("# leaked\n" + PublicKey::parse(text).value().fingerprint() + "  a test's key\n");
}

TEST(Blocklist, reads_one_fingerprint_a_line_with_comments_and_empty_lines) {
    std::string const one = "SHA256:" + std::string(42, 'a') + 'A';
    std::string const two = "SHA256:" + std::string(42, 'b') + 'A';
    auto const list = Blocklist::parse("# heading\n\n" + two + "  two\r\n" + one);
    EXPECT_TRUE(list.contains(one));
    EXPECT_TRUE(list.contains(two));
    EXPECT_FALSE(list.contains("SHA256:" + std::string(42, 'c') + 'A'));
    EXPECT_FALSE(list.contains(""));
    EXPECT_FALSE(Blocklist::parse("").contains(one));
}

TEST(Blocklist, that_cannot_be_read_names_the_line) {
    std::string const good = "SHA256:" + std::string(42, 'a') + "A\n";
    for (auto const* const bad : {"MD5:00:11:22", "SHA256:short", "ssh-ed25519 AAAA", " SHA256:x"}) {
        auto const read = [&] { Blocklist::parse(good + "# comment\n" + bad + "\n" + good); };
        EXPECT_THAT(read, testing::ThrowsMessage<std::runtime_error>(HasSubstr("line 3"))) << bad;
    }
}

TEST(Blocklist, refuses_its_keys_and_no_others) {
    Folder const folder;
    auto const leaked = fresh_key(folder, "leaked", "-t ed25519");
    EXPECT_EQ(refusal(leaked, list_of(leaked)), "KEY_COMPROMISED");
    EXPECT_EQ(refusal(fresh_key(folder, "other", "-t ed25519"), list_of(leaked)), "");
}

// A signature of a security key can be made with the private half alone, so its name does not save a leaked
// pair.
TEST(Blocklist, refuses_a_listed_key_in_the_dress_of_a_security_key) {
    std::string point(crypto_sign_PUBLICKEYBYTES, '\0');
    std::string secret(crypto_sign_SECRETKEYBYTES, '\0');
    crypto_sign_keypair(reinterpret_cast<unsigned char*>(point.data()),
                        reinterpret_cast<unsigned char*>(secret.data()));
    EXPECT_EQ(refusal(sk_ed25519_text(point, "ssh:any"), list_of(ed25519_text(point))), "KEY_COMPROMISED");
}

// Who knows the factors knows the private key of every exponent.
TEST(Blocklist, refuses_a_listed_modulus_with_another_exponent) {
    auto const n = Integer::prime(1024) * Integer::prime(1024);
    EXPECT_EQ(refusal(rsa_text(n, Integer(65539)), list_of(rsa_text(n))), "KEY_COMPROMISED");
}

}  // namespace
}  // namespace gatehouse::sshkey
