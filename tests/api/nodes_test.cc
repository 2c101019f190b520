#include <gmock/gmock.h>

#include "tests/support/full_disk.h"
#include "tests/support/keys.h"
#include "tests/support/test_house.h"

namespace gatehouse::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr char keys[] = "/v1/users/assets/sshkeys";

class NodesApi : public testing::Test {
protected:
    TestHouse house;
    ProjectUid const edge = house.a_project("Edge");
    ClusterUid const cluster = house.a_cluster(edge, "edge-eu", {"ops", "root"}, 86400);
    Visitor const in_edge = house.ada().in(edge);

    std::string register_key(std::string const& name, std::string const& more = "") {
        auto const answer = in_edge.post(keys, key_body(name, a_key(name), more));
        EXPECT_EQ(answer.status, 201) << answer.body;
        return answer.uid();
    }
    Answer key(std::string const& uid) { return in_edge.get(std::string(keys) + "/" + uid); }
    Answer shown(TestNode const& node) {
        auto list = in_edge.get("/v1/clusters/" + cluster.str() + "/nodes");
        for (int i = 0; i < list.count("/items"); ++i) {
            Answer const one{200, list.at("/items/" + std::to_string(i)), {}, {}};
            if (one.at("/metadata/uid") == node.uid().str())
                return one;
        }
        return {404, "", {}, {}};
    }
    std::string enrolment(std::string const& token, std::string const& to, std::string const& more = "") {
        return R"({"token":")" + token + R"(","cluster":")" + to + R"(","name":"edge-eu-1","hostKeys":[")" +
               a_key("host") +
               R"("],"addresses":["192.0.2.7"],"port":2222,"logins":["ops"],"missingLogins":["root"],)" +
               R"("sshdVersion":"OpenSSH_9.2p1","agentVersion":"0.1.0")" + more + "}";
    }
    std::string enrolment_token() {
        return in_edge.post("/v1/clusters/" + cluster.str() + "/enrolment").at("/token");
    }
};

std::vector<std::string> uids_of(snapshot::Content const& content) {
    std::vector<std::string> uids;
    for (auto const& grant : content.grants)
        uids.push_back(grant.keyUid);
    return uids;
}

// --- Joining

TEST_F(NodesApi, a_machine_joins_with_the_command_of_its_cluster) {
    auto const offer = in_edge.post("/v1/clusters/" + cluster.str() + "/enrolment");
    ASSERT_EQ(offer.status, 201);
    EXPECT_THAT(offer.at("/command"),
                testing::AllOf(HasSubstr(own_origin), HasSubstr("--ca-pin c0ffee"), HasSubstr(cluster.str()),
                               HasSubstr(offer.at("/token"))));

    auto const joined = house.anyone().post("/v1/nodes", enrolment(offer.at("/token"), cluster.str()));

    ASSERT_EQ(joined.status, 201) << joined.body;
    EXPECT_EQ(joined.at("/cluster/name"), "edge-eu");
    EXPECT_THAT(joined.at("/signingKey"), testing::SizeIs(44));
    auto const node = shown(TestNode(house, joined));
    EXPECT_EQ(node.at("/metadata/name"), "edge-eu-1");
    EXPECT_EQ(node.at("/spec/missingLogins"), R"(["root"])");
    EXPECT_EQ(node.at("/status/current"), "false");
    EXPECT_THAT(house.stored_bytes(), Not(HasSubstr(joined.at("/credential"))));
}

TEST_F(NodesApi, the_offer_of_a_cluster_ends_after_an_hour_and_opens_no_other_cluster) {
    auto const token = enrolment_token();
    auto const other = house.a_cluster(edge, "other");

    EXPECT_EQ(house.anyone().post("/v1/nodes", enrolment(token, other.str())).field(), "/cluster");
    house.clock.advance(1h - 1s);
    EXPECT_EQ(house.anyone().post("/v1/nodes", enrolment(token, "EDGE-EU")).status, 201) << "a name will do";
    house.clock.advance(1s);
    EXPECT_EQ(house.anyone().post("/v1/nodes", enrolment(token, cluster.str())).status, 401);
}

