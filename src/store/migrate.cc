#include "store/migrate.h"

#include <fmt/format.h>
#include <soci/soci.h>

#include "crypto/random.h"
#include "store/connection.h"
#include "store/database_fault.h"
#include "store/dialect.h"
#include "store/schema.h"

namespace gatehouse::store {

namespace {

void apply(soci::session& sql, Dialect const& dialect, Migration const& migration, Time now) {
    std::string_view rest = migration.sql;
    for (;;) {
        auto const end = rest.find("\n--\n");
        sql << dialect.schema(rest.substr(0, end));
        if (end == std::string_view::npos)
            break;
        rest.remove_prefix(end + 4);
    }
    long long const at = to_micros(now);
    sql << "INSERT INTO schema_migration (number, applied_at) VALUES (:number, :at)",
        soci::use(migration.number), soci::use(at);
}

void plant(soci::session& sql, Time now) {
    int tenants = 0;
    sql << "SELECT COUNT(*) FROM tenant", soci::into(tenants);
    if (tenants > 0)
        return;
    auto const tenant = crypto::new_uid(now);
    auto const project = crypto::new_uid(now);
    long long const at = to_micros(now);
    sql << "INSERT INTO tenant (uid, name, rights_revision) VALUES (:uid, 'Gatehouse', 0)", soci::use(tenant);
    sql << "INSERT INTO feed_head (id, epoch, revision, epoch_start) VALUES (1, 1, 0, 0)";
    // Palette's Terraform provider fails on every run where there is no project of this name.
    sql << "INSERT INTO project (uid, name, name_key, labels, annotations, created_at, modified_at) "
           "VALUES (:uid, 'Default', 'default', '{}', '{}', :at, :again)",
        soci::use(project), soci::use(at), soci::use(at);
}

int applied(soci::session& sql) {
    sql << "CREATE TABLE IF NOT EXISTS schema_migration (number INTEGER PRIMARY KEY, applied_at BIGINT NOT "
           "NULL)";
    int newest = 0;
    sql << "SELECT COALESCE(MAX(number), 0) FROM schema_migration", soci::into(newest);
    if (newest > migrations().back().number)
        throw DatabaseFault(
            fmt::format("the database has schema {}, newer than this program's {}; run the newer "
                        "program, or restore a backup",
                        newest, migrations().back().number));
    return newest;
}

}  // namespace

void apply_migrations(soci::session& sql, Dialect const& dialect, Time now) {
    auto const newest = applied(sql);
    for (auto const& migration : migrations())
        if (migration.number > newest)
            apply(sql, dialect, migration, now);
}

void migrate(Connection& connection, Dialect& dialect, Time now) {
    auto& sql = connection.begin([&](soci::session& fresh) { dialect.begin_write(fresh); });
    try {
        apply_migrations(sql, dialect, now);
        plant(sql, now);
        sql << "COMMIT";
    } catch (...) {
        connection.roll_back();
        throw;
    }
}

}  // namespace gatehouse::store
