#include "crypto/tls.h"

#include <array>
#include <cstdio>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/files.h"
#include "crypto/digest.h"
#include "tests/unit/crypto/temporary_directory.h"

namespace gatehouse::crypto {
namespace {

using std::chrono::days;
using std::filesystem::perms;
using test::TemporaryDirectory;
using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;
using testing::ThrowsMessage;

constexpr auto owner_only = perms::owner_read | perms::owner_write;

/// What a shell command prints, on both streams.
std::string output_of(std::string const& command) {
    std::string output;
    auto* const pipe = ::popen((command + " 2>&1").c_str(), "r");
    std::array<char, 4096> chunk{};
    for (std::size_t count = 0; (count = std::fread(chunk.data(), 1, chunk.size(), pipe)) > 0;)
        output.append(chunk.data(), count);
    ::pclose(pipe);
    return output;
}

std::string print(std::filesystem::path const& certificate) {
    return output_of("openssl x509 -noout -text -in " + certificate.string());
}

class OwnCa : public testing::Test {
protected:
    TlsFiles ensure(std::vector<std::string> const& wanted, Time when) {
        return ensure_own_ca(directory / "tls", wanted, when);
    }
    std::string content(std::filesystem::path const& path) { return read_file(path).value(); }

    TemporaryDirectory const directory;
    std::filesystem::path const ca_key = directory / "tls/ca.key";
    Time const now = SystemClock().now();
    std::vector<std::string> const names{"gatehouse.example.com", "192.0.2.7", "2001:db8::7"};
};

TEST_F(OwnCa, issues_a_server_certificate_that_openssl_verifies_for_each_name) {
    auto const files = ensure(names, now);
    auto const verify = "openssl verify -x509_strict -purpose sslserver -CAfile " + files.ca.string() + " ";

    EXPECT_THAT(output_of(verify + "-verify_hostname gatehouse.example.com " + files.certificate.string()),
                HasSubstr(": OK"));
    EXPECT_THAT(output_of(verify + "-verify_ip 192.0.2.7 " + files.certificate.string()), HasSubstr(": OK"));
    EXPECT_THAT(output_of(verify + "-verify_ip 2001:db8::7 " + files.certificate.string()),
                HasSubstr(": OK"));
    EXPECT_THAT(output_of(verify + "-verify_hostname other.example.com " + files.certificate.string()),
                HasSubstr("hostname mismatch"));
}

TEST_F(OwnCa, is_a_critical_ca_that_may_issue_no_further_ca) {
    auto const text = print(ensure(names, now).ca);

    EXPECT_THAT(text, HasSubstr("CN = Gatehouse CA gatehouse.example.com"));
    EXPECT_THAT(text, ContainsRegex("Basic Constraints: critical\n +CA:TRUE, pathlen:0\n"));
    EXPECT_THAT(text, ContainsRegex("Key Usage: critical\n +Certificate Sign, CRL Sign\n"));
    EXPECT_THAT(text, AllOf(HasSubstr("Subject Key Identifier"), HasSubstr("Authority Key Identifier")));
    EXPECT_THAT(text, AllOf(HasSubstr("ASN1 OID: prime256v1"), HasSubstr("ecdsa-with-SHA256")));
}

TEST_F(OwnCa, gives_the_server_certificate_the_rights_of_a_server_only) {
    auto const text = print(ensure(names, now).certificate);

    EXPECT_THAT(text, HasSubstr("Subject: CN = gatehouse.example.com"));
    EXPECT_THAT(
        text, HasSubstr("DNS:gatehouse.example.com, IP Address:192.0.2.7, IP Address:2001:DB8:0:0:0:0:0:7"));
    EXPECT_THAT(text, ContainsRegex("Key Usage: critical\n +Digital Signature\n"));
    EXPECT_THAT(text, ContainsRegex("Extended Key Usage: *\n +TLS Web Server Authentication\n"));
    EXPECT_THAT(text, ContainsRegex("Basic Constraints: critical\n +CA:FALSE\n"));
    EXPECT_THAT(text, AllOf(HasSubstr("Subject Key Identifier"), HasSubstr("Authority Key Identifier")));
}

TEST_F(OwnCa, issues_for_397_days) {
    auto const certificate = ensure(names, now).certificate.string();
    auto const ends_within = [&](int count) {
        return output_of("openssl x509 -noout -checkend " + std::to_string(count * 86400) + " -in " +
                         certificate);
    };
    EXPECT_THAT(ends_within(396), HasSubstr("will not expire"));
    EXPECT_THAT(ends_within(397), HasSubstr("will expire"));
}

TEST_F(OwnCa, puts_the_server_certificate_before_the_ca_in_one_file) {
    auto const files = ensure(names, now);
    auto const chain = content(files.certificate);
    auto const second = chain.find("-----BEGIN CERTIFICATE-----", 1);

    ASSERT_NE(second, std::string::npos);
    EXPECT_EQ(chain.substr(second), content(files.ca));
    EXPECT_NE(certificate_pin(chain), certificate_pin(content(files.ca)));
}

TEST_F(OwnCa, keeps_its_keys_from_everybody_else) {
    auto const files = ensure(names, now);

    EXPECT_EQ(std::filesystem::status(files.key).permissions(), owner_only);
    EXPECT_EQ(std::filesystem::status(ca_key).permissions(), owner_only);
}

TEST_F(OwnCa, leaves_a_good_certificate_as_it_is) {
    auto const files = ensure(names, now);
    auto const before = content(files.certificate);

    ensure(names, now + days(366));
    ensure({"192.0.2.7"}, now);

    EXPECT_EQ(content(files.certificate), before);
}

TEST_F(OwnCa, renews_the_server_certificate_when_fewer_than_30_days_are_left) {
    auto const files = ensure(names, now);
    auto const before = content(files.certificate);
    auto const ca = content(files.ca);

    ensure(names, now + days(368));

    EXPECT_NE(content(files.certificate), before);
    EXPECT_EQ(content(files.ca), ca);
}

TEST_F(OwnCa, renews_the_server_certificate_when_a_name_is_missing) {
    auto const files = ensure(names, now);
    auto const ca = content(files.ca);

    ensure({"gatehouse.example.com", "second.example.com"}, now);

    EXPECT_THAT(print(files.certificate), HasSubstr("DNS:gatehouse.example.com, DNS:second.example.com"));
    EXPECT_EQ(content(files.ca), ca);
}

TEST_F(OwnCa, renews_a_certificate_that_a_crash_left_with_another_key) {
    auto const files = ensure(names, now);
    std::filesystem::copy_file(ca_key, files.key, std::filesystem::copy_options::overwrite_existing);

    ensure(names, now);

    EXPECT_NE(make_server_context(files), nullptr);
}

TEST_F(OwnCa, never_makes_a_second_ca_in_the_place_of_one_whose_key_is_gone) {
    auto const files = ensure(names, now);
    auto const ca = content(files.ca);
    std::filesystem::remove(ca_key);

    ensure(names, now);  // nothing to issue, nothing to say

    EXPECT_THAT([&] { ensure({"new.example.com"}, now); },
                ThrowsMessage<std::runtime_error>(HasSubstr("must hold the CA's key")));
    EXPECT_EQ(content(files.ca), ca);
}

TEST_F(OwnCa, gives_every_certificate_its_own_serial_number) {
    auto const serial = [](std::filesystem::path const& path) {
        return output_of("openssl x509 -noout -serial -in " + path.string());
    };
    auto const first = ensure(names, now);
    auto const one = serial(first.certificate);
    auto const two = serial(ensure({"new.example.com"}, now).certificate);

    EXPECT_NE(one, two);
    EXPECT_NE(one, serial(first.ca));
    EXPECT_GT(one.size(), std::string("serial=").size() + 24);  // at least 96 of the 128 bits are there
}

TEST_F(OwnCa, refuses_a_name_that_is_neither_dns_name_nor_address) {
    EXPECT_THAT(
        [&] {
            ensure({"good.example.com", "bad name,IP:1.2.3.4"}, now);
        },
        ThrowsMessage<std::invalid_argument>(HasSubstr("\"bad name,IP:1.2.3.4\" is neither")));
    EXPECT_THROW(ensure({}, now), std::invalid_argument);
}

TEST_F(OwnCa, has_room_for_a_host_name_that_is_too_long_for_a_common_name) {
    auto const host = std::string(60, 'a') + "." + std::string(60, 'b') + ".example.com";
    auto const text = print(ensure({host}, now).certificate);
    EXPECT_THAT(text, AllOf(HasSubstr("DNS:" + host), Not(HasSubstr("CN = " + host))));
}

TEST_F(OwnCa, has_the_pin_that_openssl_computes) {
    auto const ca = ensure(names, now).ca;
    auto const expected = output_of("openssl x509 -outform DER -in " + ca.string() +
                                    " | openssl dgst -sha256 -r | cut -d' ' -f1");
    EXPECT_EQ(certificate_pin(content(ca)) + "\n", expected);
}

TEST(CertificatePin, of_a_text_without_a_certificate_is_a_fault) {
    EXPECT_THROW(certificate_pin(""), std::runtime_error);
    EXPECT_THROW(certificate_pin("-----BEGIN CERTIFICATE-----\nZm9v\n-----END CERTIFICATE-----\n"),
                 std::runtime_error);
}

TEST_F(OwnCa, makes_a_context_or_says_which_file_is_at_fault) {
    auto files = ensure(names, now);
    EXPECT_NE(make_server_context(files), nullptr);

    files.key = directory / "absent.key";
    EXPECT_THAT([&] { make_server_context(files); },
                ThrowsMessage<std::runtime_error>(HasSubstr("absent.key")));
    files.certificate = directory / "absent.crt";
    EXPECT_THAT([&] { make_server_context(files); },
                ThrowsMessage<std::runtime_error>(AllOf(HasSubstr("absent.crt"), HasSubstr("No such file"))));
}

}  // namespace
}  // namespace gatehouse::crypto
