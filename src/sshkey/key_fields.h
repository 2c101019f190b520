#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "sshkey/key_type.h"

namespace gatehouse::sshkey {

/// The fields of a key's wire form, pointing into it. Which of them are filled follows from the type.
struct KeyFields {
    KeyType type;
    std::string_view exponent;     ///< RSA: big-endian magnitude
    std::string_view modulus;      ///< RSA: big-endian magnitude
    std::string_view point;        ///< ECDSA: SEC 1 uncompressed form; Ed25519: RFC 8032 form
    std::string_view application;  ///< security keys: "ssh:..."
};

/// Reads the fields and checks all that can be said without arithmetic. `written` is the type that stands in
/// front of the base64, where there is a text.
Result<KeyFields> read_key_fields(std::string_view blob, std::optional<KeyType> written);

/// The canonical wire form (RFC 4253 section 6.6, RFC 5656 section 3.1, RFC 8709 section 4, PROTOCOL.u2f).
std::string write_key_fields(KeyFields const& fields);

int bit_length(std::string_view magnitude);

}  // namespace gatehouse::sshkey
