#include "contract/request.h"

#include <gmock/gmock.h>

#include "contract/audits.h"
#include "contract/clusters.h"
#include "contract/registration_tokens.h"
#include "contract/sessions.h"
#include "contract/ssh_keys.h"

namespace gatehouse::contract {
namespace {

TEST(SentRequest, fills_the_path_and_carries_nothing_else_where_nothing_else_is_asked) {
    auto const get = sent<GetCluster>({ClusterUid("c1")});

    EXPECT_EQ(get.target, "/v1/clusters/c1");
    EXPECT_EQ(get.body, "");
}

// RFC 3986: a step of a path holds no "/", "?" or "#", and a "%" begins an encoded byte.
TEST(SentRequest, encodes_what_would_mean_something_else_in_a_path) {
    EXPECT_EQ(sent<GetCluster>({ClusterUid("a/b?c#d%e ü..")}).target,
              "/v1/clusters/a%2Fb%3Fc%23d%25e%20%C3%BC..");
}

TEST(SentRequest, asks_by_a_query_where_there_is_no_body) {
    EXPECT_EQ(sent<DeleteCluster>({ClusterUid("c1"), true}).target, "/v1/clusters/c1?force=true");

    ListAudits::Request wanted;
    wanted.startTime = Time(std::chrono::sys_days(std::chrono::year(2026) / 5 / 1));
    wanted.actor = "a&b=c+d";
    wanted.outcome = model::Outcome::denied;
    wanted.limit = 20;
    wanted.continue_ = "e1";
    EXPECT_EQ(sent<ListAudits>(wanted).target,
              "/v1/audits?startTime=2026-05-01T00%3A00%3A00.000Z&actor=a%26b%3Dc%2Bd&outcome=denied&limit=20&"
              "continue=e1");
}

TEST(SentRequest, asks_by_a_body_for_what_its_path_does_not_say) {
    auto const off = sent<SetRegistrationTokenState>({RegistrationTokenUid("t1"), false});

    EXPECT_EQ(off.target, "/v1/edgehosts/tokens/t1/state");
    EXPECT_EQ(off.body, R"({"isActive":false})");
    EXPECT_EQ(sent<Authenticate>({"ada@example.com", "secret"}).body,
              R"({"emailId":"ada@example.com","password":"secret"})");
}

TEST(SentRequest, arrives_as_it_was_meant) {
    UpdateSshKey::Request edit{
        SshKeyUid("k1"), {"laptop", {{"team", "press"}}, {}}, {"ssh-ed25519 AAAA", {}, {}, {}}};
    edit.spec.logins = json::Patch<std::vector<std::string>>(std::vector<std::string>{"ops"});
    edit.spec.expiry = json::Patch<Time>(std::nullopt);

    auto const arrived =
        json::decode<UpdateSshKey::Request>(sent<UpdateSshKey>(edit).body, {{"uid", "k1"}}).value();

    EXPECT_EQ(arrived.metadata.name, "laptop");
    EXPECT_EQ(arrived.metadata.labels, edit.metadata.labels);
    EXPECT_EQ(arrived.spec.logins.value(), std::vector<std::string>{"ops"});
    EXPECT_TRUE(arrived.spec.expiry.given());
    EXPECT_EQ(arrived.spec.expiry.value(), std::nullopt);
    EXPECT_FALSE(arrived.spec.from.given());
}

}  // namespace
}  // namespace gatehouse::contract
