// The floor of `./dev bench` for registering keys: the SQL statements of one POST /v1/users/assets/sshkeys in
// a loop, prepared once, with WAL and synchronous=FULL, and nothing around them. On a copy of the server's
// own database.
//
//     sqlite_floor DATABASE PROJECT-UID SECONDS
//
// Prints how many keys were stored and the seconds that took.
#include <array>
#include <chrono>
#include <fmt/format.h>
#include <sqlite3.h>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

#include "base/text.h"
#include "crypto/digest.h"
#include "crypto/random.h"

using namespace gatehouse;
using Steady = std::chrono::steady_clock;
using Value = std::variant<std::nullptr_t, std::int64_t, std::string>;

namespace {

class Connection {
public:
    Connection(char const* file, int flags) {
        if (sqlite3_open_v2(file, &db_, flags | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(db_));
    }
    Connection(Connection const&) = delete;
    Connection& operator=(Connection const&) = delete;
    ~Connection() { sqlite3_close_v2(db_); }

    sqlite3* get() const { return db_; }

private:
    sqlite3* db_ = nullptr;
};

class Statement {
public:
    Statement(Connection const& db, char const* text) : db_(db.get()) {
        if (sqlite3_prepare_v2(db_, text, -1, &statement_, nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(db_));
    }
    Statement(Statement const&) = delete;
    Statement& operator=(Statement const&) = delete;
    ~Statement() { sqlite3_finalize(statement_); }

    /// Runs it; the first column of the last row, as a number.
    std::int64_t operator()(std::vector<Value> const& values = {}) {
        for (int i = 0; auto const& value : values)
            bind(++i, value);
        std::int64_t result = 0;
        int step = 0;
        while ((step = sqlite3_step(statement_)) == SQLITE_ROW)
            result = sqlite3_column_int64(statement_, 0);
        if (step != SQLITE_DONE)
            throw std::runtime_error(sqlite3_errmsg(db_));
        sqlite3_reset(statement_);
        return result;
    }

private:
    void bind(int at, Value const& value) {
        if (auto const* number = std::get_if<std::int64_t>(&value))
            sqlite3_bind_int64(statement_, at, *number);
        else if (auto const* text = std::get_if<std::string>(&value))
            sqlite3_bind_text(statement_, at, text->data(), int(text->size()), SQLITE_TRANSIENT);
        else
            sqlite3_bind_null(statement_, at);
    }

    sqlite3* db_;
    sqlite3_stmt* statement_ = nullptr;
};

/// One request's statements, in the server's order.
class Post {
public:
    Post(char const* file, std::string project)
        : project_(std::move(project)), writer_(file, SQLITE_OPEN_READWRITE),
          reader_(file, SQLITE_OPEN_READONLY) {
        Statement(writer_, "PRAGMA synchronous=FULL")();
        if (Statement(writer_, "PRAGMA synchronous")() != 2)
            throw std::runtime_error("the database is not synchronous");
    }

