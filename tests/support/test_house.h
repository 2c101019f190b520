#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "http/message.h"
#include "snapshot/snapshot.h"
#include "store/database.h"
#include "tests/support/manual_clock.h"
#include "tests/unit/crypto/temporary_directory.h"

// The whole server without its network: real database in a directory of its own, real services, real router,
// and a clock that the test moves.
namespace gatehouse::http {
class Router;
}
namespace gatehouse::service {
class KeyAudit;
class Letters;
class RegistrationTokens;
class Removals;
class Sessions;
class Passwords;
}  // namespace gatehouse::service

namespace gatehouse::test {

inline constexpr char own_origin[] = "https://console.example.com";

/// What came back, and the members of its JSON by their pointer.
struct Answer {
    int status = 0;
    std::string body;
    http::Headers headers;
    std::optional<http::Hold> hold;

    /// The member there: a text as it is, anything else as JSON; "(absent)" where there is none.
    std::string at(std::string const& pointer) const;
    /// How many members the list or object there has; -1 where there is none.
    int count(std::string const& pointer) const;
    /// The member `inner` of each item of the list.
    std::vector<std::string> each(std::string const& list, std::string const& inner) const;

    std::string header(std::string_view name) const;
    /// The value of a cookie that this answer sets; nothing where it sets none.
    std::optional<std::string> cookie(std::string const& name) const;
    std::string uid() const { return at("/uid"); }
    std::string code() const { return at("/code"); }
    std::string field() const { return at("/details/field"); }
    std::string rule() const { return at("/details/rule"); }
};

class TestHouse;

/// Somebody who sends requests: with a token, a cookie, a node's credential, or nothing. A value; changes of
/// it make new visitors.
class Visitor {
public:
    explicit Visitor(TestHouse& house, http::Headers headers = {})
        : house_(&house), headers_(std::move(headers)) {}

    /// The same, speaking of this project, with one more header, or from another address.
    Visitor in(ProjectUid const& project) const { return with("ProjectUid", project.str()); }
    Visitor with(std::string name, std::string value) const;
    Visitor from(std::string address) const;

    Answer get(std::string const& target) const { return send("GET", target); }
    Answer post(std::string const& target, std::string body = "") const { return send("POST", target, body); }
    Answer put(std::string const& target, std::string body = "") const { return send("PUT", target, body); }
    Answer patch(std::string const& target, std::string body = "") const {
        return send("PATCH", target, body);
    }
    Answer remove(std::string const& target) const { return send("DELETE", target); }
    Answer send(std::string method, std::string const& target, std::string body = "") const;

private:
    TestHouse* house_;
    http::Headers headers_;
    std::string address_ = "198.51.100.7";
};

struct Person : Visitor {
    UserUid uid;
    std::string email;
    std::string token;

    /// The same person with a new API token.
    Person sign_in_again(TestHouse& house) const;
};

inline model::Scope in(ProjectUid const& project) { return model::Scope::of(project); }
inline model::Scope in_tenant() { return model::Scope::tenant(); }

/// A user to be: `a_user("vera").with("project-viewer", in(edge)).sign_in(house)`.
class AUser {
public:
    explicit AUser(std::string name) : name_(std::move(name)) {}
    AUser& with(std::string role, model::Scope scope) {
        bindings_.push_back({RoleUid(std::move(role)), std::move(scope)});
        return *this;
    }
    AUser& with_password(std::string password) {
        password_ = std::move(password);
        return *this;
    }
    /// Makes the user, active, e-mail "<name>@example.com".
    Person join(TestHouse& house) const;
    /// The same, with an API token.
    Person sign_in(TestHouse& house) const;

private:
    std::string name_;
    std::string password_;
    std::vector<model::RoleBinding> bindings_;
};
inline AUser a_user(std::string name) { return AUser(std::move(name)); }

/// A node as its agent behaves: it keeps the last snapshot and confirms it with the next poll.
class TestNode {
public:
    TestNode(TestHouse& house, Answer const& enrolled);

    NodeUid const& uid() const { return uid_; }
    Visitor const& visitor() const { return visitor_; }
    std::string const& credential() const { return credential_; }
    /// One poll that tells what it holds; a snapshot in the answer is not yet kept. `more`: further members.
    Answer poll(std::string const& more = "") const;
    /// Polls, verifies what comes and keeps it; nothing where there was nothing new. The next poll confirms
    /// it.
    std::optional<snapshot::Content> hear();
    /// Until nothing new comes: it holds, and has confirmed, the newest.
    snapshot::Content const& catch_up();

private:
    TestHouse* house_;
    NodeUid uid_;
    std::string cluster_;
    std::string credential_;
    std::string signing_key_;
    Visitor visitor_;
    snapshot::Content held_;
    std::string proof_;
};

/// What an operator may copy away, and put back.
struct Copy {
    std::string database;
    std::string note;  ///< the file outside of it that tells how far it had come
};
/// What became of the note when a copy of the database was put back.
enum class Note { stayed, went_back_too, lost };

class TestHouse {
public:
    TestHouse();
    ~TestHouse();
    TestHouse(TestHouse const&) = delete;
    TestHouse& operator=(TestHouse const&) = delete;

    ManualClock clock;
    store::Database& db();
    http::Router& router();
    service::KeyAudit& key_audit();
    service::Letters& letters();
    void send_mail();  ///< as with a mail server in the settings
    service::RegistrationTokens& tokens();
    service::Removals& removals();
    service::Sessions& sessions();
    service::Passwords& passwords();

    /// What the file of refused keys says from now on; somebody has to look.
    void write_blocklist(std::string const& text);

    /// The answer, which has kept to the API's document: else the test fails.
    Answer send(http::Request request);
    Visitor anyone() { return Visitor(*this); }
    /// A tenant administrator who is signed in; always the same one.
    Person const& ada();

    ProjectUid a_project(std::string const& name);
    ClusterUid a_cluster(ProjectUid const& project, std::string const& name,
                         std::vector<std::string> logins = {"ops"}, std::int64_t lease_seconds = 86400);
    TestNode a_node(ClusterUid const& cluster, std::string const& name);

    /// As a restore and a node's report do.
    void hold(SshKeyUid const& key, ProjectUid const& project);

    /// The newest events first.
    std::vector<model::AuditEvent> audit_trail();
    /// Stops the server, copies, and starts it again.
    Copy copy();
    /// Stops the server, puts the copy in the place of what is there, and starts it again.
    void go_back(Copy const& to, Note note);

    /// Every byte of the database on disk: the file, its write-ahead log and the log's index.
    std::string stored_bytes();

private:
    void stop();
    void start();

    struct Parts;
    TemporaryDirectory directory_;
    std::unique_ptr<Parts> parts_;
    std::optional<Person> ada_;
};

/// {"metadata": {"name": ...}, "spec": {"publicKey": ... and `more`}}.
std::string key_body(std::string const& name, std::string const& public_key, std::string const& more = "");
/// As a JSON string.
std::string quoted(std::string const& text);

}  // namespace gatehouse::test
