#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace soci {
class session;
}

namespace gatehouse::store {

/// What changed: names of topics, see topic.h.
using Topics = std::vector<std::string>;

/// The whole difference between the databases: how a connection is set up, how a transaction begins, and how
/// others learn of a commit. Every statement beside these is the same text on each of them.
class Dialect {
public:
    virtual ~Dialect() = default;

    /// Connects a closed session; the one that writes, or one that can only read. Throws soci::soci_error or
    /// DatabaseFault.
    virtual void open_writer(soci::session& sql) = 0;
    virtual void open_reader(soci::session& sql) = 0;

    /// Begins a transaction that waits for every other writer, of this process or another, to end.
    virtual void begin_write(soci::session& sql) = 0;
    /// Begins one that sees one state of the database to its end.
    virtual void begin_read(soci::session& sql) = 0;

    /// After a commit, on the writer's connection: the upkeep that is due. False when it failed so that every
    /// connection has to be opened anew before the next write.
    virtual bool tidy(soci::session& sql) = 0;

    /// A migration's text, for this database: text sorts and compares by its bytes on each.
    virtual std::string schema(std::string_view migration) const = 0;

    /// True when no other process can change the database, so that what this one counts is all there is.
    virtual bool is_ours_alone() const = 0;

    /// Says inside a transaction that its commit changes something, and these topics, which are not in the
    /// feed; where others have to be told by the database.
    virtual void announce(soci::session& sql, Topics const& topics) = 0;
    /// From now on until the dialect ends, calls `tell` for what others, and this process, have announced;
    /// `tell` may come from any thread. Does nothing where the database is ours alone: the writer tells then.
    virtual void listen(std::function<void(Topics const&)> tell) = 0;
};

/// For `postgresql://...` the PostgreSQL database of that URL, else the SQLite file of that path, which is
/// locked against other processes as long as the dialect lives. Throws DatabaseFault.
std::unique_ptr<Dialect> dialect_for(std::string const& where);
bool names_postgresql(std::string_view where);

/// Connects a closed session that can only read, also while a server uses the database, which is of this
/// program's schema. Throws soci::soci_error or DatabaseFault.
void open_beside(soci::session& sql, std::string const& where);

}  // namespace gatehouse::store
