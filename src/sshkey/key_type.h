#pragma once

#include <optional>
#include <string_view>

#include "sshkey/public_key.h"

namespace gatehouse::sshkey {

/// What is fixed for a kind of key.
struct KeyTypeInfo {
    KeyType type;
    std::string_view wire_name;
    std::string_view curve;  ///< as RFC 5656 section 10.1 names it, or empty
    int bits;                ///< of the curve; 0 for RSA, where each key says
    bool security_key;       ///< a FIDO token signs, and the key carries its application
};

KeyTypeInfo const& info(KeyType type);

/// The kind with this name on the wire; names are compared byte by byte (RFC 4250 section 4.6.1).
std::optional<KeyType> find_key_type(std::string_view wire_name);

/// "...-cert-v01@openssh.com": a CA's statement about a key, not a key (PROTOCOL.certkeys of OpenSSH).
bool is_certificate_type(std::string_view wire_name);

}  // namespace gatehouse::sshkey
