#include <gmock/gmock.h>

#include "tests/support/keys.h"
#include "tests/support/test_house.h"

// The database is older than what was in force: a restored backup, a copied file. What was revoked since must
// not come back, and what somebody decides now must work.
namespace gatehouse::test {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

constexpr char keys[] = "/v1/users/assets/sshkeys";
constexpr std::int64_t jump = std::int64_t(1) << 32;

std::vector<std::string> uids_of(snapshot::Content const& content) {
    std::vector<std::string> uids;
    for (auto const& grant : content.grants)
        uids.push_back(grant.keyUid);
    return uids;
}

/// A node that has two keys, of which one is revoked after a copy of the database was made.
class FallenBack : public testing::Test {
protected:
    FallenBack() {
        node.catch_up();
        copy = house.copy();
        revoke();
    }
    std::string register_key(std::string const& name) {
        auto const answer = in_edge.post(keys, key_body(name, a_key(name)));
        EXPECT_EQ(answer.status, 201) << answer.body;
        return answer.uid();
    }
    void revoke() {
        in_edge.remove(std::string(keys) + "/" + revoked);
        before = node.catch_up();
        EXPECT_THAT(uids_of(before), ElementsAre(kept));
    }
    Answer key(std::string const& uid) { return in_edge.get(std::string(keys) + "/" + uid); }
    Answer approve(std::string const& uid) {
        return in_edge.post(std::string(keys) + "/" + uid + "/approve");
    }
    /// The node tells that it keeps this key out, as its agent does.
    Answer report_held(TestNode const& by, std::string const& uid) {
        return by.poll(R"(,"held":[")" + uid + R"("])");
    }
    std::vector<model::AuditEvent> events(std::string const& action) {
        auto all = house.audit_trail();
        std::erase_if(all, [&](model::AuditEvent const& event) { return event.action != action; });
        return all;
    }

    TestHouse house;
    ProjectUid const edge = house.a_project("Edge");
    ClusterUid const cluster = house.a_cluster(edge, "edge-eu");
    Visitor const in_edge = house.ada().in(edge);
    TestNode node = house.a_node(cluster, "n");
    std::string const kept = register_key("kept");
    std::string const revoked = register_key("revoked");
    Copy copy;
    snapshot::Content before;
};

// --- When an epoch begins

TEST_F(FallenBack, a_restart_begins_no_epoch) {
    house.copy();

    EXPECT_FALSE(node.hear());
    EXPECT_THAT(events("epoch.begin"), IsEmpty());
}

TEST_F(FallenBack, a_database_that_is_older_than_the_note_begins_one_far_above_what_was_lost) {
    house.go_back(copy, Note::stayed);

    auto const now = node.hear().value();

    EXPECT_EQ(now.epoch, before.epoch + 1);
    EXPECT_GT(now.revision, before.revision + jump);
    EXPECT_THAT(events("epoch.begin"),
                ElementsAre(AllOf(
                    Field(&model::AuditEvent::actor, "gatehouse"),
                    Field(&model::AuditEvent::detail, AllOf(HasSubstr("note"), HasSubstr("\"epoch\":2"))))));
}

TEST_F(FallenBack, a_database_with_a_history_and_without_a_note_begins_one) {
    house.go_back(copy, Note::lost);

    EXPECT_EQ(node.hear().value().epoch, before.epoch + 1);
}

TEST_F(FallenBack, a_note_that_cannot_be_read_counts_as_lost) {
    copy.note = "{\"epoch\":1,";

    house.go_back(copy, Note::went_back_too);

    EXPECT_EQ(node.hear().value().epoch, before.epoch + 1);
}

TEST_F(FallenBack, where_the_note_went_back_too_a_node_s_signed_proof_begins_one) {
    house.go_back(copy, Note::went_back_too);
    EXPECT_THAT(events("epoch.begin"), IsEmpty());

    auto const now = node.hear().value();

    EXPECT_EQ(now.epoch, before.epoch + 1);
    EXPECT_GT(now.revision, before.revision + jump);
    EXPECT_THAT(events("epoch.begin"),
                ElementsAre(Field(&model::AuditEvent::actor, "node:" + node.uid().str())));
    node.catch_up();
    EXPECT_EQ(events("epoch.begin").size(), 1U);
}

TEST_F(FallenBack, a_claim_without_a_proof_or_with_another_cluster_s_begins_none) {
    auto const other = house.a_cluster(edge, "other");
    auto const stranger = house.a_node(other, "o");
    house.go_back(copy, Note::went_back_too);
    auto const claim = [&](std::string const& proof) {
        node.visitor().post("/v1/nodes/self/poll",
                            fmt::format(R"({{"epoch":{},"revision":{},"leaseEnd":"2040-01-01T00:00:00Z",)"
                                        R"("nodeTime":"2030-01-01T00:00:00Z"{}}})",
                                        before.epoch, before.revision, proof));
    };

    claim("");
    claim(R"(,"proof":"")");
    claim(R"(,"proof":")" + stranger.poll().at("/snapshot/proof") + "\"");

