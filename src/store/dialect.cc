#include "store/dialect.h"

#include <fmt/format.h>
#include <soci/soci.h>

#include "store/database_fault.h"
#include "store/postgresql_dialect.h"
#include "store/schema.h"
#include "store/sqlite_backup.h"
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

void open_beside(soci::session& sql, std::string const& where) {
    if (names_postgresql(where))
        PostgresqlDialect(where).open_reader(sql);
    else
        open_sqlite_beside(sql, where);
    int newest = 0;
    sql << "SELECT COALESCE(MAX(number), 0) FROM schema_migration", soci::into(newest);
    if (newest != migrations().back().number)
        throw DatabaseFault(fmt::format("the database has schema {}, this program {}: use the program that "
                                        "serves it",
                                        newest, migrations().back().number));
}

}  // namespace gatehouse::store
