#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>

#include "base/clock.h"
#include "base/guarded.h"
#include "store/database_fault.h"
#include "store/dialect.h"
#include "store/refusals.h"
#include "store/transaction.h"
#include "store/writer.h"

namespace gatehouse::store {

class ReaderPool;

/// The database, SQLite or PostgreSQL: one writer thread with the one connection that writes, and a pool of
/// connections that read. Safe to call from any thread. Functions run synchronously and return once what they
/// did is committed, together with what other threads wrote meanwhile; a refusal (an empty Result) rolls
/// back.
class Database {
public:
    /// Opens or makes the database that dialect_for() names and brings its schema up to date. Throws
    /// DatabaseFault.
    Database(std::string const& where, Clock const& clock, std::size_t readers = 6);
    ~Database();
    Database(Database const&) = delete;
    Database& operator=(Database const&) = delete;

    template <class F>
    auto read(policy::Caller const& caller, F use) -> std::invoke_result_t<F, ReadTx&> {
        std::optional<std::invoke_result_t<F, ReadTx&>> result;
        std::optional<model::AuditEvent> denial;
        with_reader([&](soci::session& sql) {
            ReadTx tx(sql, clock_.now(), caller);
            result = use(tx);
            if (*result)
                tx.require_permitted();
            denial = tx.denial();
        });
        if (denial)
            refused(*std::move(denial));
        return std::move(*result);
    }

    template <class F>
    auto write(policy::Caller const& caller, F use) -> std::invoke_result_t<F, WriteTx&> {
        std::optional<std::invoke_result_t<F, WriteTx&>> result;
        std::optional<model::AuditEvent> denial;
        with_writer(Tables::all, [&](soci::session& sql) -> std::optional<Topics> {
            WriteTx tx(sql, clock_.now(), caller);
            result = use(tx);
            denial = tx.denial();
            if (!*result)
                return std::nullopt;
            tx.require_permitted_and_audited();
            return tx.topics();
        });
        if (denial)
            refused(*std::move(denial));
        return std::move(*result);
    }

    /// For bookkeeping; see SystemTx. `use` returns a Result as well: a refusal rolls back.
    template <class F>
    auto system(F use) -> std::invoke_result_t<F, SystemTx&> {
        std::optional<std::invoke_result_t<F, SystemTx&>> result;
        with_writer(Tables::bookkeeping, [&](soci::session& sql) -> std::optional<Topics> {
            SystemTx tx(sql, clock_.now());
            result = use(tx);
            if (!*result)
                return std::nullopt;
            return tx.topics();
        });
        return std::move(*result);
    }

    /// A read for the house itself: who is this caller, what is to be done.
    template <class F>
    auto look(F use) -> std::invoke_result_t<F, SystemTx&> {
        std::optional<std::invoke_result_t<F, SystemTx&>> result;
        with_reader([&](soci::session& sql) {
            SystemTx tx(sql, clock_.now());
            result = use(tx);
        });
        return std::move(*result);
    }

    /// Tells the trail of a refusal that no permission decided: of credentials, of a token. One that repeats
    /// is counted, see Refusals. It stays refused where the trail cannot be written; the log says so then.
    void refused(model::AuditEvent event);
    template <class E>
    void refused(policy::Caller const& caller, std::string const& reason) {
        refused(refusal_of(caller, E::endpoint.audit(), reason, clock_.now()));
    }
    void refused(policy::Caller const& caller, model::AuditAction const& action, std::string const& reason) {
        refused(refusal_of(caller, action, reason, clock_.now()));
    }
    /// Writes what was counted: what is due once a while, all of it at the end.
    void write_due_refusals();
    void write_all_refusals();

    /// Called after each commit with what changed, here or by another server that shares the database; from
    /// one thread at a time, soon after the commit, and must not block. Set before the first write.
    void on_change(std::function<void(Topics const&)> tell);

    /// Called after each commit with how many writes it took together and how long the transaction was. From
    /// the writer's thread; set before the first write.
    void on_commit(std::function<void(std::size_t writes, std::chrono::nanoseconds took)> tell);

    /// Grows with every commit that a console may show: a change, a receipt.
    std::uint64_t changes() const { return changes_; }

    /// True when changes() counts every commit there is, and counts it before its write returns: no other
    /// server shares the database.
    bool is_ours_alone() const;

    /// What keeps the database from being read, or written, just now; nothing where it can be. Tries it. For
    /// /healthz.
    std::optional<std::string> why_not_read();
    std::optional<std::string> why_not_written();

private:
    void with_reader(std::function<void(soci::session&)> const& use);
    void with_writer(Tables tables, Writer::Work const& use);
    void record(std::vector<model::AuditEvent> const& refusals);
    void changed(Topics const& topics);
    std::optional<std::string> why_not(std::string_view what, std::function<void()> const& use) const;

    Clock const& clock_;
    std::atomic<std::uint64_t> changes_{0};
    Refusals refusals_;
    Guarded<std::function<void(Topics const&)>> tell_;
    std::unique_ptr<Dialect> dialect_;
    std::unique_ptr<ReaderPool> readers_;
    std::unique_ptr<Writer> writer_;
};

}  // namespace gatehouse::store