    EXPECT_THAT(events("epoch.begin"), IsEmpty());
}

TEST_F(FallenBack, an_old_snapshot_shown_again_begins_none) {
    auto const old = node;
    register_key("later");
    node.catch_up();

    old.poll();

    EXPECT_THAT(events("epoch.begin"), IsEmpty());
}

TEST_F(FallenBack, a_second_fall_begins_another_epoch_and_an_earlier_epoch_proves_nothing) {
    auto const of_the_first = node;
    house.go_back(copy, Note::stayed);
    auto const second = node.catch_up();
    of_the_first.poll();
    EXPECT_EQ(events("epoch.begin").size(), 1U);

    house.go_back(copy, Note::stayed);

    auto const third = node.hear().value();
    EXPECT_EQ(third.epoch, second.epoch + 1);
    EXPECT_GT(third.revision, second.revision + jump);
}

// --- What nodes need for their guard

TEST_F(FallenBack, a_grant_tells_the_revision_of_the_key_s_last_change) {
    auto const old = before.grants.at(0).revision;
    in_edge.put(std::string(keys) + "/" + kept, key_body("kept", a_key("another")));

    auto const now = node.catch_up();

    EXPECT_GT(now.grants.at(0).revision, old);
    EXPECT_EQ(now.grants.at(0).revision, now.revision);
}

TEST_F(FallenBack, a_snapshot_tells_when_the_cluster_s_settings_were_saved) {
    auto const old = before.settingsRevision;
    in_edge.put("/v1/clusters/" + cluster.str(),
                R"({"metadata":{"name":"edge-eu"},"spec":{"environment":"edge","logins":["ops"]}})");

    auto const saved = node.catch_up();
    EXPECT_GT(saved.settingsRevision, old);

    register_key("later");
    EXPECT_EQ(node.catch_up().settingsRevision, saved.settingsRevision);
}

// --- What nodes report

class Reported : public FallenBack {
protected:
    Reported() {
        house.go_back(copy, Note::stayed);
        EXPECT_THAT(uids_of(node.catch_up()), UnorderedElementsAre(kept, revoked))
            << "the node's guard is not here";
    }
};

TEST_F(Reported, a_key_that_a_node_keeps_out_leaves_every_snapshot_at_once) {
    auto other = house.a_node(cluster, "n2");
    other.catch_up();

    auto const answer = report_held(node, revoked);

    EXPECT_THAT(answer.at("/snapshot/payload"), Not(HasSubstr(revoked)));
    EXPECT_THAT(uids_of(other.hear().value()), ElementsAre(kept));
    EXPECT_EQ(key(revoked).at("/status/state"), "held");
    EXPECT_THAT(key(revoked).at("/status/held"),
                AllOf(HasSubstr("older state"), HasSubstr("approve or delete")));
    EXPECT_EQ(key(revoked).at("/status/inForce"), R"({"nodes":0,"of":0})");
    EXPECT_EQ(key(kept).at("/status/held"), "null");
    EXPECT_THAT(events("sshKey.hold"),
                ElementsAre(AllOf(Field(&model::AuditEvent::object, Field(&model::AuditObject::uid, revoked)),
                                  Field(&model::AuditEvent::actor, "node:" + node.uid().str()))));
}

