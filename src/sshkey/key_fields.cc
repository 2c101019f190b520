#include "sshkey/key_fields.h"

#include <algorithm>
#include <bit>
#include <fmt/format.h>

#include "sshkey/refusal.h"
#include "sshkey/wire_reader.h"

namespace gatehouse::sshkey {

namespace {

constexpr std::size_t ed25519_bytes = 32;
constexpr std::size_t most_application_bytes = 128;

Result<KeyType> read_type(WireReader& reader, std::optional<KeyType> written) {
    auto const name = TRY(reader.string("type"));
    auto const type = find_key_type(name);
    if (written && type != written)
        return refuse_key(
            "TYPE_MISMATCH",
            fmt::format("the line says {} but its base64 part holds {}: two keys were mixed up; copy "
                        "the whole line of one .pub file",
                        wire_name(*written), type ? wire_name(*type) : "something else"));
    if (!type)
        return refuse_key("TYPE_UNSUPPORTED", "the key's type is not one that Gatehouse takes: make one with "
                                              "`ssh-keygen -t ed25519`");
    return *type;
}

Result<void> read_rsa(WireReader& reader, KeyFields& fields) {
    fields.exponent = TRY(reader.mpint("exponent"));
    fields.modulus = TRY(reader.mpint("modulus"));
    return {};
}

Result<void> read_ed25519(WireReader& reader, KeyFields& fields) {
    fields.point = TRY(reader.string("point"));
    if (fields.point.size() == ed25519_bytes)
        return {};
    // 64 bytes is how libsodium and OpenSSH keep a private key: seed and public half side by side.
    return refuse_key("LENGTH",
                      fmt::format("an Ed25519 public key has 32 bytes, this one has {}: print it with "
                                  "`ssh-keygen -y -f <private key>`{}",
                                  fields.point.size(),
                                  fields.point.size() == 2 * ed25519_bytes
                                      ? ", and treat the pair as exposed, because 64 bytes usually "
                                        "contain the private half"
                                      : ""));
}

Result<void> read_ecdsa(WireReader& reader, KeyFields& fields) {
    auto const& kind = info(fields.type);
    if (TRY(reader.string("curve")) != kind.curve)
        return refuse_key("CURVE_MISMATCH",
                          fmt::format("a key of type {} must name the curve {} and this one names "
                                      "another: print it anew with `ssh-keygen -y -f <private key>`",
                                      kind.wire_name, kind.curve));
    fields.point = TRY(reader.string("point"));
    return {};
}

// PROTOCOL.u2f of OpenSSH: the application is what the token signs for. ssh-keygen asks that it start with
// "ssh:". Web origins are refused with the rest, because a page of that origin could ask the token for
// signatures.
Result<void> read_application(WireReader& reader, KeyFields& fields) {
    fields.application = TRY(reader.string("application"));
    auto const plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("-._:@/+").find(c) != std::string_view::npos;
    };
    if (!fields.application.starts_with("ssh:") || fields.application.size() > most_application_bytes ||
        !std::ranges::all_of(fields.application, plain))
        return refuse_key(
            "SK_APPLICATION",
            fmt::format("the security key's application must be \"ssh:\" and up to {} letters, digits "
                        "or -._:@/+ : make one with `ssh-keygen -t ed25519-sk -O application=ssh:`",
                        most_application_bytes - 4));
    return {};
}

}  // namespace

Result<KeyFields> read_key_fields(std::string_view blob, std::optional<KeyType> written) {
    WireReader reader(blob);
    KeyFields fields{.type = TRY(read_type(reader, written))};
    auto const& kind = info(fields.type);
    if (fields.type == KeyType::rsa)
        TRY(read_rsa(reader, fields));
    else if (kind.curve.empty())
        TRY(read_ed25519(reader, fields));
    else
        TRY(read_ecdsa(reader, fields));
    if (kind.security_key)
        TRY(read_application(reader, fields));
    TRY(reader.end());
    return fields;
}

std::string write_key_fields(KeyFields const& fields) {
    auto const& kind = info(fields.type);
    std::string out;
    put_string(out, kind.wire_name);
    if (fields.type == KeyType::rsa) {
        put_mpint(out, fields.exponent);
        put_mpint(out, fields.modulus);
        return out;
    }
    if (!kind.curve.empty())
        put_string(out, kind.curve);
    put_string(out, fields.point);
    if (kind.security_key)
        put_string(out, fields.application);
    return out;
}

int bit_length(std::string_view magnitude) {
    if (magnitude.empty())
        return 0;
    auto const top = static_cast<unsigned char>(magnitude.front());
    return static_cast<int>((magnitude.size() - 1) * 8) + std::bit_width(top);
}

}  // namespace gatehouse::sshkey
