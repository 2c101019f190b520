#include "crypto/signing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/files.h"
#include "crypto/digest.h"
#include "tests/unit/crypto/temporary_directory.h"

namespace gatehouse::crypto {
namespace {

using std::filesystem::perms;
using test::TemporaryDirectory;
using testing::HasSubstr;
using testing::ThrowsMessage;

constexpr auto owner_only = perms::owner_read | perms::owner_write;

std::string from_hex(std::string_view hex) {
    std::string bytes;
    for (std::size_t at = 0; at < hex.size(); at += 2)
        bytes += char(std::stoi(std::string(hex.substr(at, 2)), nullptr, 16));
    return bytes;
}

perms mode_of(std::filesystem::path const& path) { return std::filesystem::status(path).permissions(); }

// RFC 8032 section 7.1, test 2.
auto const rfc_seed = from_hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
auto const rfc_public_key = from_hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
auto const rfc_message = from_hex("72");
auto const rfc_signature = from_hex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                                    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");

TEST(SigningKey, signs_as_rfc_8032_says) {
    TemporaryDirectory const directory;
    write_file_atomically(directory / "signing.key", rfc_seed, 0600);

    auto const key = SigningKey::load_or_create(directory / "signing.key");

    EXPECT_EQ(to_hex(key.public_key()), to_hex(rfc_public_key));
    EXPECT_EQ(to_hex(key.sign(rfc_message)), to_hex(rfc_signature));
    EXPECT_TRUE(verify_signature(rfc_public_key, rfc_message, rfc_signature));
}

TEST(SigningKey, is_made_once_and_found_again) {
    TemporaryDirectory const directory;
    auto const made = SigningKey::load_or_create(directory / "signing.key");
    auto const found = SigningKey::load_or_create(directory / "signing.key");
    auto const other = SigningKey::load_or_create(directory / "other.key");

    EXPECT_EQ(made.public_key(), found.public_key());
    EXPECT_NE(made.public_key(), other.public_key());
    EXPECT_TRUE(verify_signature(found.public_key(), "snapshot", made.sign("snapshot")));
    EXPECT_EQ(mode_of(directory / "signing.key"), owner_only);
}

TEST(Signature, fails_when_any_one_bit_is_flipped) {
    for (std::size_t bit = 0; bit < rfc_signature.size() * 8; ++bit) {
        auto flipped = rfc_signature;
        flipped[bit / 8] = char(flipped[bit / 8] ^ (1 << bit % 8));
        EXPECT_FALSE(verify_signature(rfc_public_key, rfc_message, flipped)) << "signature bit " << bit;
    }
    for (std::size_t bit = 0; bit < rfc_public_key.size() * 8; ++bit) {
        auto flipped = rfc_public_key;
        flipped[bit / 8] = char(flipped[bit / 8] ^ (1 << bit % 8));
        EXPECT_FALSE(verify_signature(flipped, rfc_message, rfc_signature)) << "key bit " << bit;
    }
    EXPECT_FALSE(verify_signature(rfc_public_key, from_hex("73"), rfc_signature));
    EXPECT_FALSE(verify_signature(rfc_public_key, "", rfc_signature));
}

TEST(Signature, of_another_length_is_no_signature) {
    EXPECT_FALSE(verify_signature(rfc_public_key, rfc_message, ""));
    EXPECT_FALSE(verify_signature(rfc_public_key, rfc_message, rfc_signature.substr(1)));
    EXPECT_FALSE(verify_signature(rfc_public_key, rfc_message, rfc_signature + '\0'));
    EXPECT_FALSE(verify_signature(rfc_public_key.substr(1), rfc_message, rfc_signature));
    EXPECT_FALSE(verify_signature("", rfc_message, rfc_signature));
}

TEST(KeyFile, is_made_once_with_the_wanted_size_and_for_its_owner_only) {
    TemporaryDirectory const directory;
    auto const made = load_or_create_key_file(directory / "tokens.key", 48);
    auto const found = load_or_create_key_file(directory / "tokens.key", 48);

    EXPECT_EQ(made.reveal().size(), 48U);
    EXPECT_EQ(made.reveal(), found.reveal());
    EXPECT_EQ(mode_of(directory / "tokens.key"), owner_only);
}

TEST(KeyFile, of_another_size_is_refused_and_left_alone) {
    TemporaryDirectory const directory;
    write_file_atomically(directory / "tokens.key", "cut short", 0600);

    EXPECT_THAT([&] { load_or_create_key_file(directory / "tokens.key", 32); },
                ThrowsMessage<std::runtime_error>(HasSubstr("must hold 32 bytes and holds 9")));
    EXPECT_EQ(read_file(directory / "tokens.key"), "cut short");
}

TEST(KeyFile, that_others_can_read_is_refused) {
    TemporaryDirectory const directory;
    write_file_atomically(directory / "tokens.key", std::string(32, 'k'), 0640);

    EXPECT_THAT([&] { load_or_create_key_file(directory / "tokens.key", 32); },
                ThrowsMessage<std::runtime_error>(HasSubstr("can be read by others")));
}

}  // namespace
}  // namespace gatehouse::crypto
