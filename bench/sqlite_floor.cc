// The floor of `./dev bench` for registering keys: the SQL statements of one POST /v1/users/assets/sshkeys,
// one after the other, prepared once, with WAL and synchronous=FULL, and nothing around them.
//
//     sqlite_floor DATABASE COPY PROJECT-UID SECONDS < token
//
// DATABASE and COPY are the same copy of a server's database. The server's own code registers keys in
// DATABASE for so long, while SQLite tells which statements that takes; then COPY is given the same ones.
// Prints how many keys that stored and the seconds it took.
#include <chrono>
#include <fmt/format.h>
#include <iostream>
#include <map>
#include <memory>
#include <mutex>
#include <sqlite3.h>
#include <stdexcept>
#include <variant>
#include <vector>

#include "base/text.h"
#include "bench/fresh_key.h"
#include "service/sessions.h"
#include "service/ssh_keys.h"

using namespace gatehouse;
using Steady = std::chrono::steady_clock;
using Value = std::variant<std::nullptr_t, std::int64_t, std::string>;

namespace {

/// The literal that `text` begins with, as SQLite writes bound values out; takes it off.
Value take_literal(std::string_view& text) {
    if (text.starts_with("NULL")) {
        text.remove_prefix(4);
        return nullptr;
    }
    if (!text.starts_with("'")) {
        auto const digits = text.substr(0, text.find_first_not_of("-0123456789"));
        text.remove_prefix(digits.size());
        return to_number<std::int64_t>(digits).value();
    }
    std::string value;
    for (text.remove_prefix(1);; text.remove_prefix(1)) {
        if (text.starts_with("''"))
            text.remove_prefix(1);
        else if (text.starts_with("'"))
            break;
        value += text.front();
    }
    text.remove_prefix(1);
    return value;
}

/// What was bound to a statement's parameters, by their numbers: `written` is the statement with the values
/// in their places. Every parameter is a name after a colon, and no colon stands anywhere else.
std::vector<Value> values_in(sqlite3_stmt* statement, std::string_view written) {
    std::string_view text = sqlite3_sql(statement);
    std::vector<Value> values(std::size_t(sqlite3_bind_parameter_count(statement)));
    for (std::size_t at = 0; (at = text.find(':')) != std::string_view::npos;) {
        text.remove_prefix(at);
        written.remove_prefix(at);
        auto const name = text.substr(0, text.find_first_not_of("_abcdefghijklmnopqrstuvwxyz0123456789", 1));
        text.remove_prefix(name.size());
        auto const number = sqlite3_bind_parameter_index(statement, std::string(name).c_str());
        values.at(std::size_t(number) - 1) = take_literal(written);
    }
    return values;
}

/// Every statement that any connection of this process runs, in order.
class Recorder {
public:
    struct Step {
        bool reads;  ///< on the connection that only reads
        std::string text;
        std::vector<Value> values;
    };

    Recorder() {
        recorder = this;
        sqlite3_auto_extension(reinterpret_cast<void (*)()>(&Recorder::opened));
    }
    Recorder(Recorder const&) = delete;
    Recorder& operator=(Recorder const&) = delete;
    ~Recorder() { sqlite3_reset_auto_extension(); }

    void forget() { steps_.clear(); }
    std::vector<Step> const& steps() const { return steps_; }

private:
    static int opened(sqlite3* db, char const**, sqlite3_api_routines const*) {
        return sqlite3_trace_v2(
            db, SQLITE_TRACE_STMT,
            [](unsigned, void*, void* statement, void*) {
                recorder->note(static_cast<sqlite3_stmt*>(statement));
                return 0;
            },
            nullptr);
    }

    void note(sqlite3_stmt* statement) {
        std::unique_ptr<char, decltype(&sqlite3_free)> const written(sqlite3_expanded_sql(statement),
                                                                     &sqlite3_free);
        std::scoped_lock const lock(mutex_);
        steps_.push_back({sqlite3_db_readonly(sqlite3_db_handle(statement), "main") == 1,
                          sqlite3_sql(statement), values_in(statement, written.get())});
    }

