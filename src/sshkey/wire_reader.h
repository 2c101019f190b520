#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace gatehouse::sshkey {

/// Reads the fields of a key in the wire form of RFC 4251 section 5. What it returns points into the bytes
/// given.
class WireReader {
public:
    explicit WireReader(std::string_view bytes) : rest_(bytes) {}

    Result<std::string_view> string(std::string_view what);

    /// The magnitude of a non-negative mpint, big-endian, without the zero byte that keeps it positive.
    /// Refuses a negative one and one with needless leading zeros: OpenSSH strips them, so two texts would be
    /// one key.
    Result<std::string_view> mpint(std::string_view what);

    Result<void> end() const;

private:
    std::string_view rest_;
};

/// The reverse, so that a key can be compared with its canonical form.
void put_string(std::string& out, std::string_view bytes);
void put_mpint(std::string& out, std::string_view magnitude);

}  // namespace gatehouse::sshkey
