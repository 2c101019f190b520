#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "base/clock.h"
#include "store/transaction.h"

namespace gatehouse::store {

/// What the database could not do (gone, full, damaged). The message never holds a bound value.
class DatabaseFault : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The SQLite database: one writer thread that owns the one read-write connection, and a pool of read-only
/// ones. Safe to call from any thread. Functions run synchronously; a refusal (an empty Result) rolls back.
class Database {
public:
    /// Opens or makes the file and brings its schema up to date. One process at a time: a second one is
    /// refused (the lock file beside it). Throws DatabaseFault.
    Database(std::filesystem::path const& file, Clock const& clock, int readers = 6);
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
        record(denial);
        return std::move(*result);
    }

    template <class F>
    auto write(policy::Caller const& caller, F use) -> std::invoke_result_t<F, WriteTx&> {
        std::optional<std::invoke_result_t<F, WriteTx&>> result;
        std::optional<model::AuditEvent> denial;
        with_writer(Tables::all, [&](soci::session& sql) -> std::optional<std::vector<std::string>> {
            WriteTx tx(sql, clock_.now(), caller);
            result = use(tx);
            denial = tx.denial();
            if (!*result)
                return std::nullopt;
            tx.require_permitted_and_audited();
            return tx.topics();
        });
        record(denial);
        return std::move(*result);
    }

    /// For bookkeeping; see SystemTx. `use` returns a Result as well: a refusal rolls back.
    template <class F>
    auto system(F use) -> std::invoke_result_t<F, SystemTx&> {
        std::optional<std::invoke_result_t<F, SystemTx&>> result;
        with_writer(Tables::bookkeeping, [&](soci::session& sql) -> std::optional<std::vector<std::string>> {
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

    /// Called on the writer's thread after each commit with what changed; must not block. Set before the
    /// first write.
    void on_change(std::function<void(std::vector<std::string> const&)> tell);

    /// Grows with every commit that a console may show: a change, a receipt.
    std::uint64_t changes() const { return changes_; }

    /// True when a write can be committed just now: does an empty one. For /healthz.
    bool can_write();
    bool can_read();

private:
    enum class Tables { all, bookkeeping };
    using Work = std::function<std::optional<std::vector<std::string>>(soci::session&)>;

    void with_reader(std::function<void(soci::session&)> const& use);
    void with_writer(Tables tables, Work const& use);
    void record(std::optional<model::AuditEvent> const& denial);

    struct State;
    Clock const& clock_;
    std::atomic<std::uint64_t> changes_{0};
    std::unique_ptr<State> state_;
};

}  // namespace gatehouse::store