TEST_F(NodesApi, a_token_that_was_altered_opens_nothing) {
    auto const token = enrolment_token();
    auto const other = house.a_cluster(house.a_project("Other"), "other");
    auto const rest = token.substr(token.find('.'));
    auto longer = token;
    longer[token.find('.') + 1] += 1;  // the expiry

    for (auto const& wrong : {std::string(), std::string("."), std::string(".."), other.str() + rest, longer,
                              token + "x", token.substr(1), token.substr(0, token.size() - 1)}) {
        auto const answer = house.anyone().post("/v1/nodes", enrolment(wrong, other.str()));
        EXPECT_EQ(answer.status, 401) << wrong;
        EXPECT_EQ(answer.field(), "/token");
    }
}

TEST_F(NodesApi, what_a_machine_tells_of_itself_is_checked) {
    auto const token = enrolment_token();
    auto const refused = [&](std::string const& old_text, std::string const& new_text) {
        auto body = enrolment(token, cluster.str());
        return house.anyone()
            .post("/v1/nodes", body.replace(body.find(old_text), old_text.size(), new_text))
            .field();
    };

    EXPECT_EQ(refused("edge-eu-1", "a b"), "/name");
    EXPECT_EQ(refused("edge-eu-1", "-oProxyCommand=id"), "/name");
    EXPECT_EQ(refused("192.0.2.7", "192.0.2.7,evil ssh-rsa"), "/addresses");
    EXPECT_EQ(refused("192.0.2.7", "a\\nb"), "/addresses");
    EXPECT_EQ(refused("2222", "0"), "/port");
    EXPECT_EQ(refused("2222", "65536"), "/port");
    EXPECT_EQ(refused("2222", "\"22\""), "/port");
    EXPECT_EQ(refused("\"ops\"", "\"Ops;id\""), "/logins");
    EXPECT_EQ(refused("ssh-ed25519 ", "not-a-type "), "/hostKeys");
    EXPECT_EQ(refused("OpenSSH_9.2p1", "\\u202e"), "/sshdVersion");
}

TEST_F(NodesApi, known_hosts_holds_a_line_for_each_host_key_of_each_node) {
    auto const host_key = a_key("root@edge");
    auto body = enrolment(enrolment_token(), cluster.str());
    auto const at = body.find("ssh-ed25519");
    body.replace(at, body.find('"', at) - at, host_key + R"(","ssh-unknown AAAA)");
    house.anyone().post("/v1/nodes", body);

    auto const answer = in_edge.get("/v1/projects/" + edge.str() + "/known_hosts");

    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "[192.0.2.7]:2222 " + host_key.substr(0, host_key.rfind(' ')) + "\n");
}

// --- Who may enter

TEST_F(NodesApi, a_node_gets_the_keys_of_its_project_and_of_the_tenant_and_no_others) {
    auto const mine = register_key("mine", R"(,"logins":["ops"],"from":["192.0.2.0/24"])");
    auto const tenants = house.ada().post(keys, key_body("tenant's", a_key("t"))).uid();
    house.ada().in(house.a_project("Other")).post(keys, key_body("foreign", a_key("f")));
    auto node = house.a_node(cluster, "n");

    auto const held = node.hear().value();

    EXPECT_THAT(uids_of(held), testing::UnorderedElementsAre(mine, tenants));
    EXPECT_THAT(held.logins, ElementsAre("ops", "root"));
    for (auto const& grant : held.grants)
        if (grant.keyUid == mine) {
            EXPECT_THAT(grant.logins, ElementsAre("ops"));
            EXPECT_THAT(grant.from, ElementsAre("192.0.2.0/24"));
        } else {
            EXPECT_THAT(grant.logins, ElementsAre("ops", "root"));
        }
}

