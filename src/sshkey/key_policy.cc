#include "sshkey/key_policy.h"

#include "crypto/digest.h"
#include "sshkey/curve_checks.h"
#include "sshkey/key_fields.h"
#include "sshkey/refusal.h"
#include "sshkey/rsa_checks.h"

namespace gatehouse::sshkey {

namespace {

// Every scope's limits. The upper one also bounds what one registration may cost us: 0.1 s of one processor.
constexpr int least_rsa_bits = 2048;
constexpr int most_rsa_bits = 8192;

Result<std::vector<Warning>> check_strength(KeyFields const& fields) {
    if (fields.type == KeyType::rsa) {
        TRY(check_rsa_size(fields, least_rsa_bits, most_rsa_bits));
        return check_rsa(fields);
    }
    TRY(check_private_key_is_not_trivial(fields));
    if (fields.type == KeyType::ecdsa_p521)
        return std::vector{Warning{"ECDSA_P521",
                                   "PuTTY before 0.81 gives such a key away within about 60 logins "
                                   "(CVE-2024-31497); if it was ever used in PuTTY, WinSCP or "
                                   "FileZilla, replace it with one from `ssh-keygen -t ed25519`"}};
    return std::vector<Warning>{};
}

/// The same private key may be known under another public text: a leaked pair serves behind the name of a
/// security key, and the factors of a modulus serve any exponent. So the usual form of the key is looked up
/// as well.
KeyFields usual_form(KeyFields fields) {
    static constexpr std::string_view usual_exponent("\x01\x00\x01", 3);
    fields.application = {};
    if (fields.type == KeyType::sk_ed25519)
        fields.type = KeyType::ed25519;
    if (fields.type == KeyType::sk_ecdsa_p256)
        fields.type = KeyType::ecdsa_p256;
    if (fields.type == KeyType::rsa)
        fields.exponent = usual_exponent;
    return fields;
}

}  // namespace

Result<void> check_blocklist(PublicKey const& key, Blocklist const& blocklist) {
    auto const fields = TRY(read_key_fields(key.blob(), key.type()));
    auto const usual = TRY(PublicKey::from_blob(write_key_fields(usual_form(fields))));
    if (blocklist.contains(key.fingerprint()) || blocklist.contains(usual.fingerprint()))
        return refuse_key("KEY_COMPROMISED",
                          "the private half of this key is public, so it opens for everybody: "
                          "replace it wherever it is used, and make a new one with `ssh-keygen -t "
                          "ed25519`");
    return {};
}

// The order of checks: text and structure (parse), strength, blocklist, what the scope allows. The first
// failure answers. Duplicates are the database's to find.
Result<CheckedKey> accept(std::string_view text, KeyPolicy const& policy) {
    auto key = TRY(PublicKey::parse(text));
    auto const fields = TRY(read_key_fields(key.blob(), key.type()));
    auto warnings = TRY(check_strength(fields));
    if (policy.blocklist != nullptr)
        TRY(check_blocklist(key, *policy.blocklist));
    if (fields.type == KeyType::rsa)
        TRY(check_rsa_size(fields, policy.rsa_least_bits, policy.rsa_most_bits));
    return CheckedKey{std::move(key), std::move(warnings)};
}

}  // namespace gatehouse::sshkey
