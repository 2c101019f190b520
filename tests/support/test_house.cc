#include "tests/support/test_house.h"

#include <boost/json.hpp>
#include <gmock/gmock.h>

#include "api/services.h"
#include "base/files.h"
#include "crypto/password.h"
#include "crypto/random.h"
#include "service/held_keys.h"
#include "store/audit_store.h"
#include "store/cluster_store.h"
#include "store/project_store.h"
#include "store/rights_store.h"
#include "store/session_store.h"
#include "store/ssh_key_store.h"
#include "store/user_store.h"
#include "tests/support/api_document.h"
#include "tests/support/keys.h"

namespace gatehouse::test {

namespace {

std::string as_text(boost::json::value const& value) {
    if (auto const* text = value.if_string())
        return std::string(*text);
    return boost::json::serialize(value);
}

/// Null where the body is no JSON.
boost::json::value parsed(std::string const& body) {
    boost::json::error_code ignored;
    return boost::json::parse(body, ignored);
}

}  // namespace

std::string Answer::at(std::string const& pointer) const {
    auto const document = parsed(body);
    boost::json::error_code absent;
    auto const* found = document.find_pointer(pointer, absent);
    return found ? as_text(*found) : "(absent)";
}

int Answer::count(std::string const& pointer) const {
    auto const document = parsed(body);
    boost::json::error_code absent;
    auto const* found = document.find_pointer(pointer, absent);
    if (found && found->is_array())
        return int(found->get_array().size());
    return found && found->is_object() ? int(found->get_object().size()) : -1;
}

std::vector<std::string> Answer::each(std::string const& list, std::string const& inner) const {
    std::vector<std::string> texts;
    for (int i = 0; i < count(list); ++i)
        texts.push_back(at(list + "/" + std::to_string(i) + inner));
    return texts;
}

std::string Answer::header(std::string_view name) const {
    for (auto const& [found, value] : headers)
        if (found == name)
            return value;
    return {};
}

std::optional<std::string> Answer::cookie(std::string const& name) const {
    for (auto const& [found, value] : headers)
        if (found == "Set-Cookie" && value.starts_with(name + "="))
            return value.substr(name.size() + 1, value.find(';') - name.size() - 1);
    return std::nullopt;
}

Visitor Visitor::with(std::string name, std::string value) const {
    Visitor other = *this;
    other.headers_.emplace_back(std::move(name), std::move(value));
    return other;
}

Visitor Visitor::from(std::string address) const {
    Visitor other = *this;
    other.address_ = std::move(address);
    return other;
}

Answer Visitor::send(std::string method, std::string const& target, std::string body) const {
    http::Request request;
    request.method = std::move(method);
    request.target = target;
    request.headers = headers_;
    request.headers.emplace_back("Content-Type", "application/json");  // Palette's clients send it always
    request.body = std::move(body);
    request.peer = address_;
    return house_->send(std::move(request));
}

static std::filesystem::path an_empty_file(std::filesystem::path path) {
    write_file_atomically(path, "", 0600);
    return path;
}

struct TestHouse::Parts {
    Parts(ManualClock const& clock_, std::filesystem::path const& directory_)
        : clock(clock_), directory(directory_) {
        services.epochs.start();
        services.serve(router, "first");
    }

    ManualClock const& clock;
    std::filesystem::path directory;
    store::Database db{directory / "gatehouse.db", clock};
    service::BlocklistFile blocklist{an_empty_file(directory / "blocklist")};
    service::Installation installation{own_origin, "-----BEGIN CERTIFICATE-----\n", "c0ffee"};

