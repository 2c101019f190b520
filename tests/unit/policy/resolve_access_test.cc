#include <gmock/gmock.h>

#include "policy/resolve_access.h"

namespace gatehouse::policy {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

Time const now = from_micros(1'900'000'000'000'000);

model::Cluster a_cluster(std::vector<std::string> logins = {"ops", "root"}) {
    model::Cluster cluster;
    cluster.uid = ClusterUid("cluster");
    cluster.logins = std::move(logins);
    return cluster;
}

struct AKey {
    model::SshKey key;

    explicit AKey(std::string uid, std::string blob = "") {
        key.uid = SshKeyUid(uid);
        key.blob = blob.empty() ? "blob of " + uid : blob;
    }
    AKey& for_logins(std::vector<std::string> logins) {
        key.logins = std::move(logins);
        return *this;
    }
    AKey& from(std::vector<std::string> sources) {
        key.from = std::move(sources);
        return *this;
    }
    AKey& until(Time expiry) {
        key.expiry = expiry;
        return *this;
    }
    AKey& disabled() {
        key.disabled = true;
        return *this;
    }
    AKey& held() {
        key.held = now;
        return *this;
    }
    operator model::SshKey() const { return key; }  // NOLINT: a builder is its product
};

std::vector<std::string> keys_of(std::vector<model::Grant> const& grants) {
    std::vector<std::string> keys;
    for (auto const& grant : grants)
        keys.push_back(grant.key.str());
    return keys;
}

TEST(ResolveAccess, without_keys_nobody_enters) {
    EXPECT_THAT(resolve_access(a_cluster(), {}, {}, now), IsEmpty());
}

TEST(ResolveAccess, keys_of_the_project_and_of_the_tenant_enter_and_stand_sorted_by_uid) {
    auto const grants = resolve_access(a_cluster(), {AKey("c"), AKey("a")}, {AKey("b")}, now);

    EXPECT_THAT(keys_of(grants), ElementsAre("a", "b", "c"));
}

TEST(ResolveAccess, a_grant_carries_the_key_s_own_limits) {
    auto const grants =
        resolve_access(a_cluster(), {AKey("a", "AAAA").from({"192.0.2.0/24"}).until(now + 1h)}, {}, now);

    ASSERT_EQ(grants.size(), 1U);
    EXPECT_EQ(grants[0].blob, "AAAA");
    EXPECT_THAT(grants[0].from, ElementsAre("192.0.2.0/24"));
    EXPECT_EQ(grants[0].expiry, now + 1h);
}

TEST(ResolveAccess, a_key_without_logins_opens_all_of_the_cluster_s) {
    EXPECT_THAT(resolve_access(a_cluster({"ops", "root"}), {AKey("a")}, {}, now)[0].logins,
                ElementsAre("ops", "root"));
}

TEST(ResolveAccess, a_key_with_logins_opens_those_that_the_cluster_has_too) {
    auto const grants =
        resolve_access(a_cluster({"ops", "root"}), {AKey("a").for_logins({"root", "admin"})}, {}, now);

    EXPECT_THAT(grants[0].logins, ElementsAre("root"));
}

TEST(ResolveAccess, a_key_none_of_whose_logins_the_cluster_has_opens_nothing) {
    // An empty list in a grant must never come to mean "all".
    EXPECT_THAT(resolve_access(a_cluster({"ops"}), {AKey("a").for_logins({"admin"})}, {}, now), IsEmpty());
}

TEST(ResolveAccess, a_cluster_without_logins_opens_nothing) {
    EXPECT_THAT(resolve_access(a_cluster({}), {AKey("a")}, {AKey("b")}, now), IsEmpty());
}

TEST(ResolveAccess, an_expired_key_opens_nothing_from_its_very_moment_on) {
    EXPECT_THAT(resolve_access(a_cluster(), {AKey("a").until(now)}, {}, now), IsEmpty());
    EXPECT_THAT(keys_of(resolve_access(a_cluster(), {AKey("a").until(now + 1us)}, {}, now)),
                ElementsAre("a"));
}

TEST(ResolveAccess, a_disabled_key_opens_nothing) {
    EXPECT_THAT(resolve_access(a_cluster(), {AKey("a").disabled()}, {AKey("b").disabled()}, now), IsEmpty());
}

TEST(ResolveAccess, where_the_tenant_has_the_same_key_the_tenant_s_entry_alone_decides) {
    auto const grants =
        resolve_access(a_cluster(), {AKey("project's", "same").for_logins({"ops", "root"})},
                       {AKey("tenant's", "same").for_logins({"ops"}).from({"192.0.2.7"})}, now);

    ASSERT_THAT(keys_of(grants), ElementsAre("tenant's"));
    EXPECT_THAT(grants[0].logins, ElementsAre("ops"));
    EXPECT_THAT(grants[0].from, ElementsAre("192.0.2.7"));
}

TEST(ResolveAccess, it_decides_even_where_it_is_disabled_expired_or_for_other_logins) {
    auto const project = AKey("project's", "same");

    for (auto const& tenant : {AKey("tenant's", "same").disabled(), AKey("tenant's", "same").until(now - 1us),
                               AKey("tenant's", "same").for_logins({"admin"})})
        EXPECT_THAT(resolve_access(a_cluster(), {project}, {tenant}, now), IsEmpty());
}

TEST(ResolveAccess, one_key_is_granted_once) {
    auto const grants =
        resolve_access(a_cluster(), {AKey("p1", "same"), AKey("p2", "other")}, {AKey("t", "same")}, now);

    std::vector<std::string> blobs;
    for (auto const& grant : grants)
        blobs.push_back(grant.blob);
    EXPECT_THAT(blobs, testing::UnorderedElementsAre("same", "other"));
}

TEST(ResolveAccess, a_held_key_gives_nothing_and_one_of_the_tenant_decides_all_the_same) {
    EXPECT_THAT(resolve_access(a_cluster(), {AKey("a").held()}, {}, now), IsEmpty());
    EXPECT_THAT(resolve_access(a_cluster(), {AKey("b", "same")}, {AKey("a", "same").held()}, now), IsEmpty());
}

TEST(ResolveAccess, a_grant_has_the_revision_of_its_key) {
    model::SshKey key = AKey("a");
    key.revision = 17;

    EXPECT_EQ(resolve_access(a_cluster(), {key}, {}, now).at(0).revision, 17);
}

}  // namespace
}  // namespace gatehouse::policy
