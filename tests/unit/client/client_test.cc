#include "client/client.h"

#include <gmock/gmock.h>

#include "base/files.h"
#include "contract/audits.h"
#include "contract/clusters.h"
#include "contract/sessions.h"
#include "tests/unit/http/test_server.h"

namespace gatehouse::client {
namespace {

using namespace contract;
using testing::HasSubstr;

/// A real server that gives one answer to everything and keeps what it was asked last.
class ClientCalls : public testing::Test {
protected:
    http::Response answer{.status = 204};
    http::Request asked;
    test::TestServer server{[this](http::Request const& request) {
        asked = request;
        return answer;
    }};
    std::string ca = *read_file(test::TestServer::tls_files().ca);
    Client client{fmt::format("https://localhost:{}", server.port()), Trust::pinned_ca, ca};
};

TEST_F(ClientCalls, send_method_path_query_and_body_as_the_endpoint_declares_them) {
    ASSERT_TRUE(client.call<DeleteCluster>({ClusterUid("../c 1"), true}));
    EXPECT_EQ(asked.method, "DELETE");
    EXPECT_EQ(asked.path, "/v1/clusters/..%2Fc%201");
    EXPECT_EQ(asked.query_value("force"), "true");
    EXPECT_EQ(asked.body, "");

    ASSERT_TRUE(client.call<RevokeTokens>({{"t1"}}));
    EXPECT_EQ(asked.method, "POST");
    EXPECT_EQ(asked.path, "/v1/users/auth/tokens/revoke");
    EXPECT_EQ(asked.body, R"({"tokens":["t1"]})");
}

TEST_F(ClientCalls, leave_a_path_as_it_is) {
    ASSERT_TRUE(client.call<DeleteCluster>({ClusterUid(".."), false}));
    EXPECT_EQ(asked.path, "/v1/clusters/..");
}

TEST_F(ClientCalls, carry_who_asks_and_for_which_project_and_no_header_for_what_is_not_said) {
    ASSERT_TRUE(client.call<RevokeTokens>({}, {.api_key = "key", .project = "p1"}));
    EXPECT_EQ(asked.header("ApiKey"), "key");
    EXPECT_EQ(asked.header("ProjectUid"), "p1");
    EXPECT_EQ(asked.header("Authorization"), "");

    ASSERT_TRUE(client.call<RevokeTokens>({}, {.authorization = "token"}));
    EXPECT_EQ(asked.header("Authorization"), "token");
    EXPECT_EQ(asked.header("ApiKey"), "");
    EXPECT_EQ(asked.header("ProjectUid"), "");
}

TEST_F(ClientCalls, give_the_answer_read_or_as_the_text_that_it_is) {
    answer = {.status = 200, .body = R"({"items":[]})"};
    EXPECT_TRUE(client.call<ListClusters>({})->items.empty());

    answer = {.status = 200, .body = "time,uid\r\n"};
    EXPECT_EQ(client.call<ExportAudits>({})->text, "time,uid\r\n");
}

TEST_F(ClientCalls, refuse_an_answer_that_cannot_be_read_and_a_status_that_was_not_declared) {
    answer = {.status = 200, .body = R"({"items":[{}]})"};
    EXPECT_THAT(client.call<ListClusters>({}).error().message, HasSubstr("cannot be read"));

    answer = {.status = 201, .body = R"({"items":[]})"};
    EXPECT_THAT(client.call<ListClusters>({}).error().message, HasSubstr("answered with status 201"));
}

TEST_F(ClientCalls, trust_the_pinned_authority_and_no_stranger_s) {
    Client of_the_system(fmt::format("https://localhost:{}", server.port()), Trust::system_cas, "");

    auto const answered = of_the_system.call<RevokeTokens>({});

    ASSERT_FALSE(answered);
    EXPECT_THAT(answered.error().message, HasSubstr("not from a CA that this machine trusts"));
}

}  // namespace
}  // namespace gatehouse::client
