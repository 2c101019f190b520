#include "store/dialect.h"

#include "store/postgresql_dialect.h"
#include "store/sqlite_dialect.h"

namespace gatehouse::store {

bool names_postgresql(std::string_view where) {
    return where.starts_with("postgresql://") || where.starts_with("postgres://");
}

std::unique_ptr<Dialect> dialect_for(std::string const& where) {
    if (names_postgresql(where))
        return std::make_unique<PostgresqlDialect>(where);
    return std::make_unique<SqliteDialect>(where);
}

}  // namespace gatehouse::store
