#include "cli/target.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "cli/command.h"
#include "tests/unit/crypto/temporary_directory.h"

namespace gatehouse::cli {
namespace {

constexpr char certificate[] = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

Context context(std::string name, std::string server) {
    Context made;
    made.name = std::move(name);
    made.server = std::move(server);
    made.ca = "its own";
    made.token = Secret("token of " + made.name);
    return made;
}

Contexts two() {
    Contexts contexts;
    contexts.put(context("other", "https://other"));
    contexts.put(context("one", "https://one"));
    return contexts;
}

TEST(Target, is_the_context_in_use_where_the_environment_says_nothing) {
    auto const target = choose(two(), {}).value();

    EXPECT_EQ(target.server, "https://one");
    EXPECT_EQ(target.token.reveal(), "token of one");
}

TEST(Target, is_nothing_where_nobody_signed_in) {
    auto const target = choose({}, {});

    ASSERT_FALSE(target);
    EXPECT_EQ(target.error().code, Code::unauthenticated);
}

TEST(Target, named_by_the_environment_takes_the_sign_in_for_that_server) {
    auto const target = choose(two(), {.url = "https://other/"}).value();

    EXPECT_EQ(target.token.reveal(), "token of other");
    EXPECT_EQ(target.ca, "its own");
}

TEST(Target, named_by_the_environment_never_gets_the_sign_in_for_another_server) {
    auto const target = choose(two(), {.url = "https://stranger"});

    ASSERT_FALSE(target);
    EXPECT_EQ(target.error().code, Code::unauthenticated);
}

TEST(Target, takes_an_api_key_of_the_environment_before_what_was_signed_in_to) {
    auto const alone = choose({}, {.url = "https://stranger", .api_key = "key\n"}).value();
    auto const over = choose(two(), {.api_key = "key"}).value();

    EXPECT_EQ(alone.api_key.reveal(), "key");
    EXPECT_EQ(alone.ca, "");
    EXPECT_EQ(over.server, "https://one");
    EXPECT_EQ(over.api_key.reveal(), "key");
    EXPECT_TRUE(over.token.empty());
}

TEST(Target, takes_the_ca_of_a_file) {
    test::TemporaryDirectory const directory;
    write_file_atomically(directory / "ca.pem", certificate, 0600);
    write_file_atomically(directory / "ca.der", "0", 0600);

    EXPECT_EQ(choose(two(), {.ca_file = directory / "ca.pem"})->ca, certificate);
    EXPECT_EQ(choose(two(), {.ca_file = directory / "ca.der"}).error().rule, usage_rule);
    EXPECT_EQ(choose(two(), {.ca_file = directory / "none"}).error().rule, usage_rule);
}

TEST(Url, is_one_of_https_without_a_slash_at_its_end) {
    EXPECT_EQ(checked_url("https://console.example.com:8443/").value(), "https://console.example.com:8443");
    for (auto const* url : {"", "console.example.com", "http://console.example.com", "https://",
                            "https://a b", "https://a?b", "https://a\r\nb"})
        EXPECT_FALSE(checked_url(url)) << url;
}

// What a header carries ends with its line: a line break in a key would begin a header of its own.
TEST(ApiKey, that_no_header_can_carry_is_refused) {
    EXPECT_EQ(checked_secret("key\r\n", "it")->reveal(), "key");
    for (auto const* key : {"", "\n", "key\nProjectUid: other", "key\tkey"})
        EXPECT_FALSE(checked_secret(key, "it")) << key;
}

}  // namespace
}  // namespace gatehouse::cli
