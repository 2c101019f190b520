#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "sshkey/public_key.h"

namespace gatehouse::sshkey {

/// The three parts of a key's text, sound as text; whether they are a key is not known yet.
struct KeyLine {
    KeyType type;
    std::string blob;     ///< the decoded base64
    std::string comment;  ///< without white space at its ends; tabs inside are shown as spaces
};

/// Checks what can be checked of the text, in the order in which the first failure is the most helpful: size,
/// encoding, private key, hidden characters, other formats, one line, type, comment, base64.
Result<KeyLine> read_key_line(std::string_view text);

}  // namespace gatehouse::sshkey
