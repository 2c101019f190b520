#include "sshkey/key_type.h"

#include <array>

namespace gatehouse::sshkey {

namespace {

constexpr std::array rows{
    KeyTypeInfo{KeyType::ed25519, "ssh-ed25519", "", 256, false},
    KeyTypeInfo{KeyType::sk_ed25519, "sk-ssh-ed25519@openssh.com", "", 256, true},
    KeyTypeInfo{KeyType::ecdsa_p256, "ecdsa-sha2-nistp256", "nistp256", 256, false},
    KeyTypeInfo{KeyType::ecdsa_p384, "ecdsa-sha2-nistp384", "nistp384", 384, false},
    KeyTypeInfo{KeyType::ecdsa_p521, "ecdsa-sha2-nistp521", "nistp521", 521, false},
    KeyTypeInfo{KeyType::sk_ecdsa_p256, "sk-ecdsa-sha2-nistp256@openssh.com", "nistp256", 256, true},
    KeyTypeInfo{KeyType::rsa, "ssh-rsa", "", 0, false},
};

}  // namespace

KeyTypeInfo const& info(KeyType type) { return rows.at(static_cast<std::size_t>(type)); }

std::string_view wire_name(KeyType type) { return info(type).wire_name; }

std::optional<KeyType> find_key_type(std::string_view wire_name) {
    for (auto const& row : rows)
        if (row.wire_name == wire_name)
            return row.type;
    return std::nullopt;
}

bool is_certificate_type(std::string_view wire_name) {
    return wire_name.ends_with("-cert-v01@openssh.com") || wire_name.ends_with("-cert-v00@openssh.com");
}

}  // namespace gatehouse::sshkey
