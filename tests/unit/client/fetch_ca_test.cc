#include "client/fetch_ca.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/files.h"
#include "crypto/tls.h"
#include "tests/unit/crypto/temporary_directory.h"

namespace gatehouse::client {
namespace {

using testing::HasSubstr;

std::string a_ca() {
    test::TemporaryDirectory const directory;
    auto const files = crypto::ensure_own_ca(directory.path(), {"localhost"}, SystemClock().now());
    return *read_file(files.ca);
}

TEST(PinnedCertificate, is_taken_when_the_pin_is_its_own) {
    auto const ca = a_ca();

    EXPECT_EQ(pinned_certificate(ca, crypto::certificate_pin(ca)).value(), ca);
}

TEST(PinnedCertificate, may_be_pinned_in_capitals_with_colons) {
    auto const ca = a_ca();
    std::string pin;
    for (char const c : crypto::certificate_pin(ca))
        pin += (pin.size() % 3 == 2 ? ":" : "") + std::string(1, char(std::toupper(c)));

    EXPECT_TRUE(pinned_certificate(ca, pin));
}

TEST(PinnedCertificate, is_refused_when_it_is_another) {
    auto const taken = pinned_certificate(a_ca(), crypto::certificate_pin(a_ca()));

    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().code, Code::forbidden);
    EXPECT_THAT(taken.error().message, HasSubstr("somebody stands in between"));
}

TEST(PinnedCertificate, leaves_out_what_was_appended_to_it) {
    auto const ca = a_ca();

    EXPECT_EQ(pinned_certificate(ca + a_ca(), crypto::certificate_pin(ca)).value(), ca);
}

TEST(PinnedCertificate, is_the_first_one_or_none) {
    auto const ca = a_ca();

    EXPECT_FALSE(pinned_certificate(a_ca() + ca, crypto::certificate_pin(ca)));
}

TEST(PinnedCertificate, must_be_there_and_readable) {
    auto const pin = crypto::certificate_pin(a_ca());
    for (auto const* answer : {"", "{}", "-----BEGIN CERTIFICATE-----",
                               "-----BEGIN CERTIFICATE-----\nAAAA\n"
                               "-----END CERTIFICATE-----\n"}) {
        auto const taken = pinned_certificate(answer, pin);
        ASSERT_FALSE(taken);
        EXPECT_EQ(taken.error().code, Code::unavailable);
    }
}

TEST(PinnedCertificate, needs_a_pin_of_64_digits) {
    EXPECT_EQ(pinned_certificate(a_ca(), "abc").error().code, Code::invalid);
    EXPECT_EQ(pinned_certificate(a_ca(), "not a pin").error().code, Code::invalid);
}

TEST(FetchCa, speaks_https_only) {
    auto const fetched = fetch_ca("http://127.0.0.1:9", std::string(64, 'a'));

    ASSERT_FALSE(fetched);
    EXPECT_THAT(fetched.error().message, HasSubstr("Protocol \"http\""));
}

TEST(FetchCa, says_which_console_could_not_be_reached) {
    auto const fetched = fetch_ca("https://127.0.0.1:9", std::string(64, 'a'));

    ASSERT_FALSE(fetched);
    EXPECT_THAT(fetched.error().message, HasSubstr("cannot reach the console at https://127.0.0.1:9"));
}

}  // namespace
}  // namespace gatehouse::client
