#include "sshkey/private_key_detector.h"

#include <algorithm>
#include <array>

#include "base/secret.h"
#include "crypto/digest.h"
#include "sshkey/refusal.h"

namespace gatehouse::sshkey {

namespace {

constexpr auto npos = std::string_view::npos;

bool contains(std::string_view text, std::string_view part) { return text.find(part) != npos; }

// PuTTY's own format, versions 2 and 3; the private part has a heading of its own.
constexpr std::array putty_marks{"PuTTY-User-Key-File-", "Private-Lines:", "Private-MAC:"};

constexpr std::array marks{
    // base64 of "openssh-key-v1\0", with which every key of the current ssh-keygen starts (PROTOCOL.key); 15
    // bytes make exactly 20 characters, so what follows never changes them
    "b3BlbnNzaC1rZXktdjEA",
    "SSH PRIVATE KEY FILE FORMAT",  // protocol 1
    "Proc-Type: 4,ENCRYPTED",       // RFC 1421 header of an encrypted PEM key whose first line was cut off
    "DEK-Info: ",
    "AGE-SECRET-KEY-1",
};

// RFC 7468 and its relatives: "-----BEGIN RSA PRIVATE KEY-----", "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY
// ----",
// "-----BEGIN PGP PRIVATE KEY BLOCK-----". Dashes are not looked at, because mail programs replace them; the
// last line alone counts too, since the key stands in front of it.
bool has_armour(std::string_view text) {
    constexpr std::string_view name = "PRIVATE KEY";
    constexpr std::size_t longest_label = 40;
    for (auto at = text.find(name); at != npos; at = text.find(name, at + name.size())) {
        auto const from = at - std::min(at, longest_label);
        auto const before = text.substr(from, at - from);
        auto const line = before.substr(before.find_last_of("\r\n") + 1);
        if (contains(line, "BEGIN ") || contains(line, "END "))
            return true;
    }
    return false;
}

bool is_base64_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
}

// Bytes of the header of a DER SEQUENCE, or 0. A private key is never as long as four length bytes could say.
std::size_t sequence_header(std::string_view der) {
    if (der.size() < 5 || der[0] != '\x30')
        return 0;
    auto const length = static_cast<unsigned char>(der[1]);
    if (length < 0x80)
        return 2;
    return length <= 0x83 ? 2U + (length - 0x80U) : 0;
}

// Every DER form of a private key starts with its version, an INTEGER of one byte: PKCS#1 (RFC 8017 A.1.2),
// PKCS#8 (RFC 5958), SEC 1 (RFC 5915), DSA, and PKCS#12 files. Public forms start with a modulus, an OID or
// another sequence. An encrypted PKCS#8 key starts with the OID of its PBES (RFC 8018 appendix A.4, RFC 7292
// appendix C), which no public form carries.
bool is_private_der(std::string_view der) {
    auto const header = sequence_header(der);
    if (header == 0)
        return false;
    auto rest = der.substr(std::min(header, der.size()));
    if (rest.size() >= 3 && rest[0] == '\x02' && rest[1] == '\x01' &&
        static_cast<unsigned char>(rest[2]) <= 3)
        return true;
    auto const inner = sequence_header(rest);
    if (inner == 0)
        return false;
    rest.remove_prefix(inner);
    constexpr std::string_view pkcs5 = "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x05";
    constexpr std::string_view pkcs12_pbe = "\x06\x0a\x2a\x86\x48\x86\xf7\x0d\x01\x0c";
    return rest.starts_with(pkcs5) || rest.starts_with(pkcs12_pbe);
}

// Looks at the head of every run of base64: without armour, a key is the first run or stands behind junk.
bool has_bare_private_key(std::string_view text) {
    constexpr std::size_t head = 32;  // characters, 24 bytes: enough for the two nested headers and the OID
    for (auto at = text.begin(); at != text.end();) {
        auto const begin = std::find_if(at, text.end(), is_base64_character);
        auto const end = std::find_if_not(begin, text.end(), is_base64_character);
        at = end;
        if (static_cast<std::size_t>(end - begin) < head)
            continue;
        auto der = crypto::from_base64(std::string_view(begin, begin + head));
        auto const found = der && is_private_der(*der);
        if (der)
            wipe(*der);
        if (found)
            return true;
    }
    return false;
}

}  // namespace

Result<void> refuse_private_key(std::string_view text) {
    auto const in_text = [text](std::string_view mark) { return contains(text, mark); };
    if (std::ranges::any_of(putty_marks, in_text))
        return refuse_key(
            "PRIVATE_KEY_PPK",
            "this is a PuTTY file with a private key in it, so treat that key as exposed: make a new "
            "pair in PuTTYgen, replace the old one wherever it is used, and paste only what stands "
            "under \"Public key for pasting into OpenSSH authorized_keys file\"");
    if (has_armour(text) || std::ranges::any_of(marks, in_text) || has_bare_private_key(text))
        return refuse_key(
            "PRIVATE_KEY",
            "this is a private key, so treat it as exposed: make a new pair with `ssh-keygen -t "
            "ed25519`, replace the old one wherever it is used, and paste only the line in the file "
            "whose name ends in .pub");
    return {};
}

}  // namespace gatehouse::sshkey
