#include "sshkey/rsa_checks.h"

#include <algorithm>
#include <cstdint>
#include <fmt/format.h>

#include "sshkey/refusal.h"
#include "sshkey/rsa_modulus.h"

namespace gatehouse::sshkey {

namespace {

constexpr std::string_view make_new = "make a new key with `ssh-keygen -t ed25519`";

/// 0 where it does not fit.
std::uint64_t exponent_value(KeyFields const& fields) {
    return bit_length(fields.exponent) > 32 ? 0 : BigNumber::from_bytes(fields.exponent).low_word();
}

// ssh-keygen made keys with e = 35 until OpenSSH 5.4 (2010), older PuTTYgen with e = 37; they are sound.
// Other small exponents, even ones and very long ones come from no program for SSH, and with e = 1 a
// signature is its own message.
bool is_legacy_exponent(std::uint64_t e) { return e == 35 || e == 37; }

constexpr std::uint64_t usual_exponent = 65537;

Result<void> check_exponent(KeyFields const& fields) {
    auto const e = exponent_value(fields);
    if (is_legacy_exponent(e) || (e >= usual_exponent && e % 2 == 1))
        return {};
    return refuse_key("RSA_EXPONENT",
                      fmt::format("the RSA exponent must be odd, at least 65537 and below 2^32, and "
                                  "this key has another: {}",
                                  make_new));
}

bool has_repeated_bytes(std::string_view modulus) {
    constexpr int many = 16;
    int run = 0;
    char last = 0;
    return std::ranges::any_of(modulus, [&](char byte) {
        run = byte == last ? run + 1 : 1;
        last = byte;
        return run == many;
    });
}

std::vector<Warning> warnings_for(KeyFields const& fields) {
    std::vector<Warning> warnings;
    auto const bits = bit_length(fields.modulus);
    auto const e = exponent_value(fields);
    // NIST SP 800-57 part 1, table 2: 2048 bits are 112 bits of strength, 3072 bits are 128.
    if (bits < 3072)
        warnings.push_back(
            {"RSA_BELOW_3072", fmt::format("RSA with {} bits is weaker than every other type of key "
                                           "here; {}",
                                           bits, make_new)});
    if (bits % 1024 != 0)
        warnings.push_back(
            {"RSA_UNUSUAL_SIZE", fmt::format("{} bits is an unusual size for an RSA key; check how it "
                                             "was made",
                                             bits)});
    if (is_legacy_exponent(e))
        warnings.push_back({"RSA_EXPONENT_LEGACY",
                            fmt::format("only old programs made keys with exponent {}; {}", e, make_new)});
    else if (e != usual_exponent)
        warnings.push_back(
            {"RSA_EXPONENT_UNUSUAL", fmt::format("exponent {} is unusual; check how the key was made", e)});
    if (has_repeated_bytes(fields.modulus))
        warnings.push_back({"RSA_PATTERN",
                            "the modulus repeats one byte 16 times, which chance does not do; check how "
                            "the key was made"});
    return warnings;
}

}  // namespace

Result<void> check_rsa_size(KeyFields const& fields, int least, int most) {
    auto const bits = bit_length(fields.modulus);
    if (bits < least)
        return refuse_key("RSA_TOO_SHORT",
                          fmt::format("this RSA key has {} bits and needs at least {}: make a new key "
                                      "with `ssh-keygen -t ed25519` or `ssh-keygen -t rsa -b 3072`",
                                      bits, least));
    if (bits > most)
        return refuse_key("RSA_TOO_LONG",
                          fmt::format("this RSA key has {} bits and may have {}: {}", bits, most, make_new));
    return {};
}

Result<std::vector<Warning>> check_rsa(KeyFields const& fields) {
    TRY(check_exponent(fields));
    auto warnings = warnings_for(fields);
    TRY(check_modulus(BigNumber::from_bytes(fields.modulus), warnings));
    return warnings;
}

}  // namespace gatehouse::sshkey
