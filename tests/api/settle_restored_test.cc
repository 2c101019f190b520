#include <gmock/gmock.h>

#include "base/files.h"
#include "crypto/random.h"
#include "service/passwords.h"
#include "service/restore.h"
#include "store/api_key_store.h"
#include "store/node_store.h"
#include "store/project_store.h"
#include "store/registration_token_store.h"
#include "store/rights_store.h"
#include "store/role_store.h"
#include "store/session_store.h"
#include "store/ssh_key_store.h"
#include "store/user_store.h"
#include "tests/support/keys.h"
#include "tests/support/test_house.h"

namespace gatehouse::test {
namespace {

using service::BroughtBack;
using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr char keys[] = "/v1/users/assets/sshkeys";

/// A backup, and what happened after it.
class SettleRestored : public testing::Test {
protected:
    void back_up() {
        write_file_atomically(directory / "restored.db", house.copy().database, 0600);
        restored = std::make_unique<store::Database>((directory / "restored.db").string(), house.clock, 1);
    }
    std::vector<BroughtBack> settle() { return service::settle_restored(*restored, &house.db(), {}); }
    std::string register_key(std::string const& name, std::string const& more = "") {
        return in_edge.post(keys, key_body(name, texts.emplace(name, a_key(name)).first->second, more)).uid();
    }
    void edit(std::string const& uid, std::string const& name, std::string const& more) {
        EXPECT_EQ(in_edge.put(std::string(keys) + "/" + uid, key_body(name, texts.at(name), more)).status,
                  204);
    }
    template <class F>
    auto in_restored(model::Scope const& scope, F use) {
        return restored->look([&](store::SystemTx& tx) { return use(tx, tx.any(scope)); });
    }
    std::vector<model::RoleBinding> bindings_in_restored(UserUid const& user) {
        return in_restored(
            in_tenant(), [&](auto& tx, auto const&) { return store::RightsStore(tx).bindings(user.str()); });
    }

