#include <algorithm>
#include <arpa/inet.h>
#include <chrono>
#include <fmt/format.h>
#include <openssl/pem.h>
#include <stdexcept>

#include "base/files.h"
#include "base/secret.h"
#include "crypto/openssl.h"
#include "crypto/random.h"
#include "crypto/tls.h"

namespace gatehouse::crypto {

namespace {

using std::chrono::days;

constexpr days ca_lifetime{3650};
constexpr days server_lifetime{397};  // browsers refuse a server certificate of more than 398
constexpr days renew_before_end{30};
constexpr std::chrono::hours clock_slack{1};  // for clients whose clocks are behind ours
constexpr std::size_t longest_common_name = 64;

void check(bool worked, char const* doing) {
    if (!worked)
        openssl_failed(doing);
}

PrivateKey new_key() {
    PrivateKey key(EVP_EC_gen("P-256"));
    check(key != nullptr, "cannot make a P-256 key");
    return key;
}

std::string text_of(Bio const& bio) {
    char* start = nullptr;
    auto const size = BIO_get_mem_data(bio.get(), &start);
    return {start, std::size_t(size)};
}

std::string to_pem(Certificate const& certificate) {
    Bio const out(BIO_new(BIO_s_mem()));
    check(out && PEM_write_bio_X509(out.get(), certificate.get()) == 1, "cannot write a certificate");
    return text_of(out);
}

Secret to_pem(PrivateKey const& key) {
    Bio const out(BIO_new(BIO_s_secmem()));
    check(out && PEM_write_bio_PrivateKey(out.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1,
          "cannot write a private key");
    return Secret(text_of(out));
}

bool is_dns_name(std::string_view name) {
    static constexpr std::string_view letters =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.";
    return !name.empty() && name.size() <= 253 && name.find_first_not_of(letters) == std::string_view::npos;
}

GeneralName to_general_name(std::string const& name) {
    GeneralName general(GENERAL_NAME_new());
    check(general != nullptr, "cannot name a certificate");
    if (auto* const address = a2i_IPADDRESS(name.c_str())) {
        GENERAL_NAME_set0_value(general.get(), GEN_IPADD, address);
        return general;
    }
    if (!is_dns_name(name))
        throw std::invalid_argument(fmt::format("\"{}\" is neither a DNS name nor an IP address", name));
    auto* const text = ASN1_IA5STRING_new();
    GENERAL_NAME_set0_value(general.get(), GEN_DNS, text);
    check(text != nullptr && ASN1_STRING_set(text, name.data(), int(name.size())) == 1,
          "cannot name a certificate");
    return general;
}

GeneralNames to_general_names(std::vector<std::string> const& names) {
    GeneralNames all(GENERAL_NAMES_new());
    for (auto const& name : names) {
        auto general = to_general_name(name);
        check(all && sk_GENERAL_NAME_push(all.get(), general.get()) > 0, "cannot name a certificate");
        static_cast<void>(general.release());  // the stack owns it now
    }
    return all;
}

/// One certificate in the making: what both kinds have in common.
Certificate begin_certificate(PrivateKey const& key, std::string const& common_name, Time from,
                              days lifetime) {
    Certificate made(X509_new());
    auto const serial = random_bytes(16);
    BigNumber const number(
        BN_bin2bn(reinterpret_cast<unsigned char const*>(serial.data()), int(serial.size()), nullptr));
    auto const seconds = [](Time time) {
        return time_t(floor<std::chrono::seconds>(time).time_since_epoch().count());
    };
    check(made && number && X509_set_version(made.get(), X509_VERSION_3) == 1 &&
              BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(made.get())) != nullptr &&
              ASN1_TIME_set(X509_getm_notBefore(made.get()), seconds(from)) != nullptr &&
              ASN1_TIME_set(X509_getm_notAfter(made.get()), seconds(from + lifetime)) != nullptr &&
              X509_set_pubkey(made.get(), key.get()) == 1 &&
              X509_NAME_add_entry_by_txt(X509_get_subject_name(made.get()), "CN", MBSTRING_UTF8,
                                         reinterpret_cast<unsigned char const*>(common_name.data()),
                                         int(common_name.size()), -1, 0) == 1,
          "cannot fill in a certificate");
    return made;
}

void add_extension(Certificate const& to, X509* issuer, int kind, char const* value) {
    X509V3_CTX about{};
    X509V3_set_ctx(&about, issuer, to.get(), nullptr, nullptr, 0);
    Extension const extension(X509V3_EXT_conf_nid(nullptr, &about, kind, value));
    check(extension && X509_add_ext(to.get(), extension.get(), -1) == 1,
          "cannot add an extension to a certificate");
}

void finish_certificate(Certificate const& certificate, X509* issuer, PrivateKey const& issuer_key) {
    check(X509_set_issuer_name(certificate.get(), X509_get_subject_name(issuer)) == 1,
          "cannot name the issuer");
    add_extension(certificate, issuer, NID_subject_key_identifier, "hash");
    add_extension(certificate, issuer, NID_authority_key_identifier, "keyid:always");
    check(X509_sign(certificate.get(), issuer_key.get(), EVP_sha256()) > 0, "cannot sign a certificate");
}

Certificate make_ca(PrivateKey const& key, std::string const& host, Time from) {
    auto const name = ("Gatehouse CA " + host).substr(0, longest_common_name);
    auto ca = begin_certificate(key, name, from, ca_lifetime);
    add_extension(ca, ca.get(), NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
    add_extension(ca, ca.get(), NID_key_usage, "critical,keyCertSign,cRLSign");
    finish_certificate(ca, ca.get(), key);
    return ca;
}

Certificate make_server_certificate(PrivateKey const& key, std::vector<std::string> const& names, Time from,
                                    Certificate const& ca, PrivateKey const& ca_key) {
    // A longer host name stands in the alternative names only, which is where clients look.
    auto const& host = names.front();
    auto server = begin_certificate(key, host.size() <= longest_common_name ? host : "Gatehouse", from,
                                    server_lifetime);
    add_extension(server, ca.get(), NID_basic_constraints, "critical,CA:FALSE");
    add_extension(server, ca.get(), NID_key_usage, "critical,digitalSignature");
    add_extension(server, ca.get(), NID_ext_key_usage, "serverAuth");
    check(X509_add1_ext_i2d(server.get(), NID_subject_alt_name, to_general_names(names).get(), 0,
                            X509V3_ADD_DEFAULT) == 1,
          "cannot name a certificate");
    finish_certificate(server, ca.get(), ca_key);
    return server;
}

bool names_all(Certificate const& certificate, std::vector<std::string> const& names) {
    GeneralNames const present(static_cast<GENERAL_NAMES*>(
        X509_get_ext_d2i(certificate.get(), NID_subject_alt_name, nullptr, nullptr)));
    return present && std::ranges::all_of(names, [&](std::string const& name) {
               auto const wanted = to_general_name(name);
               for (int i = 0; i < sk_GENERAL_NAME_num(present.get()); ++i)
                   if (GENERAL_NAME_cmp(sk_GENERAL_NAME_value(present.get(), i), wanted.get()) == 0)
                       return true;
               return false;
           });
}

/// True while the certificate and key on disk can go on serving.
bool still_good(TlsFiles const& files, Certificate const& ca, std::vector<std::string> const& names,
                Time now) {
    auto const certificate = certificate_from_pem(read_file(files.certificate).value_or(""));
    Secret const key_text(read_file(files.key).value_or(""));
    auto const key = private_key_from_pem(key_text.reveal());
    auto const renewal_time = std::chrono::system_clock::to_time_t(now + renew_before_end);
    return certificate && key && X509_check_private_key(certificate.get(), key.get()) == 1 &&
           X509_verify(certificate.get(), X509_get0_pubkey(ca.get())) == 1 &&
           ASN1_TIME_cmp_time_t(X509_get0_notAfter(certificate.get()), renewal_time) > 0 &&
           names_all(certificate, names);
}

Certificate load_or_make_ca(std::filesystem::path const& path, std::filesystem::path const& key_path,
                            std::string const& host, Time now) {
    if (auto const text = read_file(path)) {
        auto ca = certificate_from_pem(*text);
        if (!ca)
            throw std::runtime_error("there is no certificate in " + path.string());
        return ca;
    }
    // The key first: a crash between the two leaves a key without a certificate, and the next start makes
    // both anew.
    auto const key = new_key();
    auto ca = make_ca(key, host, now - clock_slack);
    write_file_atomically(key_path, to_pem(key).reveal(), 0600);
    write_file_atomically(path, to_pem(ca), 0644);
    return ca;
}

PrivateKey load_ca_key(std::filesystem::path const& path, Certificate const& ca) {
    // Never replaced by a new one: every node pins the CA and would be cut off.
    Secret const text(read_file(path).value_or(""));
    auto key = private_key_from_pem(text.reveal());
    if (!key || X509_check_private_key(ca.get(), key.get()) != 1)
        throw std::runtime_error(fmt::format(
            "{} must hold the CA's key, to issue a server certificate; put it back", path.string()));
    return key;
}

}  // namespace

TlsFiles ensure_own_ca(std::filesystem::path const& directory, std::vector<std::string> const& names,
                       Time now) {
    if (names.empty())
        throw std::invalid_argument("a server certificate needs at least one name");
    std::filesystem::create_directories(directory);
    TlsFiles const files{directory / "server.pem", directory / "server.key", directory / "ca.pem"};
    auto const ca_key_path = directory / "ca.key";

    auto const ca = load_or_make_ca(files.ca, ca_key_path, names.front(), now);
    if (still_good(files, ca, names, now))
        return files;
    // The key first again: a crash between the two leaves a pair that does not match, and the next start
    // renews.
    auto const ca_key = load_ca_key(ca_key_path, ca);
    auto const key = new_key();
    auto const certificate = make_server_certificate(key, names, now - clock_slack, ca, ca_key);
    write_file_atomically(files.key, to_pem(key).reveal(), 0600);
    write_file_atomically(files.certificate, to_pem(certificate) + to_pem(ca), 0644);
    return files;
}

}  // namespace gatehouse::crypto