TEST_F(NodesApi, a_key_that_the_tenant_covers_is_granted_once_by_the_tenant_s_entry) {
    auto const text = a_key("k");
    in_edge.post(keys, key_body("mine", text));
    auto const tenants = house.ada().post(keys, key_body("tenant's", text, R"(,"logins":["root"])")).uid();
    auto node = house.a_node(cluster, "n");

    auto const held = node.hear().value();

    ASSERT_THAT(uids_of(held), ElementsAre(tenants));
    EXPECT_THAT(held.grants[0].logins, ElementsAre("root"));
}

TEST_F(NodesApi, adding_and_deleting_a_key_reach_the_next_poll) {
    auto node = house.a_node(cluster, "n");
    EXPECT_THAT(node.catch_up().grants, IsEmpty());

    auto const uid = register_key("laptop");
    EXPECT_THAT(uids_of(node.hear().value()), ElementsAre(uid));
    EXPECT_FALSE(node.hear()) << "nothing new";

    in_edge.remove(std::string(keys) + "/" + uid);
    EXPECT_THAT(node.hear().value().grants, IsEmpty());
}

TEST_F(NodesApi, renaming_a_key_changes_nothing_on_the_nodes) {
    auto const text = a_key("k");
    auto const uid = in_edge.post(keys, key_body("old", text)).uid();
    auto node = house.a_node(cluster, "n");
    node.catch_up();

    in_edge.put(std::string(keys) + "/" + uid, key_body("new", text + " with a comment"));

    EXPECT_FALSE(node.hear());
}

TEST_F(NodesApi, another_project_s_change_does_not_concern_a_node) {
    auto node = house.a_node(cluster, "n");
    node.catch_up();

    house.ada().in(house.a_project("Other")).post(keys, key_body("foreign", a_key("f")));

    EXPECT_FALSE(node.hear());
}

TEST_F(NodesApi, an_edit_of_the_cluster_s_logins_reaches_its_nodes) {
    register_key("laptop");
    auto node = house.a_node(cluster, "n");
    node.catch_up();

    auto const edited = in_edge.put(
        "/v1/clusters/" + cluster.str(),
        R"({"metadata":{"name":"edge-eu"},"spec":{"environment":"edge","logins":["deploy"],"sshOptions":{"pty":false}}})");

    ASSERT_EQ(edited.status, 204) << edited.body;
    auto const held = node.hear().value();
    EXPECT_THAT(held.logins, ElementsAre("deploy"));
    EXPECT_THAT(held.grants[0].logins, ElementsAre("deploy"));
    EXPECT_FALSE(held.sshOptions.pty);
}

TEST_F(NodesApi, revisions_of_a_node_s_snapshots_only_grow) {
    auto node = house.a_node(cluster, "n");
    std::int64_t last = node.catch_up().revision;
    for (int i = 0; i < 5; ++i) {
        register_key("key " + std::to_string(i));
        auto const next = node.hear().value().revision;
        EXPECT_GT(next, last);
        last = next;
    }
}

// --- Receipts and leases

TEST_F(NodesApi, a_key_is_in_force_when_a_node_has_confirmed_it) {
    auto first = house.a_node(cluster, "n1");
    auto second = house.a_node(cluster, "n2");
    first.catch_up();
    auto const uid = register_key("laptop");
    EXPECT_EQ(key(uid).at("/status/inForce"), R"({"nodes":0,"of":2})");

    first.hear();
    EXPECT_EQ(key(uid).at("/status/inForce"), R"({"nodes":0,"of":2})") << "sent, but not confirmed";
    first.hear();
    EXPECT_EQ(key(uid).at("/status/inForce"), R"({"nodes":1,"of":2})");
    second.catch_up();
    EXPECT_EQ(key(uid).at("/status/inForce"), R"({"nodes":2,"of":2})");
    EXPECT_EQ(shown(first).at("/status/current"), "true");
}

TEST_F(NodesApi, only_nodes_with_a_login_of_the_key_count) {
    house.a_node(cluster, "n1");
    house.a_node(house.a_cluster(edge, "windows", {"administrator"}), "n2");

    auto const uid = register_key("laptop", R"(,"logins":["ops"])");

    EXPECT_EQ(key(uid).at("/status/inForce"), R"({"nodes":0,"of":1})");
}

