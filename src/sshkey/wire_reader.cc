#include "sshkey/wire_reader.h"

#include <cstdint>
#include <fmt/format.h>

#include "sshkey/refusal.h"

namespace gatehouse::sshkey {

namespace {

constexpr std::size_t length_bytes = 4;

bool top_bit(std::string_view bytes) {
    return !bytes.empty() && (static_cast<unsigned char>(bytes.front()) & 0x80U) != 0;
}

tl::unexpected<Error> truncated(std::string_view what) {
    return refuse_key("TRUNCATED",
                      fmt::format("the key ends inside its {}: part of it was lost in copying; copy the "
                                  "whole line again, or print it with `ssh-keygen -y -f <private key>`",
                                  what));
}

}  // namespace

Result<std::string_view> WireReader::string(std::string_view what) {
    if (rest_.size() < length_bytes)
        return truncated(what);
    std::uint32_t length = 0;
    for (auto const byte : rest_.substr(0, length_bytes))
        length = length << 8U | static_cast<unsigned char>(byte);
    if (length > rest_.size() - length_bytes)
        return truncated(what);
    auto const field = rest_.substr(length_bytes, length);
    rest_.remove_prefix(length_bytes + length);
    return field;
}

Result<std::string_view> WireReader::mpint(std::string_view what) {
    auto field = TRY(string(what));
    if (top_bit(field))
        return refuse_key("MPINT_NEGATIVE",
                          fmt::format("the {} is negative: no program makes such a key; make a new "
                                      "one with `ssh-keygen -t ed25519`",
                                      what));
    if (!field.empty() && field.front() == '\0') {
        field.remove_prefix(1);
        if (!top_bit(field))
            return refuse_key(
                "MPINT_NONCANONICAL",
                fmt::format("the {} has needless leading zeros (RFC 4251 section 5): print the key "
                            "anew with `ssh-keygen -y -f <private key>`",
                            what));
    }
    return field;
}

Result<void> WireReader::end() const {
    if (!rest_.empty())
        return refuse_key("TRAILING_DATA",
                          fmt::format("{} bytes follow the last field of the key: print it anew with "
                                      "`ssh-keygen -y -f <private key>`",
                                      rest_.size()));
    return {};
}

void put_string(std::string& out, std::string_view bytes) {
    for (int shift = 24; shift >= 0; shift -= 8)
        out += static_cast<char>(bytes.size() >> static_cast<unsigned>(shift) & 0xFFU);
    out += bytes;
}

void put_mpint(std::string& out, std::string_view magnitude) {
    if (top_bit(magnitude))
        put_string(out, '\0' + std::string(magnitude));
    else
        put_string(out, magnitude);
}

}  // namespace gatehouse::sshkey
