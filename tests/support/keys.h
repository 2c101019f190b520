#pragma once

#include <string>

#include "crypto/digest.h"
#include "crypto/signing.h"
#include "tests/unit/crypto/temporary_directory.h"

namespace gatehouse::test {

inline std::string ssh_string(std::string_view bytes) {
    return std::string{'\0', '\0', '\0', char(bytes.size())}.append(bytes);
}

/// The line of a fresh, sound Ed25519 key, as ssh-keygen writes it to a .pub file but for the line's end.
inline std::string a_key(std::string const& comment) {
    TemporaryDirectory const directory;
    auto const pair = crypto::SigningKey::load_or_create(directory / "key");  // SSH uses the same curve
    return "ssh-ed25519 " + crypto::to_base64(ssh_string("ssh-ed25519") + ssh_string(pair.public_key())) +
           " " + comment;
}

}  // namespace gatehouse::test
