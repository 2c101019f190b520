#include "store/postgresql_listener.h"

#include <algorithm>
#include <iterator>
#include <libpq-fe.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/log.h"
#include "base/text.h"
#include "store/database_fault.h"

namespace gatehouse::store {

namespace {

constexpr int look_anyway = 2000;  // milliseconds

using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

/// Adds the topics of the notifications that have come in; false when there were none.
bool take_notifications(PGconn* connection, Topics& changed) {
    bool any = false;
    while (auto* const note = PQnotifies(connection)) {
        any = true;
        if (*note->extra != '\0')
            std::ranges::move(split(note->extra, ','), std::back_inserter(changed));
        PQfreemem(note);
    }
    return any;
}

}  // namespace

void PostgresqlListener::Close::operator()(pg_conn* connection) const { PQfinish(connection); }

PostgresqlListener::PostgresqlListener(std::string url, std::function<void(Topics const&)> tell)
    : url_(std::move(url)), tell_(std::move(tell)), stop_event_(::eventfd(0, EFD_CLOEXEC)) {
    auto connection = connect();
    if (!connection)
        throw DatabaseFault("cannot listen for changes of the PostgreSQL database");
    thread_ = std::thread([this, first = std::move(connection)]() mutable { run(std::move(first)); });
}

PostgresqlListener::~PostgresqlListener() {
    stopping_ = true;
    ::eventfd_write(stop_event_, 1);
    thread_.join();
    ::close(stop_event_);
}

PostgresqlListener::Connection PostgresqlListener::connect() {
    Connection connection(PQconnectdb(url_.c_str()));
    PQsetNoticeProcessor(
        connection.get(), [](void*, char const*) {}, nullptr);
    Answer const listening(PQexec(connection.get(), "LISTEN gatehouse"), &PQclear);
    Topics known;
    if (PQresultStatus(listening.get()) != PGRES_COMMAND_OK ||
        (seen_ < 0 && !read_feed(connection.get(), known)))
        return nullptr;
    return connection;
}

void PostgresqlListener::run(Connection connection) {
    while (!stopping_) {
        if (connection)
            follow(connection.get());
        if (stopping_)
            return;
        log::warn("not listening to the database just now; changes show late");
        wait(-1, look_anyway);
        connection = connect();
    }
}

void PostgresqlListener::follow(pg_conn* connection) {
    while (!stopping_) {
        Topics changed;
        bool const hinted = take_notifications(connection, changed);
        if (!read_feed(connection, changed))
            return;
        if (hinted || !changed.empty())
            tell_(changed);
        wait(PQsocket(connection), look_anyway);
        if (PQconsumeInput(connection) == 0)
            return;
    }
}

bool PostgresqlListener::read_feed(pg_conn* connection, Topics& changed) {
    auto const since = std::to_string(seen_);
    char const* const values[] = {since.c_str()};
    Answer const answer(PQexecParams(connection,
                                     "SELECT topic, revision FROM feed_change WHERE revision > $1::bigint "
                                     "ORDER BY revision",
                                     1, nullptr, values, nullptr, nullptr, 0),
                        &PQclear);
    if (PQresultStatus(answer.get()) != PGRES_TUPLES_OK)
        return false;
    for (int row = 0; row < PQntuples(answer.get()); ++row) {
        changed.emplace_back(PQgetvalue(answer.get(), row, 0));
        seen_ = to_number<std::int64_t>(PQgetvalue(answer.get(), row, 1)).value_or(seen_);
    }
    seen_ = std::max<std::int64_t>(seen_, 0);
    return true;
}

void PostgresqlListener::wait(int socket, int milliseconds) const {
    pollfd waited[] = {{stop_event_, POLLIN, 0}, {socket, POLLIN, 0}};
    ::poll(waited, socket < 0 ? 1 : 2, milliseconds);
}

}  // namespace gatehouse::store
