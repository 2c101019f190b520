#include "snapshot/snapshot.h"

#include <functional>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <random>

#include "tests/unit/snapshot/builders.h"

namespace gatehouse::snapshot {
namespace {

using test::a_grant;
using test::a_snapshot_of;
using test::at;
using testing::HasSubstr;

class Snapshot : public testing::Test {
protected:
    Snapshot() {
        content.grants = {a_grant("key-1", {"root"}), a_grant("key-2", {"root", "ops"})};
        content.grants[0].from = {"192.0.2.0/24"};
        content.grants[0].expiry = at("2030-01-02T00:00:00Z");
    }
    Result<Content> open_signed(Content const& wanted) const {
        return open(sign(wanted, key), key.public_key(), "cluster-1");
    }

    crypto::SigningKey key = test::a_signing_key();
    Content content = a_snapshot_of("cluster-1");
};

TEST_F(Snapshot, opens_to_what_was_signed) {
    auto const opened = open_signed(content);

    ASSERT_TRUE(opened) << opened.error().message;
    EXPECT_EQ(*opened, content);
}

TEST_F(Snapshot, without_any_grant_is_a_snapshot_too) {
    content.grants.clear();
    content.logins.clear();

    EXPECT_TRUE(open_signed(content));
}

TEST_F(Snapshot, is_signed_over_domain_zero_byte_and_payload) {
    auto const made = sign(content, key);

    auto const message = std::string("gatehouse-snapshot-v1") + '\0' + made.payload;
    EXPECT_TRUE(crypto::verify_signature(key.public_key(), message, *crypto::from_base64(made.signature)));
}

TEST_F(Snapshot, is_refused_when_somebody_else_signed_it) {
    auto const opened = open(sign(content, test::a_signing_key()), key.public_key(), "cluster-1");

    ASSERT_FALSE(opened);
    EXPECT_THAT(opened.error().message, HasSubstr("not signed by the console's key"));
}

TEST_F(Snapshot, is_refused_when_it_is_another_clusters) {
    auto const opened = open(sign(content, key), key.public_key(), "cluster-2");

    ASSERT_FALSE(opened);
    EXPECT_THAT(opened.error().message, HasSubstr("cluster-1"));
}

TEST_F(Snapshot, never_opens_after_any_flip_or_cut) {
    auto const good = sign(content, key);
    std::minstd_rand random(1);
    auto const below = [&](std::size_t most) {
        return std::uniform_int_distribution<std::size_t>(0, most - 1)(random);
    };
    auto const flip = [&](std::string& text) { text[below(text.size())] ^= char(1U << below(8)); };
    auto const cut = [&](std::string& text) { text.resize(below(text.size())); };

    for (int round = 0; round < 500; ++round) {
        auto flipped_payload = good, flipped_signature = good, cut_payload = good, cut_signature = good;
        flip(flipped_payload.payload);
        flip(flipped_signature.signature);
        cut(cut_payload.payload);
        cut(cut_signature.signature);
        for (auto const& bad : {flipped_payload, flipped_signature, cut_payload, cut_signature})
            ASSERT_FALSE(open(bad, key.public_key(), "cluster-1")) << bad.payload << "\n" << bad.signature;
    }
}

TEST_F(Snapshot, over_16_mib_is_not_signed_and_not_opened) {
    content.grants[0].blob.assign(largest_payload, 'A');
    EXPECT_THROW(sign(content, key), std::length_error);

    Signed huge{.payload = std::string(largest_payload + 1, ' '), .signature = ""};
    auto const opened = open(huge, key.public_key(), "cluster-1");
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, Code::too_large);
}

struct Unusable {
    char const* name;
    std::function<void(Content&)> spoil;
};

class UnusableSnapshot : public Snapshot, public testing::WithParamInterface<Unusable> {};

TEST_P(UnusableSnapshot, is_refused_although_it_is_signed) {
    GetParam().spoil(content);

    EXPECT_FALSE(open_signed(content));
}

INSTANTIATE_TEST_SUITE_P(
    , UnusableSnapshot,
    testing::Values(Unusable{"blob_is_not_base64", [](Content& c) { c.grants[0].blob = "?"; }},
                    Unusable{"blob_is_not_a_key",
                             [](Content& c) { c.grants[0].blob = crypto::to_base64("ssh-ed25519"); }},
                    Unusable{"key_uid_has_a_newline",
                             [](Content& c) { c.grants[0].keyUid = "a\nssh-ed25519"; }},
                    Unusable{"key_uid_is_empty", [](Content& c) { c.grants[0].keyUid = ""; }},
                    Unusable{"grants_login_is_a_path", [](Content& c) { c.grants[0].logins = {"../root"}; }},
                    Unusable{"clusters_login_is_a_path", [](Content& c) { c.logins = {"a/b"}; }},
                    Unusable{"from_has_a_quote", [](Content& c) { c.grants[0].from = {"192.0.2.1\" "}; }},
                    Unusable{"from_is_only_negated", [](Content& c) { c.grants[0].from = {"!192.0.2.1"}; }},
                    Unusable{"one_key_stands_twice", [](Content& c) { c.grants[1].blob = c.grants[0].blob; }},
                    Unusable{"revision_is_zero", [](Content& c) { c.revision = 0; }},
                    Unusable{"epoch_is_negative", [](Content& c) { c.epoch = -1; }}),
    [](auto const& tested) { return tested.param.name; });

TEST_F(Snapshot, opens_with_a_key_that_has_ended_long_ago) {
    content.grants[0].expiry = at("1960-01-01T00:00:00Z");

    EXPECT_TRUE(open_signed(content));
}

TEST_F(Snapshot, gives_a_line_that_ends_with_the_key_or_the_lease_whichever_is_first) {
    EXPECT_EQ(line_input(content, content.grants[0])->expiry, at("2030-01-02T00:00:00Z"));
    EXPECT_EQ(line_input(content, content.grants[1])->expiry, content.leaseEnd);

    content.grants[0].expiry = at("2031-01-01T00:00:00Z");
    EXPECT_EQ(line_input(content, content.grants[0])->expiry, content.leaseEnd);
}

TEST(Proof, stands_for_one_cluster_and_position_and_for_nothing_else) {
    auto const console = test::a_signing_key();
    auto const made = sign(test::a_snapshot_of("cluster-1"), console);
    auto const& proof = made.proof.value();
    auto const key = console.public_key();

    EXPECT_TRUE(proves(proof, key, "cluster-1", {1, 41}));
    EXPECT_FALSE(proves(proof, key, "cluster-1", {1, 42}));
    EXPECT_FALSE(proves(proof, key, "cluster-1", {2, 41}));
    EXPECT_FALSE(proves(proof, key, "cluster-2", {1, 41}));
    EXPECT_FALSE(proves(proof, test::a_signing_key().public_key(), "cluster-1", {1, 41}));
    EXPECT_FALSE(proves(made.signature, key, "cluster-1", {1, 41}))
        << "one signature never passes for another";
    EXPECT_FALSE(proves("", key, "cluster-1", {1, 41}));
}

}  // namespace
}  // namespace gatehouse::snapshot
