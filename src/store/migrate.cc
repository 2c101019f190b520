#include "store/migrate.h"

#include <fmt/format.h>
#include <soci/soci.h>

#include "crypto/random.h"
#include "store/database.h"
#include "store/schema.h"

namespace gatehouse::store {

namespace {

void apply(soci::session& sql, Migration const& migration, Time now) {
    soci::transaction transaction(sql);
    std::string_view rest = migration.sql;
    for (;;) {
        auto const end = rest.find("\n--\n");
        sql << std::string(rest.substr(0, end));
        if (end == std::string_view::npos)
            break;
        rest.remove_prefix(end + 4);
    }
    long long const at = to_micros(now);
    sql << "INSERT INTO schema_migration (number, applied_at) VALUES (:number, :at)",
        soci::use(migration.number), soci::use(at);
    transaction.commit();
}

void plant(soci::session& sql, Time now) {
    int tenants = 0;
    sql << "SELECT COUNT(*) FROM tenant", soci::into(tenants);
    if (tenants > 0)
        return;
    soci::transaction transaction(sql);
    auto const tenant = crypto::new_uid(now);
    auto const project = crypto::new_uid(now);
    long long const at = to_micros(now);
    sql << "INSERT INTO tenant (uid, name, rights_revision) VALUES (:uid, 'Gatehouse', 0)", soci::use(tenant);
    sql << "INSERT INTO feed_head (id, epoch, revision) VALUES (1, 1, 0)";
    // Palette's Terraform provider fails on every run where there is no project of this name.
    sql << "INSERT INTO project (uid, name, name_key, labels, annotations, created_at, modified_at) "
           "VALUES (:uid, 'Default', 'default', '{}', '{}', :at, :again)",
        soci::use(project), soci::use(at), soci::use(at);
    transaction.commit();
}

}  // namespace

void migrate(soci::session& sql, Time now) {
    sql << "CREATE TABLE IF NOT EXISTS schema_migration (number INTEGER PRIMARY KEY, applied_at BIGINT NOT "
           "NULL)";
    int done = 0;
    soci::indicator any = soci::i_ok;
    sql << "SELECT MAX(number) FROM schema_migration", soci::into(done, any);
    if (any == soci::i_null)
        done = 0;
    if (done > migrations().back().number)
        throw DatabaseFault(
            fmt::format("the database has schema {}, newer than this program's {}; run the newer "
                        "program, or restore a backup",
                        done, migrations().back().number));
    for (auto const& migration : migrations())
        if (migration.number > done)
            apply(sql, migration, now);
    plant(sql, now);
}

}  // namespace gatehouse::store
