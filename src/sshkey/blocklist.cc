#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <stdexcept>

#include "crypto/digest.h"
#include "sshkey/key_policy.h"

namespace gatehouse::sshkey {

namespace {

using Digest = std::array<char, 32>;

/// "SHA256:" and 43 characters of base64 without its padding, or nothing.
std::optional<Digest> read_fingerprint(std::string_view text) {
    constexpr std::string_view prefix = "SHA256:";
    if (!text.starts_with(prefix))
        return std::nullopt;
    auto const bytes = crypto::from_base64(std::string(text.substr(prefix.size())) + '=');
    Digest digest{};
    if (!bytes || bytes->size() != digest.size())
        return std::nullopt;
    std::ranges::copy(*bytes, digest.begin());
    return digest;
}

}  // namespace

Blocklist Blocklist::parse(std::string_view file_text) {
    Blocklist list;
    for (int number = 1; !file_text.empty(); ++number) {
        auto const line = file_text.substr(0, file_text.find('\n'));
        file_text.remove_prefix(std::min(line.size() + 1, file_text.size()));
        auto const word = line.substr(0, line.find_first_of(" \t\r"));
        if (line.starts_with('#') || line.find_first_not_of(" \t\r") == std::string_view::npos)
            continue;
        auto const digest = read_fingerprint(word);
        if (!digest)
            throw std::runtime_error(
                fmt::format("blocklist line {}: expected a fingerprint as `ssh-keygen -l` prints "
                            "it, SHA256: and 43 characters",
                            number));
        list.digests_.push_back(*digest);
    }
    std::ranges::sort(list.digests_);
    return list;
}

bool Blocklist::contains(std::string const& fingerprint) const {
    auto const digest = read_fingerprint(fingerprint);
    return digest && std::ranges::binary_search(digests_, *digest);
}

}  // namespace gatehouse::sshkey