TEST_F(NodesApi, a_revision_that_was_never_given_and_another_epoch_confirm_nothing) {
    auto const uid = register_key("laptop");
    auto node = house.a_node(cluster, "n");
    auto const claim = [&](std::int64_t epoch, std::int64_t revision) {
        return node.visitor().post(
            "/v1/nodes/self/poll",
            fmt::format(R"({{"epoch":{},"revision":{},"leaseEnd":"2040-01-01T00:00:00Z",)"
                        R"("nodeTime":"2030-01-01T00:00:00Z"}})",
                        epoch, revision));
    };

    EXPECT_NE(claim(1, 1'000'000).at("/snapshot"), "null");
    EXPECT_EQ(key(uid).at("/status/inForce"), R"({"nodes":0,"of":1})");
    EXPECT_NE(claim(2, 1).at("/snapshot"), "null");
    EXPECT_NE(claim(-1, -1).at("/snapshot"), "null");
    EXPECT_EQ(key(uid).at("/status/inForce"), R"({"nodes":0,"of":1})");
}

TEST_F(NodesApi, a_lease_ends_as_long_after_now_as_the_cluster_says_and_is_prolonged_in_steps) {
    auto node = house.a_node(cluster, "n");  // a lease of 24 h moves in steps of 1 h
    auto const lease = [&] { return node.catch_up().leaseEnd - house.clock.now(); };

    EXPECT_LE(lease(), 24h);
    EXPECT_GT(lease(), 23h);
    auto const before = node.catch_up().leaseEnd;
    house.clock.advance(1h);
    EXPECT_EQ(node.catch_up().leaseEnd, before + 1h);
    EXPECT_EQ(shown(node).at("/status/leaseEnd"), to_rfc3339(before + 1h));
}

TEST_F(NodesApi, a_poll_with_nothing_new_is_worth_holding_until_the_lease_can_grow_and_20_seconds_at_most) {
    auto node = house.a_node(cluster, "n");
    auto const lease_end = node.catch_up().leaseEnd;

    auto const held = node.poll();
    ASSERT_TRUE(held.hold);
    EXPECT_EQ(held.hold->longest, 20s);
    EXPECT_THAT(held.hold->topics,
                testing::UnorderedElementsAre("tenant", "project:" + edge.str(), "cluster:" + cluster.str()));

    house.clock.advance(lease_end + 1h - (house.clock.now() + 24h) - 5s);
    ASSERT_TRUE(node.poll().hold);
    EXPECT_EQ(node.poll().hold->longest, 5s);
}

TEST_F(NodesApi, a_poll_with_news_is_answered_at_once) {
    auto const node = house.a_node(cluster, "n");

    EXPECT_FALSE(node.poll().hold);
}

TEST_F(NodesApi, a_node_that_falls_silent_is_offline_after_25_seconds_and_in_force_until_its_lease_ends) {
    auto const uid = register_key("laptop");
    auto node = house.a_node(cluster, "n");
    node.catch_up();
    house.clock.advance(25s);
    EXPECT_EQ(shown(node).at("/status/state"), "connected");
    house.clock.advance(1ms);
    EXPECT_EQ(shown(node).at("/status/state"), "offline");
    EXPECT_EQ(key(uid).at("/status/inForce"), R"({"nodes":1,"of":1})");

    house.clock.advance(24h);

    EXPECT_EQ(key(uid).at("/status/inForce"), R"({"nodes":0,"of":1})");
    EXPECT_EQ(shown(node).at("/status/current"), "false");
}

TEST_F(NodesApi, a_shorter_lease_counts_once_the_node_has_confirmed_it) {
    auto node = house.a_node(cluster, "n");
    node.catch_up();
    in_edge.put(
        "/v1/clusters/" + cluster.str(),
        R"({"metadata":{"name":"edge-eu"},"spec":{"environment":"edge","logins":["ops"],"leaseSeconds":60}})");

    auto const held = node.catch_up();

    EXPECT_LE(held.leaseEnd - house.clock.now(), 60s);
    EXPECT_EQ(shown(node).at("/status/leaseEnd"), to_rfc3339(held.leaseEnd));
}