    void operator()() {
        // Who calls: Sessions::identify, SessionStore::find, UserStore::bindings.
        begin_read_();
        session_({std::string("no such digest"), std::int64_t(0)});
        person_({std::string("no such person")});
        bindings_({std::string("no such person")});
        end_read_();
        // SshKeys::create asks in a read whether the caller may: Transaction::permit.
        begin_read_();
        project_exists_({project_});
        end_read_();
        // SshKeys::create's write: WriteTx reads the bindings again, permit, SshKeyStore::refuse_taken, add.
        begin_();
        savepoint_();  // Writer
        writer_bindings_({std::string("no such person")});
        writer_project_exists_({project_});
        auto const uid = crypto::new_uid(now_);
        auto const name = "key " + uid;
        auto const blob = crypto::to_base64(crypto::random_bytes(51));
        name_taken_({project_, name, uid});
        key_taken_({blob, project_, uid});
        add_({uid,
              project_,
              name,
              name,
              "{}",
              "{}",
              "ssh-ed25519 " + blob,
              "ssh-ed25519",
              std::int64_t(256),
              "SHA256:" + blob.substr(0, 43),
              blob,
              "{}",
              nullptr,
              "[]",
              "[]",
              uid,
              "Ada Example",
              "admin@example.com",
              std::int64_t(0),
              std::int64_t(1),
              std::int64_t(1),
              std::int64_t(0)});
        // WriteTx::audit, WriteTx::touch (Feed::advance), SshKeyStore::set_revision.
        audit_({crypto::new_uid(now_), std::int64_t(1), "sshKey.create", "done", "admin@example.com",
                "api token", "127.0.0.1", "0123456789abcdef", project_, uid,
                "Tenant Admin in the tenant holds sshKey.create",
                R"({"before":null,"after":{"name":")" + name + R"(","fingerprint":"SHA256:)" +
                    blob.substr(0, 43) + R"(","expiry":null,"logins":[],"from":[]}})"});
        auto const revision = feed_head_();
        feed_change_({"project:" + project_, revision});
        set_revision_({revision, uid});
        release_();
        commit_();
    }

private:
    std::string project_;
    Connection writer_;
    Connection reader_;
    Time now_ = SystemClock().now();

    Statement begin_read_{reader_, "BEGIN"};
    Statement session_{reader_, "SELECT * FROM session WHERE digest = ? AND ends_at > ?"};
    Statement person_{reader_, "SELECT email, first_name, last_name, is_active FROM person WHERE uid = ?"};
    Statement bindings_{
        reader_, "SELECT role_uid, scope FROM role_binding WHERE person_uid = ? ORDER BY scope, role_uid"};
    Statement project_exists_{reader_, "SELECT COUNT(*) FROM project WHERE uid = ?"};
    Statement end_read_{reader_, "COMMIT"};

    Statement begin_{writer_, "BEGIN IMMEDIATE"};
    Statement savepoint_{writer_, "SAVEPOINT job"};
    Statement writer_bindings_{
        writer_, "SELECT role_uid, scope FROM role_binding WHERE person_uid = ? ORDER BY scope, role_uid"};
    Statement writer_project_exists_{writer_, "SELECT COUNT(*) FROM project WHERE uid = ?"};
    Statement name_taken_{writer_,
                          "SELECT uid, name FROM ssh_key WHERE scope = ? AND name_key = ? AND uid <> ?"};
    Statement key_taken_{writer_,
                         "SELECT uid, name, scope FROM ssh_key WHERE blob = ?1 AND scope IN (?2, '') "
                         "AND uid <> ?3 ORDER BY scope DESC LIMIT 1"};
    Statement add_{writer_,
                   "INSERT INTO ssh_key (uid, scope, name, name_key, labels, annotations, public_key, type, "
                   "bits, fingerprint, blob, warnings, expires_at, logins, sources, created_by, "
                   "created_by_name, created_by_email, is_disabled, created_at, modified_at, revision) "
                   "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
    Statement audit_{
        writer_,
        "INSERT INTO audit_event (uid, at, action, outcome, actor, credential, address, request, scope, "
        "object, decision, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
    Statement feed_head_{writer_,
                         "UPDATE feed_head SET revision = revision + 1 WHERE id = 1 RETURNING revision"};
    Statement feed_change_{writer_,
                           "INSERT INTO feed_change (topic, revision) VALUES (?, ?) ON CONFLICT (topic) "
                           "DO UPDATE SET revision = excluded.revision"};
    Statement set_revision_{writer_, "UPDATE ssh_key SET revision = ? WHERE uid = ?"};
    Statement release_{writer_, "RELEASE SAVEPOINT job"};
    Statement commit_{writer_, "COMMIT"};
};

}  // namespace

int main(int count, char** arguments) {
    if (count != 4)
        return 2;
    auto const time = std::chrono::seconds(to_number<int>(arguments[3]).value());
    Post post(arguments[1], arguments[2]);
    int done = 0;
    auto const start = Steady::now();
    for (; Steady::now() - start < time; ++done)
        post();
    fmt::print("{} {}\n", done, std::chrono::duration<double>(Steady::now() - start).count());
}
