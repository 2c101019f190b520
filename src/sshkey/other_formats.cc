#include "sshkey/other_formats.h"

#include <array>
#include <string>

#include "sshkey/refusal.h"

namespace gatehouse::sshkey {

namespace {

struct Format {
    std::string_view mark;
    std::string_view rule;
    std::string_view message;
};

// The first mark that stands in the text decides, so the particular ones come first. A key line that quotes
// such a mark in its comment is refused as well; no program writes one.
constexpr std::array formats{
    Format{"BEGIN SSH2 PUBLIC KEY", "FORMAT_RFC4716",
           "this is a public key in the SSH2 format (RFC 4716): `ssh-keygen -i -f key.pub` prints the line "
           "to paste"},
    Format{"BEGIN RSA PUBLIC KEY", "FORMAT_PEM",
           "this is a PEM public key (PKCS#1): `ssh-keygen -i -m PEM -f key.pem` prints the line to paste"},
    Format{"BEGIN PUBLIC KEY", "FORMAT_PEM",
           "this is a PEM public key: `ssh-keygen -i -m PKCS8 -f key.pem` prints the line to paste"},
    Format{"CERTIFICATE-----", "FORMAT_X509",
           "this is an X.509 certificate, which OpenSSH does not use: `openssl x509 -in cert.pem -noout "
           "-pubkey > "
           "key.pem && ssh-keygen -i -m PKCS8 -f key.pem` prints the line of its key"},
    Format{"CERTIFICATE REQUEST-----", "FORMAT_X509",
           "this is an X.509 certificate request, which OpenSSH does not use: `openssl req -in request.pem "
           "-noout "
           "-pubkey > key.pem && ssh-keygen -i -m PKCS8 -f key.pem` prints the line of its key"},
    Format{"-----BEGIN ", "FORMAT_UNKNOWN",
           "this is a PEM-like block that holds no SSH public key: paste the line in the file whose name "
           "ends in "
           ".pub, or print it with `ssh-keygen -y -f <private key>`"},
    Format{
        "---- BEGIN ", "FORMAT_UNKNOWN",
        "this is an SSH2-like block that holds no public key: paste the line in the file whose name ends in "
        ".pub, or print it with `ssh-keygen -y -f <private key>`"},
};

}  // namespace

Result<void> refuse_other_formats(std::string_view text) {
    for (auto const& format : formats)
        if (text.find(format.mark) != std::string_view::npos)
            return refuse_key(std::string(format.rule), std::string(format.message));
    return {};
}

}  // namespace gatehouse::sshkey