    TestHouse house;
    TemporaryDirectory directory;
    std::unique_ptr<store::Database> restored;
    ProjectUid const edge = house.a_project("Edge");
    ClusterUid const cluster = house.a_cluster(edge, "edge-eu");
    Visitor const in_edge = house.ada().in(edge);
    std::map<std::string, std::string> texts;
};

auto is(std::string kind, std::string name, std::string why) {
    return AllOf(Field(&BroughtBack::kind, kind), Field(&BroughtBack::name, name),
                 Field(&BroughtBack::why, why));
}

TEST_F(SettleRestored, where_nothing_was_taken_since_nothing_is_taken_back) {
    register_key("laptop");
    house.ada().post("/v1/edgehosts/tokens", R"({"metadata":{"name":"rack"}})");
    house.a_node(cluster, "n");
    back_up();
    register_key("later");

    EXPECT_THAT(settle(), IsEmpty());
}

TEST_F(SettleRestored, keys_that_were_deleted_or_changed_since_are_held) {
    register_key("same");
    auto const deleted = register_key("deleted");
    auto const narrowed = register_key("narrowed");
    auto const ended = register_key("ended");
    auto const renamed = register_key("renamed");
    back_up();
    in_edge.remove(std::string(keys) + "/" + deleted);
    edit(narrowed, "narrowed", R"(,"logins":["ops"])");
    edit(ended, "ended", R"(,"expiry":"2040-01-01T00:00:00Z")");
    in_edge.put(std::string(keys) + "/" + renamed, key_body("other name", texts.at("renamed")));

    auto const items = settle();

    EXPECT_THAT(items, UnorderedElementsAre(is("SSH key", "deleted", "deleted since"),
                                            is("SSH key", "narrowed", "changed since"),
                                            is("SSH key", "ended", "changed since")));
    EXPECT_EQ(items.at(0).project, "Edge");
    auto const held = in_restored(in(edge), [](auto& tx, auto const& visible) {
        std::vector<std::string> uids;
        for (auto const& key : store::SshKeyStore(tx).list(visible))
            if (key.held)
                uids.push_back(key.uid.str());
        return uids;
    });
    EXPECT_THAT(held, UnorderedElementsAre(deleted, narrowed, ended));
}

TEST_F(SettleRestored, a_key_for_which_the_tenant_decides_since_is_held) {
    register_key("covered");
    back_up();
    house.ada().post(keys, key_body("tenant's", texts.at("covered"), R"(,"logins":["nobody"])"));

    EXPECT_THAT(settle(), ElementsAre(is("SSH key", "covered", "decided by a key of the tenant since")));
}

TEST_F(SettleRestored, a_key_that_was_held_then_stays_held) {
    auto const uid = register_key("old");
    back_up();
    house.hold(SshKeyUid(uid), edge);

    EXPECT_THAT(settle(), ElementsAre(is("SSH key", "old", "held before")));
}

TEST_F(SettleRestored, a_role_that_was_taken_since_is_taken_again_and_one_that_was_given_since_is_lost) {
    auto const vera =
        a_user("vera").with("project-admin", in(edge)).with("tenant-admin", in_tenant()).join(house);
    back_up();
    house.ada().put("/v1/users/" + vera.uid.str() + "/roles", R"({"roles":[]})");

    EXPECT_THAT(settle(), ElementsAre(is("role", "tenant-admin of vera@example.com", "taken away since")));
    EXPECT_THAT(bindings_in_restored(vera.uid),
                ElementsAre(model::RoleBinding{RoleUid("project-admin"), in(edge)}));
}

TEST_F(SettleRestored, who_was_deactivated_or_deleted_since_cannot_sign_in) {
    auto const vera = a_user("vera").with_password("a password of hers").join(house);
    auto const bob = a_user("bob").with_password("a password of his").join(house);
    back_up();
    house.ada().put("/v1/users/" + vera.uid.str() + "/state", R"({"isActive":false})");
    house.ada().remove("/v1/users/" + bob.uid.str());

    EXPECT_THAT(settle(), UnorderedElementsAre(is("user", "vera@example.com", "deactivated since"),
                                               is("user", "bob@example.com", "deleted since")));
    in_restored(in_tenant(), [&](auto& tx, auto const&) {
        for (auto const& email : {vera.email, bob.email})
            EXPECT_FALSE(store::UserStore(tx).by_email(email)->user.active) << email;
        return true;
    });
}

TEST_F(SettleRestored, a_team_s_roles_and_members_and_a_role_s_permissions_that_were_taken_since_stay_taken) {
    auto const vera = a_user("vera").join(house);
    auto const team = house.ada()
                          .post("/v1/teams", R"({"metadata":{"name":"Ops"},"spec":{"users":[")" +
                                                 vera.uid.str() + R"("],"roles":["tenant-viewer"]}})")
                          .uid();
    auto const role = house.ada()
                          .post("/v1/roles", R"({"metadata":{"name":"Wide"},"spec":{"scope":"project",)"
                                             R"("permissions":["sshKey.get","sshKey.create"]}})")
                          .uid();
    back_up();
    house.ada().put("/v1/teams/" + team, R"({"metadata":{"name":"Ops"},"spec":{"users":[]}})");
    house.ada().put("/v1/teams/" + team + "/roles", R"({"roles":[]})");
    house.ada().put("/v1/roles/" + role, R"({"metadata":{"name":"Wide"},"spec":{"scope":"project",)"
                                         R"("permissions":["sshKey.get"]}})");

    EXPECT_THAT(settle(), UnorderedElementsAre(is("team", "Ops", "members who left since"),
                                               is("role", "tenant-viewer of team Ops", "taken away since"),
                                               is("role", "Wide", "permissions taken away since")));
    in_restored(in_tenant(), [&](auto& tx, auto const&) {
        EXPECT_TRUE(store::RightsStore(tx).of(vera.uid).held().empty());
        EXPECT_EQ(store::RoleStore(tx).find(RoleUid(role))->names, std::vector<std::string>{"sshKey.get"});
        return true;
    });
}

TEST_F(SettleRestored, a_key_that_was_suspended_since_is_held) {
    auto const owner = a_user("owner").with("project-admin", in(edge)).sign_in(house);
    owner.in(edge).post(keys, key_body("theirs", a_key("theirs")));
    back_up();
    house.ada().put("/v1/users/" + owner.uid.str() + "/state", R"({"isActive":false})");

    EXPECT_THAT(settle(), testing::Contains(is("SSH key", "theirs", "changed since")));
}

TEST_F(SettleRestored, a_password_that_was_replaced_since_stays_replaced) {
    a_user("vera").with_password("the old password").join(house);
    back_up();
    auto const fresh = house.passwords().reset_admin("vera@example.com");

    settle();

    auto const hash = [](store::Database& db) {
        return db.look([](store::SystemTx& tx) {
            return store::UserStore(tx).by_email("vera@example.com")->password_hash;
        });
    };
    EXPECT_EQ(hash(*restored), hash(house.db()));
}