TEST_F(NodesApi, a_poll_that_tells_nothing_new_is_written_down_once_in_four_seconds) {
    auto node = house.a_node(cluster, "n");
    node.catch_up();
    auto const heard = shown(node).at("/status/lastContact");

    house.clock.advance(4s);
    node.poll();
    EXPECT_EQ(shown(node).at("/status/lastContact"), heard);

    house.clock.advance(1ms);
    node.poll();
    EXPECT_EQ(shown(node).at("/status/lastContact"), to_rfc3339(house.clock.now()));
}

TEST_F(NodesApi, while_the_disk_is_full_nodes_go_on_hearing_who_may_enter_and_confirm_it_afterwards) {
    auto node = house.a_node(cluster, "n");
    node.catch_up();
    auto const uid = register_key("laptop");
    house.clock.advance(1h);  // the lease can grow
    {
        FullDisk const full;
        EXPECT_THROW(in_edge.remove(std::string(keys) + "/" + uid), store::DatabaseFault);
        EXPECT_THAT(uids_of(node.hear().value()), ElementsAre(uid));
    }
    EXPECT_EQ(key(uid).at("/status/inForce"), R"({"nodes":0,"of":1})");

    auto const& held = node.catch_up();

    EXPECT_EQ(key(uid).at("/status/inForce"), R"({"nodes":1,"of":1})");
    EXPECT_EQ(shown(node).at("/status/leaseEnd"), to_rfc3339(held.leaseEnd));
}

TEST_F(NodesApi, a_node_s_clock_and_trouble_are_shown) {
    auto const node = house.a_node(cluster, "n");
    node.visitor().post(
        "/v1/nodes/self/poll",
        fmt::format(R"({{"epoch":0,"revision":0,"leaseEnd":"0001-01-01T00:00:00.000Z","nodeTime":"{}",)"
                    R"("problem":"sshd is too\nold"}})",
                    to_rfc3339(house.clock.now() - 90s)));

    EXPECT_EQ(shown(node).at("/status/clockSkewSeconds"), "-90");
    EXPECT_EQ(shown(node).at("/status/problem"), "sshd is tooold");
}

TEST_F(NodesApi, a_long_problem_is_cut_between_characters) {
    auto const node = house.a_node(cluster, "n");
    std::string umlauts;
    for (int i = 0; i < 200; ++i)
        umlauts += "ä";
    node.poll(R"(,"problem":"x)" + umlauts + "\"");

    auto const problem = shown(node).at("/status/problem");  // "(absent)" where the answer is no valid UTF-8

    EXPECT_GT(problem.size(), 250U);
    EXPECT_LE(problem.size(), 300U);
}

TEST_F(NodesApi, a_report_replaces_what_was_known_of_the_node) {
    auto const node = house.a_node(cluster, "n");
    auto const answer =
        node.poll(R"(,"report":{"name":"renamed","hostKeys":[")" + a_key("h") +
                  R"("],"addresses":["2001:db8::7"],"port":22,"logins":["ops","root"],)"
                  R"("missingLogins":[],"sshdVersion":"OpenSSH_10.0","agentVersion":"0.2.0"})");

    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(shown(node).at("/metadata/name"), "renamed");
    EXPECT_EQ(shown(node).at("/spec/addresses"), R"(["2001:db8::7"])");
    EXPECT_EQ(shown(node).at("/spec/sshdVersion"), "OpenSSH_10.0");
}

TEST_F(NodesApi, a_node_of_one_cluster_cannot_be_told_another_s_snapshot) {
    auto node = house.a_node(cluster, "n");
    auto other = house.a_node(house.a_cluster(edge, "other"), "o");

    EXPECT_EQ(node.catch_up().cluster, cluster.str());
    EXPECT_NE(other.catch_up().cluster, cluster.str());
}

}  // namespace
}  // namespace gatehouse::test