    static inline Recorder* recorder = nullptr;
    std::mutex mutex_;
    std::vector<Step> steps_;
};

class Connection {
public:
    Connection(char const* file, int flags) {
        if (sqlite3_open_v2(file, &db_, flags | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(db_));
    }
    Connection(Connection const&) = delete;
    Connection& operator=(Connection const&) = delete;
    ~Connection() {
        statements_.clear();
        sqlite3_close_v2(db_);
    }

    sqlite3_stmt* prepare(std::string const& text) {
        auto& prepared = statements_[text];
        if (!prepared) {
            sqlite3_stmt* statement = nullptr;
            if (sqlite3_prepare_v2(db_, text.c_str(), -1, &statement, nullptr) != SQLITE_OK)
                throw std::runtime_error(sqlite3_errmsg(db_));
            prepared.reset(statement);
        }
        return prepared.get();
    }

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    sqlite3* db_ = nullptr;
    std::map<std::string, std::unique_ptr<sqlite3_stmt, Finalize>> statements_;
};

void bind(sqlite3_stmt* statement, int at, Value const& value) {
    if (auto const* number = std::get_if<std::int64_t>(&value))
        sqlite3_bind_int64(statement, at, *number);
    else if (auto const* text = std::get_if<std::string>(&value))
        sqlite3_bind_text(statement, at, text->data(), int(text->size()), SQLITE_STATIC);
    else
        sqlite3_bind_null(statement, at);
}

void run(sqlite3_stmt* statement, std::vector<Value> const& values = {}) {
    for (int i = 0; auto const& value : values)
        bind(statement, ++i, value);
    int step = 0;
    while ((step = sqlite3_step(statement)) == SQLITE_ROW)
        continue;
    if (step != SQLITE_DONE)
        throw std::runtime_error(sqlite3_errmsg(sqlite3_db_handle(statement)));
    sqlite3_reset(statement);
}

/// Registers keys as the server does for whoever holds this token; returns how many.
int register_keys(Recorder& recorder, char const* file, std::string const& project,
                  std::chrono::seconds time) {
    SystemClock const clock;
    store::Database db(file, clock, 1);
    service::Sessions sessions(db, clock);
    service::BlocklistFile const blocklist{{}};
    service::SshKeys keys(db, clock, blocklist);
    std::string token;
    std::getline(std::cin, token);
    auto const identify = [&] {
        auto caller = sessions.identify(policy::Credential::api_token, Secret(token), false).value();
        caller.scope = model::Scope::of(ProjectUid(project));
        caller.address = "127.0.0.1";
        caller.request = "0123456789abcdef";
        return caller;
    };
    identify();  // opens the connection that reads
    recorder.forget();
    auto const mark = std::to_string(clock.now().time_since_epoch().count());
    int done = 0;
    for (auto const start = Steady::now(); Steady::now() - start < time; ++done)
        keys.create(identify(), {{.name = fmt::format("{} {}", mark, done)}, {.publicKey = fresh_key()}})
            .value();
    return done;
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 5 || sodium_init() < 0)
        return 2;
    auto const time = std::chrono::seconds(to_number<int>(arguments[4]).value());
    auto recorder = std::make_unique<Recorder>();
    int const keys = register_keys(*recorder, arguments[1], arguments[3], time);
    auto const steps = recorder->steps();
    recorder.reset();  // the connections to come are not listened to

    Connection writer(arguments[2], SQLITE_OPEN_READWRITE);
    Connection reader(arguments[2], SQLITE_OPEN_READONLY);
    run(writer.prepare("PRAGMA synchronous=FULL"));
    std::vector<sqlite3_stmt*> prepared;
    for (auto const& step : steps)
        prepared.push_back((step.reads ? reader : writer).prepare(step.text));
    auto const start = Steady::now();
    for (std::size_t i = 0; i < steps.size(); ++i)
        run(prepared[i], steps[i].values);
    fmt::print("{} {}\n", keys, std::chrono::duration<double>(Steady::now() - start).count());
}
