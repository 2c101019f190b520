#include "client/mailer.h"

#include <gmock/gmock.h>

namespace gatehouse::client {
namespace {

using testing::HasSubstr;
using testing::Not;

MailServer const server{"smtp://localhost:25", "gatehouse@example.com"};

Mail a_mail() {
    return {"vera@example.com", "Hello", "Grüße\n" + std::string(100, 'x'), "some-uid",
            parse_rfc3339("2026-03-01T09:08:07Z").value()};
}

TEST(Message, has_the_headers_of_rfc_5322) {
    auto const message = message_of(server, a_mail()).value();

    EXPECT_THAT(message, HasSubstr("Date: Sun, 01 Mar 2026 09:08:07 +0000\r\n"));
    EXPECT_THAT(message, HasSubstr("From: Gatehouse <gatehouse@example.com>\r\nTo: <vera@example.com>\r\n"));
    EXPECT_THAT(message, HasSubstr("Message-ID: <some-uid@example.com>\r\n"));
}

TEST(Message, has_a_body_in_lines_of_base64_that_no_mail_server_breaks) {
    auto const message = message_of(server, a_mail()).value();
    auto const body = message.substr(message.find("\r\n\r\n") + 4);

    // printf 'Grüße\n%0100d' | tr 0 x | base64
    EXPECT_THAT(body, testing::StartsWith("R3LDvMOfZQp4eHh4"));
    for (std::size_t at = 0, end = 0; at < body.size(); at = end + 2) {
        end = body.find("\r\n", at);
        ASSERT_NE(end, std::string::npos);
        EXPECT_LE(end - at, 76U);
    }
}

TEST(Message, is_not_made_for_an_address_that_would_break_a_header) {
    for (auto const* address : {"vera@example.com\r\nBcc: eve@example.com", "<vera@example.com>",
                                "v era@example.com", "vera", "v\xc3\xa9ra@example.com", "a@b.com,c@d.com"}) {
        auto mail = a_mail();
        mail.to = address;
        EXPECT_FALSE(message_of(server, mail)) << address;
    }
}

TEST(Send, tells_why_where_nobody_answers) {
    auto const done = send({"smtp://127.0.0.1:1", "gatehouse@example.com"}, Secret(), a_mail());

    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, Code::unavailable);
    EXPECT_THAT(done.error().message, HasSubstr("127.0.0.1"));
}

}  // namespace
}  // namespace gatehouse::client
