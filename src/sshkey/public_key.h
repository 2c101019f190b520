#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace gatehouse::sshkey {

/// The kinds of key Gatehouse registers. New ones arrive (OpenSSH 10 has post-quantum signatures): add a
/// value here and a row in key_type.cc and key_fields.cc.
enum class KeyType { ed25519, sk_ed25519, ecdsa_p256, ecdsa_p384, ecdsa_p521, sk_ecdsa_p256, rsa };

/// The name on the wire and in authorized_keys: "ssh-ed25519".
std::string_view wire_name(KeyType type);

/// The most a key text may be; an RSA key of 8192 bits with a long comment needs 2 KiB.
inline constexpr std::size_t most_key_text_bytes = 16 * 1024;
inline constexpr int most_comment_code_points = 255;

/// One SSH public key in the wire form of RFC 4253 section 6.6, RFC 5656 or RFC 8709. An immutable value;
/// safe to share. Two texts of the same key compare equal: identity is the canonical blob, never the text,
/// because OpenSSH prints one fingerprint for several texts (it strips leading zeros of an integer).
class PublicKey {
public:
    /// Refuses anything that is not exactly one well-formed public key in the form of a .pub file; the error
    /// says which rule, and what to do. It says nothing about weak keys: use accept() for a key from outside.
    ///
    /// Of a private key nothing is copied; where the rule starts with PRIVATE_KEY, the caller wipes its text.
    static Result<PublicKey> parse(std::string_view text);

    /// Reads the wire form, for values from our own database or a verified snapshot: the same structure
    /// checks, nothing about text.
    static Result<PublicKey> from_blob(std::string_view blob);

    KeyType type() const { return type_; }
    int bits() const { return bits_; }  ///< size of the modulus or the curve, as ssh-keygen -l prints it
    std::string fingerprint() const;    ///< "SHA256:..." as ssh-keygen -l prints it
    std::string const& blob() const { return blob_; }        ///< the canonical wire bytes
    std::string base64() const;                              ///< the blob as it stands in authorized_keys
    std::string const& comment() const { return comment_; }  ///< inert text for display; never reaches a node

    friend bool operator==(PublicKey const& a, PublicKey const& b) { return a.blob_ == b.blob_; }

private:
    PublicKey(KeyType type, int bits, std::string blob) : type_(type), bits_(bits), blob_(std::move(blob)) {}

    KeyType type_;
    int bits_;
    std::string blob_;
    std::string comment_;
};

}  // namespace gatehouse::sshkey