    api::Services services{db, clock, blocklist, installation, directory};
    http::Router router{own_origin,
                        [this](http::Presented shown) { return services.identify(std::move(shown)); },
                        [this](auto const& caller, auto const& endpoint, auto const& reason) {
                            db.refused(caller, endpoint.audit(), reason);
                        }};
};

TestHouse::TestHouse() { start(); }
TestHouse::~TestHouse() = default;

void TestHouse::start() { parts_ = std::make_unique<Parts>(clock, directory_.path()); }

void TestHouse::stop() {
    parts_->services.epochs.note();
    parts_.reset();
}

Copy TestHouse::copy() {
    stop();
    Copy made{read_file(directory_ / "gatehouse.db").value(), read_file(directory_ / "feed-head").value()};
    start();
    return made;
}

void TestHouse::go_back(Copy const& to, Note note) {
    stop();
    write_file_atomically(directory_ / "gatehouse.db", to.database, 0600);
    if (note == Note::went_back_too)
        write_file_atomically(directory_ / "feed-head", to.note, 0600);
    if (note == Note::lost)
        std::filesystem::remove(directory_ / "feed-head");
    start();
}

store::Database& TestHouse::db() { return parts_->db; }
http::Router& TestHouse::router() { return parts_->router; }
service::RegistrationTokens& TestHouse::tokens() { return parts_->services.tokens; }
service::KeyAudit& TestHouse::key_audit() { return parts_->services.key_audit; }
service::Removals& TestHouse::removals() { return parts_->services.removals; }
service::Sessions& TestHouse::sessions() { return parts_->services.sessions; }
service::Letters& TestHouse::letters() { return parts_->services.letters; }
void TestHouse::send_mail() { parts_->installation.sends_mail = true; }
service::Passwords& TestHouse::passwords() { return parts_->services.passwords; }

void TestHouse::write_blocklist(std::string const& text) {
    write_file_atomically(parts_->directory / "blocklist", text, 0600);
}

Answer TestHouse::send(http::Request request) {
    if (!http::split_target(request))
        return {400, "", {}, {}};
    auto response = parts_->router.dispatch(request);
    static ApiDocument const document(contract::openapi(parts_->router.operations()));
    EXPECT_THAT(document.complaints(request, response), testing::IsEmpty())
        << request.method << " " << request.target << " " << request.body << "\nanswered " << response.status
        << " " << response.body << "\nso the struct in src/contract/, or what answers, is wrong";
    return {response.status, std::move(response.body), std::move(response.headers), std::move(response.hold)};
}

Person const& TestHouse::ada() {
    if (!ada_)
        ada_ = a_user("ada").with("tenant-admin", in_tenant()).sign_in(*this);
    return *ada_;
}

Person AUser::join(TestHouse& house) const {
    auto const email = name_ + "@example.com";
    auto const hash = password_.empty() ? "" : crypto::hash_password(password_);
    auto const uid = house.db().write(policy::Caller::house(), [&](store::WriteTx& tx) -> Result<UserUid> {
        TRY(tx.permit<contract::CreateUser>(model::Scope::tenant()));
        store::UserStore users(tx);
        auto const user = TRY(users.add({{}, email, name_, "Example", true, {}}));
        std::vector<model::RoleBinding> tenant;
        std::vector<model::RoleBinding> projects;
        for (auto const& binding : bindings_)
            (binding.scope.is_tenant() ? tenant : projects).push_back(binding);
        store::RightsStore(tx).replace(user.str(), store::RightsStore::Where::tenant, tenant);
        store::RightsStore(tx).replace(user.str(), store::RightsStore::Where::projects, projects);
        users.set_password(user, hash);
        tx.audit<contract::CreateUser>(model::Scope::tenant(), {user.str(), email});
        return user;
    });
    return Person{house.anyone(), uid.value(), email, ""};
}

Person Person::sign_in_again(TestHouse& house) const {
    auto person = *this;
    auto const fresh = crypto::new_token();
    house.db().system([&](store::SystemTx& tx) -> Result<void> {
        model::Session session;
        session.digest = crypto::token_digest(fresh.reveal());
        session.kind = model::SessionKind::api;
        session.user = uid;
        session.created = session.last_action = tx.now();
        session.ends = tx.now() + std::chrono::hours(24 * 365);
        store::SessionStore(tx).add(session);
        return {};
    });
    person.token = fresh.reveal();
    static_cast<Visitor&>(person) = house.anyone().with("Authorization", person.token);
    return person;
}

Person AUser::sign_in(TestHouse& house) const { return join(house).sign_in_again(house); }

ProjectUid TestHouse::a_project(std::string const& name) {
    return db()
        .write(policy::Caller::house(),
               [&](store::WriteTx& tx) -> Result<ProjectUid> {
                   TRY(tx.permit<contract::CreateProject>(model::Scope::tenant()));
                   auto const uid = TRY(store::ProjectStore(tx).add({name}));
                   tx.audit<contract::CreateProject>(model::Scope::of(uid), {uid.str(), name});
                   return uid;
               })
        .value();
}

ClusterUid TestHouse::a_cluster(ProjectUid const& project, std::string const& name,
                                std::vector<std::string> logins, std::int64_t lease_seconds) {
    return db()
        .write(policy::Caller::house(),
               [&](store::WriteTx& tx) -> Result<ClusterUid> {
                   auto const visible = TRY(tx.permit<contract::CreateCluster>(model::Scope::of(project)));
                   model::Cluster cluster;
                   cluster.meta.name = name;
                   cluster.logins = logins;
                   cluster.lease_seconds = lease_seconds;
                   auto const uid = TRY(store::ClusterStore(tx).add(visible, cluster));
                   tx.audit<contract::CreateCluster>(model::Scope::of(project), {uid.str(), name});
                   tx.touch(uid);
                   return uid;
               })
        .value();
}

TestNode TestHouse::a_node(ClusterUid const& cluster, std::string const& name) {
    auto const token = tokens().enrolment_value(cluster, clock.now() + std::chrono::hours(1));
    auto const body = fmt::format(
        R"({{"token":"{}","cluster":"{}","name":"{}","hostKeys":[{}],"addresses":["192.0.2.7"],"port":2222,)"
        R"("logins":["ops"],"missingLogins":[],"sshdVersion":"OpenSSH_9.2p1","agentVersion":"0.1.0"}})",
        token, cluster.str(), name, quoted(a_key("host")));
    return TestNode(*this, anyone().post("/v1/nodes", body));
}

void TestHouse::hold(SshKeyUid const& key, ProjectUid const& project) {
    db().write(policy::Caller::house(), [&](store::WriteTx& tx) -> Result<void> {
        auto const visible = TRY(tx.permit<contract::HoldSshKey>(model::Scope::of(project)));
        service::hold(tx, TRY(store::SshKeyStore(tx).find(visible, key)), "the test says so");
        tx.touch(visible.scope());
        return {};
    });
}

std::vector<model::AuditEvent> TestHouse::audit_trail() {
    return db().look([](store::SystemTx& tx) {
        return store::AuditStore(tx).list(tx.any(model::Scope::tenant()), {}, {1000});
    });
}

std::string TestHouse::stored_bytes() {
    std::string bytes;
    for (auto const* suffix : {"", "-wal", "-shm"})
        bytes += read_file(directory_ / (std::string("gatehouse.db") + suffix)).value_or("");
    return bytes;
}

TestNode::TestNode(TestHouse& house, Answer const& enrolled)
    : house_(&house), uid_(enrolled.uid()), cluster_(enrolled.at("/cluster/uid")),
      credential_(enrolled.at("/credential")),
      signing_key_(crypto::from_base64(enrolled.at("/signingKey")).value_or("")),
      visitor_(house.anyone().with("Authorization", "Node " + credential_)) {
    EXPECT_EQ(enrolled.status, 201) << enrolled.body;
}

Answer TestNode::poll(std::string const& more) const {
    auto const lease_end = held_.revision == 0 ? "0001-01-01T00:00:00.000Z" : to_rfc3339(held_.leaseEnd);
    return visitor_.post(
        "/v1/nodes/self/poll",
        fmt::format(R"({{"epoch":{},"revision":{},"leaseEnd":"{}","nodeTime":"{}","proof":"{}"{}}})",
                    held_.epoch, held_.revision, lease_end, to_rfc3339(house_->clock.now()), proof_, more));
}

std::optional<snapshot::Content> TestNode::hear() {
    auto const answer = poll();
    EXPECT_EQ(answer.status, 200) << answer.body;
    if (answer.at("/snapshot") == "null")
        return std::nullopt;
    auto const content = snapshot::open({answer.at("/snapshot/payload"), answer.at("/snapshot/signature")},
                                        signing_key_, cluster_);
    if (!content)
        throw std::runtime_error("the snapshot does not open: " + content.error().message);
    held_ = *content;
    proof_ = answer.at("/snapshot/proof");
    return held_;
}

snapshot::Content const& TestNode::catch_up() {
    while (hear()) {
    }
    return held_;
}

std::string quoted(std::string const& text) { return json::encode(text); }

std::string key_body(std::string const& name, std::string const& public_key, std::string const& more) {
    return fmt::format(R"({{"metadata":{{"name":{}}},"spec":{{"publicKey":{}{}}}}})", quoted(name),
                       quoted(public_key), more);
}

}  // namespace gatehouse::test
