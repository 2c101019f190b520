#include "sshkey/public_key.h"

#include "crypto/digest.h"
#include "sshkey/curve_checks.h"
#include "sshkey/key_fields.h"
#include "sshkey/key_line.h"
#include "sshkey/refusal.h"

namespace gatehouse::sshkey {

namespace {

Result<KeyFields> check_blob(std::string_view blob, std::optional<KeyType> written) {
    auto const fields = TRY(read_key_fields(blob, written));
    // The reader refuses each known way to write a key twice; this catches the ones nobody thought of.
    if (write_key_fields(fields) != blob)
        return refuse_key("FORMAT",
                          "the key is not in its canonical form: print it anew with `ssh-keygen -y -f "
                          "<private key>`");
    TRY(check_point(fields));
    return fields;
}

int bits_of(KeyFields const& fields) {
    return fields.type == KeyType::rsa ? bit_length(fields.modulus) : info(fields.type).bits;
}

}  // namespace

Result<PublicKey> PublicKey::parse(std::string_view text) {
    auto line = TRY(read_key_line(text));
    auto const bits = bits_of(TRY(check_blob(line.blob, line.type)));
    PublicKey key(line.type, bits, std::move(line.blob));
    key.comment_ = std::move(line.comment);
    return key;
}

Result<PublicKey> PublicKey::from_blob(std::string_view blob) {
    auto const fields = TRY(check_blob(blob, std::nullopt));
    return PublicKey(fields.type, bits_of(fields), std::string(blob));
}

std::string PublicKey::fingerprint() const {
    auto digest = crypto::to_base64(crypto::sha256(blob_));
    digest.resize(digest.find_last_not_of('=') + 1);  // ssh-keygen -l prints no padding
    return "SHA256:" + digest;
}

std::string PublicKey::base64() const { return crypto::to_base64(blob_); }

}  // namespace gatehouse::sshkey
