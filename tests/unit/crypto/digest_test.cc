#include "crypto/digest.h"

#include <gtest/gtest.h>

namespace gatehouse::crypto {
namespace {

TEST(Sha256, gives_the_digests_of_fips_180) {
    EXPECT_EQ(to_hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(to_hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(to_hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(HmacSha256, gives_the_codes_of_rfc_4231) {
    EXPECT_EQ(to_hex(hmac_sha256(std::string(20, '\x0b'), "Hi There")),
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    EXPECT_EQ(to_hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(to_hex(hmac_sha256(std::string(131, '\xaa'),
                                 "Test Using Larger Than Block-Size Key - Hash Key First")),
              "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(HmacSha256, takes_an_empty_key_and_an_empty_message) {
    EXPECT_EQ(to_hex(hmac_sha256({}, {})),
              "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

TEST(Base64, writes_and_reads_the_texts_of_rfc_4648) {
    for (auto const& [bytes, text] : {std::pair{"", ""},
                                      {"f", "Zg=="},
                                      {"fo", "Zm8="},
                                      {"foo", "Zm9v"},
                                      {"foob", "Zm9vYg=="},
                                      {"fooba", "Zm9vYmE="},
                                      {"foobar", "Zm9vYmFy"}}) {
        EXPECT_EQ(to_base64(bytes), text);
        EXPECT_EQ(from_base64(text), bytes);
    }
}

TEST(Base64, carries_zero_bytes_and_high_bytes) {
    std::string const bytes("\x00\xff\x00\xfe", 4);
    EXPECT_EQ(to_base64(bytes), "AP8A/g==");
    EXPECT_EQ(from_base64("AP8A/g=="), bytes);
}

TEST(Base64, refuses_everything_that_is_not_the_one_canonical_text) {
    for (auto const* const text : {"Zg", "Zg=", "Zg===", "Z", "Zh==", "Zm9=", "Zm9v\n", " Zm9v", "Zm 9v",
                                   "Zm9v====", "Zg==Zg==", "Zm-_", "Zm9v!", "=", "====", "Zg==\n"})
        EXPECT_EQ(from_base64(text), std::nullopt) << text;
    EXPECT_EQ(from_base64(std::string_view("Zm9\0", 4)), std::nullopt);
}

TEST(Base64, takes_no_byte_outside_its_alphabet) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int place = 0; place < 4; ++place)
        for (int byte = 0; byte < 256; ++byte) {
            std::string text = "Zm9v";
            text[std::size_t(place)] = char(byte);
            bool const letter = alphabet.find(char(byte)) != std::string_view::npos;
            // "Zm9=" is padded, but its last letter carries two bits too many: not canonical.
            EXPECT_EQ(from_base64(text).has_value(), letter) << place << ' ' << byte;
        }
}

TEST(Base64Url, uses_the_url_alphabet_and_no_padding) {
    EXPECT_EQ(to_base64url("\xfb\xff\xfe"), "-__-");
    EXPECT_EQ(to_base64url("f"), "Zg");
}

TEST(ConstantTimeComparison, tells_equal_from_different) {
    EXPECT_TRUE(equal_in_constant_time("token", "token"));
    EXPECT_TRUE(equal_in_constant_time("", ""));
    EXPECT_FALSE(equal_in_constant_time("token", "tokeN"));
    EXPECT_FALSE(equal_in_constant_time("token", "token2"));
    EXPECT_FALSE(equal_in_constant_time("token", ""));
}

}  // namespace
}  // namespace gatehouse::crypto
