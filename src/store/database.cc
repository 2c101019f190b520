#include "store/database.h"

#include <condition_variable>
#include <deque>
#include <fcntl.h>
#include <fmt/format.h>
#include <future>
#include <mutex>
#include <set>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

#include "base/log.h"
#include "store/migrate.h"

namespace gatehouse::store {

using namespace sqlite_api;  // where SOCI puts SQLite's own functions

namespace {

/// What SystemTx may write: nothing here decides who may enter a node.
std::set<std::string_view> const bookkeeping_tables = {"session", "known_browser", "write_probe", "node",
                                                       "audit_event"};

int allow_bookkeeping(void*, int action, char const* table, char const*, char const*, char const*) {
    if (action != SQLITE_INSERT && action != SQLITE_UPDATE && action != SQLITE_DELETE)
        return SQLITE_OK;
    return bookkeeping_tables.contains(table) ? SQLITE_OK : SQLITE_DENY;
}

sqlite3* handle(soci::session& sql) {
    return static_cast<soci::sqlite3_session_backend*>(sql.get_backend())->conn_;
}

/// The one place that translates: soci_error::what() appends bound values, which must not reach a log.
[[noreturn]] void translate(soci::soci_error const& error) { throw DatabaseFault(error.get_error_message()); }

std::string parameters(std::filesystem::path const& file, bool read_only) {
    if (file.string().find('"') != std::string::npos)
        throw DatabaseFault("the database's path must not hold a quotation mark");
    return fmt::format("dbname=\"{}\" timeout=5{}", file.string(), read_only ? " readonly=1" : "");
}

/// Keeps a second process away: Debian 12's SQLite (3.40.1) is only safe with exactly one read-write
/// connection.
class ProcessLock {
public:
    explicit ProcessLock(std::filesystem::path const& file)
        : fd_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
        if (fd_ < 0)
            throw DatabaseFault(fmt::format("cannot open {}", file.string()));
        if (::flock(fd_, LOCK_EX | LOCK_NB) != 0) {
            ::close(fd_);
            throw DatabaseFault(
                fmt::format("another process uses this database ({}); stop it first", file.string()));
        }
    }
    ProcessLock(ProcessLock const&) = delete;
    ProcessLock& operator=(ProcessLock const&) = delete;
    ~ProcessLock() { ::close(fd_); }

private:
    int fd_;
};

}  // namespace

struct Database::State {
    struct Job {
        Tables tables;
        Work const* work;
        std::promise<void> done;
    };

    State(std::filesystem::path const& file, int readers, Time now) : lock(file.string() + ".lock") {
        auto const before = ::umask(0077);  // the database holds password hashes
        writer.open(soci::sqlite3, parameters(file, false));
        ::umask(before);
        writer << "PRAGMA journal_mode=WAL";
        writer << "PRAGMA synchronous=FULL";
        writer << "PRAGMA foreign_keys=ON";
        writer << "PRAGMA mmap_size=0";
        migrate(writer, now);
        for (int i = 0; i < readers; ++i) {
            auto& reader = *all_readers.emplace_back(std::make_unique<soci::session>());
            reader.open(soci::sqlite3, parameters(file, true));
            reader << "PRAGMA query_only=ON";
            reader << "PRAGMA mmap_size=0";
            free_readers.push_back(&reader);
        }
    }

    ProcessLock lock;
    soci::session writer;  // declared before the readers: closed last, and so the one that checkpoints
    std::vector<std::unique_ptr<soci::session>> all_readers;

    std::mutex readers_mutex;
    std::condition_variable reader_freed;
    std::vector<soci::session*> free_readers;

    std::mutex jobs_mutex;
    std::condition_variable job_came;
    std::deque<Job*> jobs;
    bool stopping = false;
    std::function<void(std::vector<std::string> const&)> tell;
    std::thread thread;

    /// Runs one job in a transaction of its own; the topics of what it changed, or nothing where it changed
    /// nothing.
    std::optional<std::vector<std::string>> run(Job& job) {
        if (job.tables == Tables::bookkeeping)
            sqlite3_set_authorizer(handle(writer), allow_bookkeeping, nullptr);
        std::optional<std::vector<std::string>> topics;
        try {
            writer << "BEGIN IMMEDIATE";
            topics = (*job.work)(writer);
            writer << (topics ? "COMMIT" : "ROLLBACK");
        } catch (...) {
            sqlite3_set_authorizer(handle(writer), nullptr, nullptr);
            if (!sqlite3_get_autocommit(handle(writer)))
                sqlite3_exec(handle(writer), "ROLLBACK", nullptr, nullptr, nullptr);
            throw;
        }
        sqlite3_set_authorizer(handle(writer), nullptr, nullptr);
        return topics;
    }
};

