#include <gmock/gmock.h>

#include "store/cluster_store.h"
#include "store/node_store.h"
#include "store/project_store.h"
#include "store/registration_token_store.h"
#include "store/rights_store.h"
#include "store/session_store.h"
#include "store/ssh_key_store.h"
#include "store/user_store.h"
#include "tests/store/each_database.h"

namespace gatehouse::store {
namespace {

using namespace gatehouse::test;
using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

model::Scope const tenant = model::Scope::tenant();

class Stores : public EachDatabase {
protected:
    ProjectUid const edge = a_project("Edge");
    ProjectUid const cloud = a_project("Cloud");
    model::Scope const in_edge = model::Scope::of(edge);
    model::Scope const in_cloud = model::Scope::of(cloud);

    ProjectUid a_project(std::string const& name) {
        return change(*db, tenant,
                      [&](WriteTx& tx, Visibility const&) { return ProjectStore(tx).add({name}); })
            .value();
    }
    Result<SshKeyUid> add(model::Scope const& scope, model::SshKey const& key) {
        return change(*db, scope,
                      [&](WriteTx& tx, Visibility const& v) { return SshKeyStore(tx).add(v, key); });
    }
    Result<model::SshKey> find(model::Scope const& scope, SshKeyUid const& uid) {
        return look(*db, scope,
                    [&](SystemTx& tx, Visibility const& v) { return SshKeyStore(tx).find(v, uid); });
    }
    std::vector<std::string> names(model::Scope const& scope) {
        return look(*db, scope, [&](SystemTx& tx, Visibility const& v) {
            std::vector<std::string> found;
            for (auto const& key : SshKeyStore(tx).list(v))
                found.push_back(key.meta.name);
            return found;
        });
    }
    Result<ClusterUid> add(model::Scope const& project, model::Cluster const& cluster) {
        return change(*db, project,
                      [&](WriteTx& tx, Visibility const& v) { return ClusterStore(tx).add(v, cluster); });
    }
    Result<UserUid> add(model::User const& user) {
        return change(*db, tenant, [&](WriteTx& tx, Visibility const&) { return UserStore(tx).add(user); });
    }
    Result<RegistrationTokenUid> add(model::RegistrationToken const& token) {
        return change(*db, tenant,
                      [&](WriteTx& tx, Visibility const&) { return RegistrationTokenStore(tx).add(token); });
    }
    std::optional<SessionStore::Found> session(std::string const& digest) {
        return db->look([&](SystemTx& tx) { return SessionStore(tx).find(digest); });
    }
};

model::SshKey a_key(std::string name, std::string blob) {
    model::SshKey key;
    key.meta.name = std::move(name);
    key.blob = std::move(blob);
    return key;
}
model::Cluster a_cluster(std::string name) {
    model::Cluster cluster;
    cluster.meta.name = std::move(name);
    return cluster;
}
model::RegistrationToken a_token(std::string name) {
    model::RegistrationToken token;
    token.name = std::move(name);
    return token;
}

// --- SSH keys

ON_EACH_DATABASE(Stores);

TEST_P(Stores, a_key_comes_back_as_it_was_added_after_a_restart_too) {
    auto key = a_key("Läptöp '); DROP TABLE ssh_key; --", "AAAA");
    key.meta.labels = {{"a\"b", "c\\d"}, {"empty", ""}};
    key.meta.annotations = {{"description", "two\nlines"}};
    key.text = "ssh-ed25519 AAAA  spaced  comment \n";
    key.type = "ssh-ed25519";
    key.bits = 256;
    key.fingerprint = "SHA256:x";
    key.warnings = {{"RSA_BELOW_3072", "short"}};
    key.expiry = clock.now() + 1h + 1us;
    key.logins = {"ops", "root"};
    key.from = {"192.0.2.0/24", "!192.0.2.7"};
    key.created_by = UserUid("u");
    key.created_by_name = "Ada";
    key.created_by_email = "ada@example.com";
    auto const uid = add(in_edge, key).value();
    reopen();

    auto const found = find(in_edge, uid).value();

    EXPECT_EQ(found.uid, uid);
    EXPECT_EQ(found.scope, in_edge);
    EXPECT_EQ(found.meta.name, key.meta.name);
    EXPECT_EQ(found.meta.labels, key.meta.labels);
    EXPECT_EQ(found.meta.annotations, key.meta.annotations);
    EXPECT_EQ(found.meta.created, clock.now());
    EXPECT_EQ(found.text, key.text);
    EXPECT_EQ(found.bits, 256);
    EXPECT_EQ(found.warnings, key.warnings);
    EXPECT_EQ(found.expiry, key.expiry);
    EXPECT_EQ(found.logins, key.logins);
    EXPECT_EQ(found.from, key.from);
    EXPECT_EQ(found.created_by_email, "ada@example.com");
    EXPECT_FALSE(found.disabled);
}

TEST_P(Stores, an_edited_key_keeps_its_author_and_the_time_it_was_made) {
    auto key = a_key("old", "AAAA");
    key.created_by_email = "ada@example.com";
    key.expiry = clock.now() + 1h;
    auto const uid = add(in_edge, key).value();
    auto const made = clock.now();
    clock.advance(1min);

    auto edited = a_key("new", "BBBB");
    edited.uid = uid;
    ASSERT_TRUE(change(*db, in_edge,
                       [&](WriteTx& tx, Visibility const& v) { return SshKeyStore(tx).update(v, edited); }));

    auto const found = find(in_edge, uid).value();
    EXPECT_EQ(found.meta.name, "new");
    EXPECT_EQ(found.blob, "BBBB");
    EXPECT_EQ(found.expiry, std::nullopt);
    EXPECT_EQ(found.created_by_email, "ada@example.com");
    EXPECT_EQ(found.meta.created, made);
    EXPECT_EQ(found.meta.modified, made + 1min);
}

TEST_P(Stores, a_project_cannot_read_another_s_keys) {
    auto const uid = add(in_cloud, a_key("theirs", "AAAA")).value();

    EXPECT_EQ(find(in_edge, uid).error().code, Code::not_found);
    EXPECT_EQ(find(tenant, uid).error().code, Code::not_found);
    EXPECT_THAT(names(in_edge), IsEmpty());
}

TEST_P(Stores, a_tenant_s_key_is_found_from_every_project_and_listed_in_none) {
    auto const uid = add(tenant, a_key("everyone's", "AAAA")).value();

    EXPECT_EQ(find(in_edge, uid)->scope, tenant);
    EXPECT_THAT(names(in_edge), IsEmpty());
    EXPECT_THAT(names(tenant), ElementsAre("everyone's"));
}

// Upper and lower case, sharp s, full-width letters, ligatures, composed and decomposed: one name under NFKC
// folding.
TEST_P(Stores, names_that_differ_in_case_or_width_only_are_one_and_the_refusal_names_the_other) {
    for (auto const& [first, second] : std::vector<std::pair<std::string, std::string>>{{"Laptop", "lAPTOP"},
                                                                                        {"Straße", "STRASSE"},
                                                                                        {"ＡＢＣ", "abc"},
                                                                                        {"ﬁle", "FILE"},
                                                                                        {"Ärger", "ärger"}}) {
        auto const uid = add(in_edge, a_key(first, "blob of " + first)).value();

        auto const refused = add(in_edge, a_key(second, "blob of " + second));

        ASSERT_FALSE(refused) << second;
        EXPECT_EQ(refused.error().code, Code::conflict);
        EXPECT_EQ(refused.error().rule, "NAME_TAKEN");
        EXPECT_EQ(refused.error().field, "/metadata/name");
        EXPECT_EQ(refused.error().other, uid.str());
        EXPECT_THAT(refused.error().message, HasSubstr(first));
        EXPECT_TRUE(add(in_cloud, a_key(second, "blob of " + second)))
            << "another project's names are its own";
    }
}

TEST_P(Stores, one_key_stands_once_in_a_scope_and_the_refusal_names_the_other) {
    auto const uid = add(in_edge, a_key("first", "AAAA")).value();

    auto const refused = add(in_edge, a_key("second", "AAAA"));

    EXPECT_EQ(refused.error().rule, "KEY_TAKEN");
    EXPECT_EQ(refused.error().other, uid.str());
    EXPECT_THAT(refused.error().message, HasSubstr("\"first\""));
    EXPECT_TRUE(add(in_cloud, a_key("second", "AAAA")));
}

TEST_P(Stores, keys_are_sorted_by_name_without_regard_to_case) {
    for (auto const* name : {"beta", "Alpha", "alpha 2", "BETA 2"})
        add(in_edge, a_key(name, name));

    EXPECT_THAT(names(in_edge), ElementsAre("Alpha", "alpha 2", "beta", "BETA 2"));
}

// --- Projects and clusters

TEST_P(Stores, a_project_s_name_is_taken_in_any_case) {
    auto const refused =
        change(*db, tenant, [](WriteTx& tx, Visibility const&) { return ProjectStore(tx).add({"eDGE"}); });

    EXPECT_EQ(refused.error().code, Code::conflict);
    EXPECT_EQ(refused.error().other, edge.str());
    EXPECT_THAT(refused.error().message, HasSubstr("\"Edge\""));
}

TEST_P(Stores, a_project_goes_with_its_keys_and_role_bindings_and_leaves_the_rest) {
    auto const vera = add({{}, "vera@example.com", "Vera", "Vine"}).value();
    auto const mine = add(in_edge, a_key("mine", "AAAA")).value();
    auto const theirs = add(in_cloud, a_key("theirs", "AAAA")).value();
    change(*db, tenant, [&](WriteTx& tx, Visibility const&) -> Result<void> {
        RightsStore(tx).replace(vera.str(), RightsStore::Where::projects,
                                {{RoleUid("project-admin"), in_edge}, {RoleUid("project-viewer"), in_cloud}});
        ProjectStore(tx).remove(edge);
        return {};
    });

    EXPECT_FALSE(find(in_edge, mine));
    EXPECT_TRUE(find(in_cloud, theirs));
    EXPECT_THAT(db->look([&](SystemTx& tx) { return RightsStore(tx).bindings(vera.str()); }),
                ElementsAre(model::RoleBinding{RoleUid("project-viewer"), in_cloud}));
}

TEST_P(Stores, a_project_with_clusters_cannot_be_removed_from_under_them) {
    add(in_edge, a_cluster("c"));

    EXPECT_THROW(change(*db, tenant,
                        [&](WriteTx& tx, Visibility const&) -> Result<void> {
                            ProjectStore(tx).remove(edge);
                            return {};
                        }),
                 DatabaseFault);
}

TEST_P(Stores, only_projects_in_which_one_holds_a_role_are_known_to_one) {
    auto const known = [&](std::vector<model::RoleBinding> const& bindings) {
        return db->look([&](SystemTx& tx) {
            std::vector<std::string> found;
            for (auto const& project : ProjectStore(tx).known_to(rights_of(bindings)))
                found.push_back(project.meta.name);
            return found;
        });
    };

    EXPECT_THAT(known({}), IsEmpty());
    EXPECT_THAT(known({{RoleUid("project-viewer"), in_edge}}), ElementsAre("Edge"));
    EXPECT_THAT(known({{RoleUid("project-viewer"), tenant}}), ElementsAre("Cloud", "Default", "Edge"));
}

TEST_P(Stores, a_cluster_comes_back_as_it_was_added) {
    auto cluster = a_cluster("edge-eu");
    cluster.environment = model::Environment::data_center;
    cluster.cloud_type = "maas";
    cluster.logins = {"ops", "root"};
    cluster.options = {false, false, true, true};
    cluster.lease_seconds = 2'592'000;
    auto const uid = add(in_edge, cluster).value();
    reopen();

    auto const found = look(*db, in_edge, [&](SystemTx& tx, Visibility const& v) {
                           return ClusterStore(tx).find(v, uid);
                       }).value();

    EXPECT_EQ(found.project, edge);
    EXPECT_EQ(found.environment, model::Environment::data_center);
    EXPECT_EQ(found.cloud_type, "maas");
    EXPECT_EQ(found.logins, cluster.logins);
    EXPECT_FALSE(found.options.pty);
    EXPECT_FALSE(found.options.port_forwarding);
    EXPECT_TRUE(found.options.agent_forwarding);
    EXPECT_TRUE(found.options.x11_forwarding);
    EXPECT_EQ(found.lease_seconds, 2'592'000);
    EXPECT_EQ(found.deleting, std::nullopt);
}

TEST_P(Stores, a_project_cannot_read_another_s_cluster) {
    auto const uid = add(in_cloud, a_cluster("c")).value();

    EXPECT_FALSE(
        look(*db, in_edge, [&](SystemTx& tx, Visibility const& v) { return ClusterStore(tx).find(v, uid); }));
    EXPECT_THAT(
        look(*db, in_edge, [&](SystemTx& tx, Visibility const& v) { return ClusterStore(tx).list(v); }),
        IsEmpty());
}

TEST_P(Stores, a_cluster_s_name_is_unique_in_its_project) {
    auto const uid = add(in_edge, a_cluster("C")).value();

    EXPECT_EQ(add(in_edge, a_cluster("c")).error().other, uid.str());
    EXPECT_TRUE(add(in_cloud, a_cluster("c")));
}

TEST_P(Stores, a_cluster_name_that_stands_in_two_projects_names_neither) {
    auto const uid = add(in_edge, a_cluster("c")).value();
    auto const by = [&](std::string const& text, ProjectUid const& project) {
        return db->look([&](SystemTx& tx) {
            auto const found = ClusterStore(tx).by_uid_or_name(text, project);
            return found ? found->uid.str() : "";
        });
    };
    EXPECT_EQ(by("C", ProjectUid{}), uid.str());
    add(in_cloud, a_cluster("c"));

    EXPECT_EQ(by("c", ProjectUid{}), "");
    EXPECT_EQ(by("c", edge), uid.str());
    EXPECT_EQ(by(uid.str(), ProjectUid{}), uid.str());
    EXPECT_EQ(by(uid.str(), cloud), "");
}

// --- Nodes

TEST_P(Stores, a_node_is_found_by_its_credential_s_digest_and_what_it_tells_changes_nothing_else) {
    auto const cluster = add(in_edge, a_cluster("c")).value();
    auto const uid = change(*db, in_edge, [&](WriteTx& tx, Visibility const&) -> Result<NodeUid> {
                         model::Node node;
                         node.cluster = cluster;
                         node.meta.name = "n";
                         node.host_keys = {"ssh-ed25519 AAAA"};
                         return NodeStore(tx).add(node, "digest");
                     }).value();
    db->system([&](SystemTx& tx) -> Result<void> {
        auto node = *NodeStore(tx).find(uid);
        node.meta.name = "renamed";
        node.cluster = ClusterUid("another");
        node.revision = 7;
        node.lease_end = clock.now() + 1h;
        NodeStore(tx).update_report(node);
        NodeStore(tx).update_receipt(node);
        return {};
    });

    auto const found = db->look([&](SystemTx& tx) { return NodeStore(tx).find(uid); }).value();

    EXPECT_EQ(found.cluster, cluster) << "a report cannot move a node";
    EXPECT_EQ(found.meta.name, "renamed");
    EXPECT_EQ(found.revision, 7);
    EXPECT_EQ(found.lease_end, clock.now() + 1h);
}

TEST_P(Stores, a_node_is_found_by_its_credential_and_by_when_it_was_heard) {
    auto const cluster = add(in_edge, a_cluster("c")).value();
    auto const uid = change(*db, in_edge, [&](WriteTx& tx, Visibility const&) -> Result<NodeUid> {
                         model::Node node;
                         node.cluster = cluster;
                         node.meta.name = "n";
                         return NodeStore(tx).add(node, "digest");
                     }).value();
    auto const by_credential = [&](std::string const& digest) {
        return db->look([&](SystemTx& tx) { return NodeStore(tx).by_credential(digest); });
    };
    auto const heard_since = [&](Time then) {
        return db->look([&](SystemTx& tx) { return NodeStore(tx).heard_since(then); });
    };

    EXPECT_EQ(by_credential("digest"), uid);
    EXPECT_EQ(by_credential("Digest"), std::nullopt);
    EXPECT_EQ(heard_since(clock.now()), std::set{uid});
    EXPECT_EQ(heard_since(clock.now() + 1us), std::set<NodeUid>{});
}

TEST_P(Stores, a_node_retires_once) {
    auto const cluster = add(in_edge, a_cluster("c")).value();
    auto const uid = change(*db, in_edge, [&](WriteTx& tx, Visibility const&) -> Result<NodeUid> {
                         model::Node node;
                         node.cluster = cluster;
                         auto const added = NodeStore(tx).add(node, "digest");
                         NodeStore(tx).retire(added, 5);
                         NodeStore(tx).retire(added, 9);
                         return added;
                     }).value();

    auto const found = db->look([&](SystemTx& tx) { return NodeStore(tx).find(uid); });

    EXPECT_EQ(found->retire_revision, 5);
    EXPECT_EQ(found->retiring, clock.now());
}

// --- People and sessions

TEST_P(Stores, a_person_is_found_by_e_mail_in_any_case_and_exists_once) {
    auto const uid = add({{}, "Vera@Example.com", "Vera", "Vine"}).value();

    auto const again = add({{}, "vera@example.COM", "", ""});

    EXPECT_EQ(again.error().other, uid.str());
    auto const found = db->look([](SystemTx& tx) { return UserStore(tx).by_email("vera@example.com"); });
    EXPECT_EQ(found->user.uid, uid);
    EXPECT_EQ(found->user.email, "Vera@Example.com") << "as it was typed";
    EXPECT_FALSE(found->user.active);
    EXPECT_EQ(found->password_hash, "");
}

TEST_P(Stores, a_new_activation_replaces_the_one_before_and_ends_with_its_time) {
    auto const uid = add({{}, "vera@example.com", "", ""}).value();
    auto const set = [&](std::string const& digest) {
        change(*db, tenant, [&](WriteTx& tx, Visibility const&) -> Result<void> {
            UserStore(tx).set_activation(uid, digest, clock.now() + 1h);
            return {};
        });
    };
    auto const find_it = [&](std::string const& digest) {
        return db->look([&](SystemTx& tx) { return UserStore(tx).find_activation(digest); });
    };
    set("first");
    set("second");

    EXPECT_EQ(find_it("first"), std::nullopt);
    EXPECT_EQ(find_it("second"), uid);
    clock.advance(1h);
    EXPECT_EQ(find_it("second"), std::nullopt);
}

TEST_P(Stores, administrators_without_a_password_yet_do_not_count) {
    auto const uid = add({{}, "vera@example.com", "", ""}).value();
    auto const count = [&] {
        return db->look(
            [](SystemTx& tx) { return RightsStore(tx).count_tenant_holders(RoleUid("tenant-admin")); });
    };
    change(*db, tenant, [&](WriteTx& tx, Visibility const&) -> Result<void> {
        RightsStore(tx).replace(uid.str(), RightsStore::Where::tenant, {{RoleUid("tenant-admin"), tenant}});
        return {};
    });
    EXPECT_EQ(count(), 0);

    change(*db, tenant, [&](WriteTx& tx, Visibility const&) -> Result<void> {
        UserStore(tx).set_password(uid, "hash");
        return {};
    });
    EXPECT_EQ(count(), 1);
}

TEST_P(Stores, a_session_is_found_until_it_ends_or_gets_a_new_token) {
    auto const uid = add({{}, "vera@example.com", "Vera", "Vine", true}).value();
    std::string session_uid;
    db->system([&](SystemTx& tx) -> Result<void> {
        session_uid = SessionStore(tx).add(
            {"", "digest", model::SessionKind::browser, uid, clock.now(), clock.now(), clock.now() + 1h});
        return {};
    });
    EXPECT_EQ(session("digest")->user.email, "vera@example.com");
    EXPECT_EQ(session("digest")->session.kind, model::SessionKind::browser);

    db->system([&](SystemTx& tx) -> Result<void> {
        SessionStore(tx).exchange(session_uid, "fresh", clock.now() + 2h);
        return {};
    });
    EXPECT_FALSE(session("digest"));
    clock.advance(2h - 1us);
    EXPECT_TRUE(session("fresh"));
    clock.advance(1us);
    EXPECT_FALSE(session("fresh"));
}

TEST_P(Stores, a_browser_is_known_for_the_person_who_signed_in_with_it) {
    auto const vera = add({{}, "vera@example.com", "", ""}).value();
    auto const eve = add({{}, "eve@example.com", "", ""}).value();
    db->system([&](SystemTx& tx) -> Result<void> {
        SessionStore(tx).remember_browser(vera, "device");
        return {};
    });
    auto const knows = [&](UserUid const& who) {
        return db->look([&](SystemTx& tx) { return SessionStore(tx).knows_browser(who, "device"); });
    };

    EXPECT_TRUE(knows(vera));
    EXPECT_FALSE(knows(eve));
}

// --- Registration tokens

TEST_P(Stores, a_registration_token_comes_back_with_its_project_s_name) {
    auto token = a_token("lab");
    token.description = "for the lab";
    token.project = edge;
    token.expiry = clock.now() + 1h;
    auto const uid = add(token).value();
    reopen();

    auto const found = db->look([&](SystemTx& tx) { return RegistrationTokenStore(tx).by_uid(uid); }).value();

    EXPECT_EQ(found.description, "for the lab");
    EXPECT_EQ(found.project_name, "Edge");
    EXPECT_EQ(found.expiry, token.expiry);
    EXPECT_TRUE(found.active);
}

TEST_P(Stores, a_registration_token_s_name_is_taken_in_any_case_and_the_refusal_names_the_other) {
    auto const uid = add(a_token("Lab")).value();

    auto const refused = add(a_token("lAB"));

    EXPECT_EQ(refused.error().rule, "NAME_TAKEN");
    EXPECT_EQ(refused.error().other, uid.str());
    EXPECT_THAT(refused.error().message, HasSubstr("\"Lab\""));
}

}  // namespace
}  // namespace gatehouse::store
