#include "service/key_audit.h"

#include <gmock/gmock.h>

#include "sshkey/public_key.h"
#include "tests/support/keys.h"
#include "tests/support/test_house.h"
#include "tests/unit/sshkey/test_keys.h"

namespace gatehouse::test {
namespace {

using sshkey::Integer;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr char keys[] = "/v1/users/assets/sshkeys";

class KeyAuditOfTheHouse : public testing::Test {
protected:
    void audit() {
        while (house.key_audit().step()) {
        }
    }
    static std::string register_key(Visitor const& visitor, std::string const& name,
                                    std::string const& text) {
        auto const answer = visitor.post(keys, key_body(name, text));
        EXPECT_EQ(answer.status, 201) << answer.body;
        return answer.uid();
    }
    static Answer key(Visitor const& visitor, std::string const& uid) {
        return visitor.get(std::string(keys) + "/" + uid);
    }
    static std::string state(Visitor const& visitor, std::string const& uid) {
        return key(visitor, uid).at("/status/state");
    }
    static std::string an_rsa_key(Integer const& prime, Integer const& other = Integer::prime(1024)) {
        return sshkey::rsa_text(prime * other);
    }
    static std::string fingerprint(std::string const& text) {
        return sshkey::PublicKey::parse(text).value().fingerprint();
    }