TEST_F(Reported, reporting_again_changes_nothing) {
    report_held(node, revoked);
    node.catch_up();

    report_held(node, revoked);

    EXPECT_FALSE(node.hear());
    EXPECT_EQ(events("sshKey.hold").size(), 1U);
}

TEST_F(Reported, a_node_has_no_say_about_keys_of_other_clusters_and_about_what_was_decided_since) {
    auto const elsewhere =
        house.ada().in(house.a_project("Other")).post(keys, key_body("e", a_key("e"))).uid();
    auto const since = register_key("since");

    node.poll(R"(,"held":[")" + elsewhere + R"(",")" + since +
              R"(","01920000-0000-7000-8000-000000000000"])");

    EXPECT_THAT(events("sshKey.hold"), IsEmpty());
    EXPECT_EQ(key(since).at("/status/state"), "active");
}

TEST_F(FallenBack, in_the_first_epoch_a_node_holds_nothing) {
    report_held(node, kept);

    EXPECT_THAT(events("sshKey.hold"), IsEmpty());
}

TEST_F(Reported, a_key_of_the_tenant_is_held_everywhere) {
    auto const of_tenant = house.ada().post(keys, key_body("tenant's", a_key("t"))).uid();
    auto elsewhere = house.a_node(house.a_cluster(house.a_project("Other"), "other"), "o");
    auto const later = house.copy();
    house.ada().remove(std::string(keys) + "/" + of_tenant);
    house.go_back(later, Note::stayed);
    EXPECT_THAT(uids_of(elsewhere.catch_up()), ElementsAre(of_tenant));

    report_held(node, of_tenant);

    EXPECT_THAT(elsewhere.hear().value().grants, IsEmpty());
    EXPECT_EQ(house.ada().get(std::string(keys) + "/" + of_tenant).at("/status/state"), "held");
}

// --- Approval

TEST_F(Reported, an_approved_key_opens_again_and_counts_as_decided_now) {
    report_held(node, revoked);
    auto const without = node.catch_up();

    EXPECT_EQ(approve(revoked).status, 204);

    auto const now = node.hear().value();
    EXPECT_THAT(uids_of(now), UnorderedElementsAre(kept, revoked));
    auto const grant = std::ranges::find(now.grants, revoked, &snapshot::Grant::keyUid);
    EXPECT_GT(grant->revision, without.revision);
    EXPECT_EQ(key(revoked).at("/status/state"), "active");
    EXPECT_THAT(events("sshKey.approve"), ElementsAre(Field(&model::AuditEvent::actor, "ada@example.com")));
}

TEST_F(Reported, an_edit_approves_nothing) {
    report_held(node, revoked);
    node.catch_up();

    EXPECT_EQ(in_edge.put(std::string(keys) + "/" + revoked, key_body("renamed", a_key("another"))).status,
              204);

    EXPECT_EQ(key(revoked).at("/status/state"), "held");
    EXPECT_THAT(uids_of(node.catch_up()), ElementsAre(kept));
}

TEST_F(Reported, a_key_that_is_not_held_cannot_be_approved) { EXPECT_EQ(approve(kept).status, 409); }

TEST_F(Reported, the_tenant_s_key_is_approved_in_the_tenant_only) {
    auto const of_tenant = house.ada().post(keys, key_body("tenant's", a_key("t"))).uid();

    EXPECT_EQ(approve(of_tenant).status, 404);
}

TEST_F(Reported, a_held_key_that_is_deleted_can_be_registered_again) {
    auto const text = key(revoked).at("/spec/publicKey");
    report_held(node, revoked);
    EXPECT_THAT(in_edge.post(keys, key_body("again", text)).at("/message"), HasSubstr("approve or delete"));
    in_edge.remove(std::string(keys) + "/" + revoked);

    auto const again = in_edge.post(keys, key_body("again", text)).uid();

    EXPECT_THAT(uids_of(node.catch_up()), UnorderedElementsAre(kept, again));
}

}  // namespace
}  // namespace gatehouse::test
