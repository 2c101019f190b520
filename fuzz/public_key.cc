#include <algorithm>

#include "fuzz/property.h"
#include "sshkey/key_policy.h"

// The strict parser of public keys. An input that begins with NUL is a blob, which always does (the length of
// its type); anything else is a text, which never may.
namespace gatehouse::fuzz {

namespace {

using sshkey::PublicKey;

/// The fields by a reader of this file's own (RFC 4251 section 5).
std::vector<std::string_view> fields_of(std::string_view blob) {
    std::vector<std::string_view> fields;
    while (!blob.empty()) {
        must_hold(blob.size() >= 4, "a field has a length");
        std::size_t length = 0;
        for (int i = 0; i < 4; ++i)
            length = length << 8U | static_cast<unsigned char>(blob[std::size_t(i)]);
        blob.remove_prefix(4);
        must_hold(length <= blob.size(), "a field ends inside the blob");
        fields.push_back(blob.substr(0, length));
        blob.remove_prefix(length);
    }
    return fields;
}

bool is_canonical_positive(std::string_view integer) {
    auto const bit = [&](std::size_t at) { return (static_cast<unsigned char>(integer[at]) & 0x80U) != 0; };
    if (integer.empty() || bit(0))
        return false;
    return integer[0] != '\0' || (integer.size() > 1 && bit(1));
}

void check_blob(PublicKey const& key) {
    auto const fields = fields_of(key.blob());
    must_hold(!fields.empty() && fields[0] == wire_name(key.type()), "the inner type is the outer type");
    std::size_t wanted = 2;
    switch (key.type()) {
    case sshkey::KeyType::ed25519:
        break;
    case sshkey::KeyType::sk_ecdsa_p256:
        wanted = 4;
        break;
    default:
        wanted = 3;
    }
    must_hold(fields.size() == wanted, "a blob has its type's number of fields");
    if (key.type() == sshkey::KeyType::rsa)
        must_hold(is_canonical_positive(fields[1]) && is_canonical_positive(fields[2]),
                  "integers are positive and have one form");
    else if (key.type() == sshkey::KeyType::ed25519 || key.type() == sshkey::KeyType::sk_ed25519)
        must_hold(fields[1].size() == 32, "a point of Ed25519 has 32 bytes");
    else
        must_hold(fields[2].starts_with('\x04'), "a point is not compressed");
}

void check_parsed(PublicKey const& key) {
    check_blob(key);
    auto const again = PublicKey::from_blob(key.blob());
    must_hold(again && *again == key && again->bits() == key.bits(), "a blob is read back from itself");
    auto const line = std::string(wire_name(key.type())) + ' ' + key.base64();
    auto const from_line = PublicKey::parse(line);
    must_hold(from_line && *from_line == key, "type and base64 are a line that is the same key");
    must_hold(from_line->fingerprint() == key.fingerprint(), "one key has one fingerprint");
    must_hold(std::ranges::none_of(key.comment(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }),
              "a comment holds no control character");
}

void check_text(std::string_view text) {
    auto const key = PublicKey::parse(text);
    if (key)
        check_parsed(*key);
    else
        must_hold(!key.error().rule.empty() && !key.error().message.empty(),
                  "a refusal has rule and sentence");
    // A long modulus costs an exponentiation; what it is made of is not this target's question.
    if (key && key->bits() > 2048)
        return;
    auto const accepted = sshkey::accept(text, {});
    must_hold(!accepted || (key && accepted->key == *key), "what is accepted was parsed");
    must_hold(key || accepted.error().rule == key.error().rule, "the parser answers first");
}

}  // namespace

}  // namespace gatehouse::fuzz

int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using namespace gatehouse::fuzz;
    auto const input = text_of(data, size);
    if (!input.starts_with('\0'))
        check_text(input);
    else if (auto const key = PublicKey::from_blob(input)) {
        must_hold(key->blob() == input, "a blob is kept byte for byte");
        check_parsed(*key);
    }
    return 0;
}