    TestHouse house;
    ProjectUid const edge = house.a_project("Edge");
    ProjectUid const core = house.a_project("Core");
    Visitor const in_edge = house.ada().in(edge);
    Visitor const in_core = house.ada().in(core);
};

TEST_F(KeyAuditOfTheHouse, flags_both_keys_that_have_a_prime_in_common_and_says_which) {
    auto const shared = Integer::prime(1024);
    auto const first_text = an_rsa_key(shared);
    auto const first = register_key(in_edge, "printer", first_text);
    auto const sound = register_key(in_edge, "sound", an_rsa_key(Integer::prime(1024)));
    audit();
    EXPECT_EQ(state(in_edge, first), "active");

    auto const second = register_key(in_edge, "camera", an_rsa_key(shared));
    audit();
    for (auto const& uid : {first, second}) {
        auto const flagged = key(in_edge, uid);
        EXPECT_EQ(flagged.at("/status/state"), "compromised");
        EXPECT_EQ(flagged.count("/status/findings"), 1);
        EXPECT_EQ(flagged.at("/status/findings/0/rule"), "RSA_SHARED_PRIME");
        EXPECT_EQ(flagged.at("/status/findings/0/foundAt"), to_rfc3339(house.clock.now()));
    }
    EXPECT_THAT(key(in_edge, second).at("/status/findings/0/message"),
                AllOf(HasSubstr("\"printer\" (" + fingerprint(first_text) + ")"),
                      HasSubstr("ssh-keygen -t ed25519")));
    EXPECT_THAT(key(in_edge, first).at("/status/findings/0/message"), HasSubstr("\"camera\""));
    EXPECT_EQ(state(in_edge, sound), "active");
    EXPECT_EQ(key(in_edge, sound).count("/status/findings"), 0);
}

TEST_F(KeyAuditOfTheHouse, does_not_name_a_key_of_another_project) {
    auto const shared = Integer::prime(1024);
    auto const text = an_rsa_key(shared);
    register_key(in_edge, "printer", text);
    auto const second = register_key(in_core, "camera", an_rsa_key(shared));
    audit();
    EXPECT_EQ(state(in_core, second), "compromised");
    EXPECT_THAT(key(in_core, second).at("/status/findings/0/message"),
                AllOf(HasSubstr("a key of another project"), Not(HasSubstr("printer")),
                      Not(HasSubstr(fingerprint(text)))));
}

TEST_F(KeyAuditOfTheHouse, leaves_one_key_alone_that_two_projects_have) {
    auto const text = an_rsa_key(Integer::prime(1024));
    auto const here = register_key(in_edge, "mine", text);
    auto const there = register_key(in_core, "mine", text);
    audit();
    EXPECT_EQ(state(in_edge, here), "active");
    EXPECT_EQ(state(in_core, there), "active");
}

TEST_F(KeyAuditOfTheHouse, flags_a_key_that_another_one_was_edited_into) {
    auto const shared = Integer::prime(1024);
    auto const first = register_key(in_edge, "printer", an_rsa_key(shared));
    auto const second = register_key(in_edge, "camera", an_rsa_key(Integer::prime(1024)));
    audit();
    house.clock.advance(std::chrono::hours(1));
    auto const edit = [&](std::string const& text) {
        EXPECT_EQ(in_edge.put(std::string(keys) + "/" + second, key_body("camera", text)).status, 204);
        audit();
    };
    edit(an_rsa_key(shared));
    EXPECT_EQ(state(in_edge, first), "compromised");
    EXPECT_EQ(state(in_edge, second), "compromised");

    edit(a_key("vera@laptop"));  // the remedy
    EXPECT_EQ(state(in_edge, second), "active");
    EXPECT_EQ(state(in_edge, first), "compromised");
}

TEST_F(KeyAuditOfTheHouse, takes_nobodys_access_and_is_in_the_audit_trail) {
    auto const cluster = house.a_cluster(edge, "plant");
    auto node = house.a_node(cluster, "press");
    auto const text = a_key("vera@laptop");
    auto const uid = register_key(in_edge, "laptop", text);
    EXPECT_EQ(node.catch_up().grants.size(), 1U);
    auto const revision = node.catch_up().revision;

    house.clock.advance(std::chrono::seconds(1));
    house.write_blocklist(fingerprint(text) + "\n");
    audit();
    EXPECT_EQ(state(in_edge, uid), "compromised");
    EXPECT_EQ(node.catch_up().revision, revision);
    EXPECT_EQ(node.catch_up().grants.size(), 1U);

    auto const event = house.audit_trail().front();
    EXPECT_EQ(event.action, "sshKey.flag");
    EXPECT_EQ(event.actor, "gatehouse");
    EXPECT_EQ(event.object.uid, uid);
    EXPECT_EQ(event.scope, in(edge));
    EXPECT_THAT(event.detail, AllOf(HasSubstr(fingerprint(text)), HasSubstr("KEY_COMPROMISED")));
}

TEST_F(KeyAuditOfTheHouse, reads_the_blocklist_again_for_registered_and_for_new_keys) {
    auto const text = a_key("vera@laptop");
    auto const uid = register_key(in_edge, "laptop", text);
    audit();
    EXPECT_EQ(state(in_edge, uid), "active");

    house.write_blocklist("# leaked\n" + fingerprint(text) + "\n");
    audit();
    EXPECT_EQ(state(in_edge, uid), "compromised");
    EXPECT_EQ(key(in_edge, uid).at("/status/findings/0/rule"), "KEY_COMPROMISED");
    EXPECT_EQ(in_core.post(keys, key_body("laptop", text)).rule(), "KEY_COMPROMISED");

    house.write_blocklist("# a mistake\n");
    audit();
    EXPECT_EQ(state(in_edge, uid), "active");
    EXPECT_EQ(in_core.post(keys, key_body("laptop", text)).status, 201);
}

TEST_F(KeyAuditOfTheHouse, goes_on_with_the_last_blocklist_where_the_new_one_cannot_be_read) {
    auto const text = a_key("vera@laptop");
    house.write_blocklist(fingerprint(text) + "\n");
    audit();
    house.write_blocklist("SHA256:half-a-li");
    audit();
    EXPECT_EQ(in_edge.post(keys, key_body("laptop", text)).rule(), "KEY_COMPROMISED");
}

TEST_F(KeyAuditOfTheHouse, knows_a_key_by_its_expiry_first_and_by_its_finding_still) {
    auto const text = a_key("vera@laptop");
    auto const expiry = R"(,"expiry":")" + to_rfc3339(house.clock.now() + std::chrono::hours(1)) + "\"";
    auto const answer = in_edge.post(keys, key_body("laptop", text, expiry));
    ASSERT_EQ(answer.status, 201) << answer.body;
    house.write_blocklist(fingerprint(text) + "\n");
    audit();
    house.clock.advance(std::chrono::hours(2));
    EXPECT_EQ(state(in_edge, answer.uid()), "expired");
    EXPECT_EQ(key(in_edge, answer.uid()).count("/status/findings"), 1);
}

}  // namespace
}  // namespace gatehouse::test