TEST_F(SettleRestored, an_api_key_that_was_revoked_shortened_or_deleted_since_is_revoked) {
    auto const made = [&](std::string const& name) {
        return house.ada().post("/v1/apiKeys", R"({"metadata":{"name":")" + name + "\"}}").uid();
    };
    made("in use");
    auto const revoked = made("revoked");
    auto const gone = made("gone");
    auto const shortened = made("shortened");
    back_up();
    house.ada().put("/v1/apiKeys/" + revoked + "/state", R"({"isActive":false})");
    house.ada().remove("/v1/apiKeys/" + gone);
    auto const soon = to_rfc3339(house.clock.now() + std::chrono::hours(1));
    house.ada().put("/v1/apiKeys/" + shortened,
                    R"({"metadata":{"name":"shortened"},"spec":{"expiry":")" + soon + "\"}}");

    EXPECT_THAT(settle(),
                UnorderedElementsAre(is("API key", "revoked of ada@example.com", "revoked since"),
                                     is("API key", "shortened of ada@example.com", "revoked since"),
                                     is("API key", "gone of ada@example.com", "not known to be in use")));
    in_restored(in_tenant(), [](auto& tx, auto const& tenant) {
        for (auto const& key : store::ApiKeyStore(tx).list(tenant))
            EXPECT_EQ(key.active, key.meta.name == "in use") << key.meta.name;
        return 0;
    });
}

TEST_F(SettleRestored, a_token_that_was_switched_off_or_deleted_since_is_switched_off) {
    auto const make = [&](std::string const& name) {
        return house.ada().post("/v1/edgehosts/tokens", R"({"metadata":{"name":")" + name + "\"}}").uid();
    };
    make("in use");
    auto const off = make("off");
    auto const gone = make("gone");
    back_up();
    house.ada().put("/v1/edgehosts/tokens/" + off + "/state", R"({"isActive":false})");
    house.ada().remove("/v1/edgehosts/tokens/" + gone);

    EXPECT_THAT(settle(), UnorderedElementsAre(is("registration token", "off", "switched off since"),
                                               is("registration token", "gone", "not known to be in use")));
    in_restored(in_tenant(), [](auto& tx, auto const& tenant) {
        for (auto const& token : store::RegistrationTokenStore(tx).list(tenant))
            EXPECT_EQ(token.active, token.name == "in use") << token.name;
        return true;
    });
}

TEST_F(SettleRestored, a_node_that_was_removed_since_is_removed) {
    auto const stays = house.a_node(cluster, "stays");
    auto const removed = house.a_node(cluster, "removed");
    back_up();
    house.ada().remove("/v1/nodes/" + removed.uid().str() + "?force=true");

    EXPECT_THAT(settle(), ElementsAre(is("node", "removed", "removed since")));
    in_restored(in_tenant(), [&](auto& tx, auto const&) {
        EXPECT_TRUE(store::NodeStore(tx).find(stays.uid()));
        EXPECT_FALSE(store::NodeStore(tx).find(removed.uid()));
        return true;
    });
}

TEST_F(SettleRestored, every_session_and_activation_link_ends) {
    auto const invited = house.ada().post("/v1/users", R"({"spec":{"emailId":"new@example.com"}})");
    auto const link = invited.at("/activationLink");
    auto const digest = crypto::token_digest(link.substr(link.rfind('/') + 1));
    back_up();
    auto const session = crypto::token_digest(house.ada().token);
    auto const left = [&] {
        return in_restored(in_tenant(), [&](auto& tx, auto const&) {
            return std::pair(store::SessionStore(tx).find(session).has_value(),
                             store::UserStore(tx).find_activation(digest).has_value());
        });
    };
    ASSERT_EQ(left(), std::pair(true, true));

    settle();

    EXPECT_EQ(left(), std::pair(false, false));
}

TEST_F(SettleRestored,
       without_the_replaced_database_every_token_is_switched_off_and_keys_are_the_nodes_business) {
    register_key("laptop");
    house.ada().post("/v1/edgehosts/tokens", R"({"metadata":{"name":"rack"}})");
    back_up();

    EXPECT_THAT(service::settle_restored(*restored, nullptr, {}),
                ElementsAre(is("registration token", "rack", "not known to be in use")));
}

TEST_F(SettleRestored, an_epoch_begins_that_is_later_than_all_that_is_known) {
    back_up();

    service::settle_restored(*restored, nullptr, {.feed = {7, 1000}});

    auto const head = restored->look([](store::SystemTx& tx) { return store::Feed(tx).head(); });
    EXPECT_EQ(head.epoch, 8);
    EXPECT_GT(head.revision, 1000 + (std::int64_t(1) << 32));
}

}  // namespace
}  // namespace gatehouse::test
