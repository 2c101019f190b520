#pragma once

#include <memory>

#include "store/dialect.h"

namespace gatehouse::store {

class PostgresqlListener;

/// A PostgreSQL database, which several servers may share. Writers take one advisory lock, so that a
/// transaction sees all that was written before it, as on SQLite: rules that span rows hold without locks of
/// their own.
class PostgresqlDialect : public Dialect {
public:
    /// `url` as libpq reads it: postgresql://user@host/database?sslmode=verify-full&passfile=...
    explicit PostgresqlDialect(std::string url);
    ~PostgresqlDialect() override;

    void open_writer(soci::session& sql) override;
    void open_reader(soci::session& sql) override;
    void begin_write(soci::session& sql) override;
    void begin_read(soci::session& sql) override;
    bool tidy(soci::session&) override { return true; }
    std::string schema(std::string_view migration) const override;
    bool is_ours_alone() const override { return false; }
    void announce(soci::session& sql, Topics const& topics) override;
    void listen(std::function<void(Topics const&)> tell) override;

private:
    std::string url_;
    std::unique_ptr<PostgresqlListener> listener_;
};

}  // namespace gatehouse::store