Database::Database(std::filesystem::path const& file, Clock const& clock, int readers) : clock_(clock) {
    try {
        state_ = std::make_unique<State>(file, readers, clock.now());
    } catch (soci::soci_error const& error) {
        translate(error);
    }
    state_->thread = std::thread([this] {
        for (;;) {
            State::Job* job = nullptr;
            {
                std::unique_lock lock(state_->jobs_mutex);
                state_->job_came.wait(lock, [&] { return state_->stopping || !state_->jobs.empty(); });
                if (state_->jobs.empty())
                    return;
                job = state_->jobs.front();
                state_->jobs.pop_front();
            }
            try {
                auto const topics = state_->run(*job);
                if (topics) {
                    if (job->tables == Tables::all || !topics->empty())
                        ++changes_;
                    if (!topics->empty() && state_->tell)
                        state_->tell(*topics);
                }
                job->done.set_value();
            } catch (...) {
                job->done.set_exception(std::current_exception());
            }
        }
    });
}

Database::~Database() {
    {
        std::scoped_lock const lock(state_->jobs_mutex);
        state_->stopping = true;
    }
    state_->job_came.notify_all();
    state_->thread.join();
}

void Database::with_reader(std::function<void(soci::session&)> const& use) {
    soci::session* reader = nullptr;
    {
        std::unique_lock lock(state_->readers_mutex);
        state_->reader_freed.wait(lock, [&] { return !state_->free_readers.empty(); });
        reader = state_->free_readers.back();
        state_->free_readers.pop_back();
    }
    auto const give_back = [&] {
        {
            std::scoped_lock const lock(state_->readers_mutex);
            state_->free_readers.push_back(reader);
        }
        state_->reader_freed.notify_one();
    };
    try {
        *reader << "BEGIN";
        use(*reader);
        *reader << "COMMIT";
    } catch (...) {
        if (!sqlite3_get_autocommit(handle(*reader)))
            sqlite3_exec(handle(*reader), "ROLLBACK", nullptr, nullptr, nullptr);
        give_back();
        try {
            throw;
        } catch (soci::soci_error const& error) {
            translate(error);
        }
    }
    give_back();
}

void Database::with_writer(Tables tables, Work const& use) {
    State::Job job{tables, &use, {}};
    auto done = job.done.get_future();
    {
        std::scoped_lock const lock(state_->jobs_mutex);
        state_->jobs.push_back(&job);
    }
    state_->job_came.notify_one();
    try {
        done.get();
    } catch (soci::soci_error const& error) {
        translate(error);
    }
}

void Database::record(std::optional<model::AuditEvent> const& denial) {
    if (!denial)
        return;
    system([&](SystemTx& tx) -> Result<void> {
        tx.record(*denial);
        return {};
    });
}

void Database::on_change(std::function<void(std::vector<std::string> const&)> tell) {
    state_->tell = std::move(tell);
}

bool Database::can_write() {
    try {
        system([](SystemTx& tx) -> Result<void> {
            long long const at =
                to_micros(tx.now());  // another value each time, or nothing need reach the disk
            tx.sql() << "INSERT INTO write_probe (id, at) VALUES (1, :at) "
                        "ON CONFLICT (id) DO UPDATE SET at = excluded.at",
                soci::use(at, "at");
            return {};
        });
        return true;
    } catch (DatabaseFault const& fault) {
        log::error("the database cannot be written: {}", fault.what());
        return false;
    }
}

bool Database::can_read() {
    try {
        look([](SystemTx& tx) -> Result<void> {
            int count = 0;
            tx.sql() << "SELECT COUNT(*) FROM tenant", soci::into(count);
            return {};
        });
        return true;
    } catch (DatabaseFault const& fault) {
        log::error("the database cannot be read: {}", fault.what());
        return false;
    }
}

}  // namespace gatehouse::store
