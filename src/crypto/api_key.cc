#include "crypto/api_key.h"

#include <algorithm>

#include "crypto/digest.h"
#include "crypto/random.h"

namespace gatehouse::crypto {

namespace {

constexpr std::string_view prefix = "ghk_";
constexpr std::string_view digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::size_t random_length = 43;  // 62^43 is a little more than 2^256
constexpr std::size_t check_length = 6;    // 62^6 is more than 2^32

/// The first 32 bits of the SHA-256, as digits.
std::string check_of(std::string_view text) {
    std::uint32_t number = 0;
    for (unsigned char const byte : sha256(text).substr(0, 4))
        number = number << 8 | byte;
    std::string check(check_length, digits[0]);
    for (auto& place : check) {
        place = digits[number % digits.size()];
        number /= std::uint32_t(digits.size());
    }
    return check;
}

/// Appends the byte as a digit, unless that would make some digits likelier than others.
void append_digit(std::string& text, unsigned char byte) {
    constexpr auto fair = 256 / digits.size() * digits.size();
    if (byte < fair)
        text += digits[byte % digits.size()];
}

}  // namespace

Secret new_api_key() {
    std::string text(prefix);
    text.reserve(prefix.size() + random_length + check_length);  // so that no copy of it stays behind
    while (text.size() < prefix.size() + random_length) {
        auto byte = random_bytes(1);
        append_digit(text, static_cast<unsigned char>(byte[0]));
        wipe(byte);
    }
    text += check_of(text);
    return Secret(std::move(text));
}

bool is_api_key(std::string_view text) {
    if (text.size() != prefix.size() + random_length + check_length || !text.starts_with(prefix))
        return false;
    auto const is_digit = [](char c) { return digits.find(c) != std::string_view::npos; };
    auto const checked = text.substr(0, prefix.size() + random_length);
    return std::ranges::all_of(text.substr(prefix.size()), is_digit) &&
           check_of(checked) == text.substr(checked.size());
}

}  // namespace gatehouse::crypto
