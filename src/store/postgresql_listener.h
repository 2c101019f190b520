#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "store/dialect.h"

struct pg_conn;

namespace gatehouse::store {

/// Hears what was committed, by this server or another that shares the database. The database's NOTIFY is a
/// hint; what counts is the feed, which is read on every hint and every two seconds without one, so that a
/// lost notification or connection costs latency only. One thread, from construction to destruction.
class PostgresqlListener {
public:
    /// Listens once it is made. `tell` gets the topics that changed; none where only something that a console
    /// shows did. Throws DatabaseFault.
    PostgresqlListener(std::string url, std::function<void(Topics const&)> tell);
    ~PostgresqlListener();
    PostgresqlListener(PostgresqlListener const&) = delete;
    PostgresqlListener& operator=(PostgresqlListener const&) = delete;

private:
    struct Close {
        void operator()(pg_conn* connection) const;
    };
    using Connection = std::unique_ptr<pg_conn, Close>;

    /// Nothing when it could not be had.
    Connection connect();
    void run(Connection connection);
    /// Tells what comes until the connection breaks or the listener ends.
    void follow(pg_conn* connection);
    /// Adds the topics that changed since the newest revision seen, and moves that on; false when the
    /// connection is broken.
    bool read_feed(pg_conn* connection, Topics& changed);
    void wait(int socket, int milliseconds) const;

    std::string url_;
    std::function<void(Topics const&)> tell_;
    std::int64_t seen_ = -1;  ///< the newest revision told; -1: none read yet
    int stop_event_;
    std::atomic<bool> stopping_{false};
    std::thread thread_;
};

}  // namespace gatehouse::store
