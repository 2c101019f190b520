#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "store/dialect.h"

namespace gatehouse::store {

class Connection;

/// What a write may touch: everything, or only the tables in which nothing decides who may enter a node.
enum class Tables { all, bookkeeping };

/// The one thread that writes. It takes all writes that wait, runs each in a savepoint of its own, and
/// commits them together: one sync of the disk serves them all (group commit). Each caller returns once its
/// own write is committed or rolled back, never before.
class Writer {
public:
    /// The statements of one write: the topics of what it changed, or nothing to roll it back.
    using Work = std::function<std::optional<Topics>(soci::session&)>;
    /// Hears of each committed write, on the writer's thread.
    using Committed = std::function<void(Tables, Topics const&)>;
    /// Calls what it is given while no other connection is open.
    using Alone = std::function<void(std::function<void()> const&)>;

    /// Brings the schema up to date, and starts. Throws DatabaseFault or soci::soci_error.
    Writer(Dialect& dialect, Time now, Committed committed, Alone alone);
    ~Writer();
    Writer(Writer const&) = delete;
    Writer& operator=(Writer const&) = delete;

    /// Returns when `work` is committed or was rolled back by its own wish. Throws what `work` throws, and
    /// what kept the database from committing; then nothing of it has happened, except that a PostgreSQL
    /// connection that breaks during the COMMIT leaves it open whether it did.
    void write(Tables tables, Work const& work);

    /// Called after each commit, on the writer's thread. Set before the first write.
    void on_commit(std::function<void(std::size_t writes, std::chrono::nanoseconds took)> tell) {
        told_commit_ = std::move(tell);
    }

private:
    struct Job {
        Tables tables;
        Work const* work;
        std::promise<void> done;
        std::optional<Topics> topics;
        std::exception_ptr failure;
    };

    void serve();
    std::vector<Job*> wait_for_jobs();
    void commit(std::vector<Job*> const& jobs);
    void tidy();
    void run_all(soci::session& sql, std::vector<Job*> const& jobs);

    Dialect& dialect_;
    Committed committed_;
    std::function<void(std::size_t, std::chrono::nanoseconds)> told_commit_;
    Alone alone_;
    std::unique_ptr<Connection> connection_;
    Tables writable_ = Tables::all;  ///< what the statements that run now may touch

    std::mutex mutex_;
    std::condition_variable came_;
    std::deque<Job*> waiting_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace gatehouse::store
