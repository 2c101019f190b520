#include "store/copy_database.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <regex>
#include <soci/soci.h>

#include "store/connection.h"
#include "store/database_fault.h"
#include "store/dialect.h"
#include "store/migrate.h"
#include "store/rows.h"
#include "store/schema.h"

namespace gatehouse::store {

namespace {

/// A row of any table, to be bound by the names of its columns.
struct AnyRow {
    soci::row const* row = nullptr;
};

}  // namespace

}  // namespace gatehouse::store

namespace soci {
template <>
struct type_conversion<gatehouse::store::AnyRow> {
    using base_type = values;
    static void from_base(values const&, indicator, gatehouse::store::AnyRow&) {}
    static void to_base(gatehouse::store::AnyRow const& any, values& out, indicator& state) {
        auto const& row = *any.row;
        for (std::size_t i = 0; i < row.size(); ++i) {
            auto const& column = row.get_properties(i);
            auto const& name = column.get_name();
            auto const given = row.get_indicator(i);
            switch (column.get_data_type()) {
            case dt_integer:
                out.set(name, given == i_null ? 0 : row.get<int>(i), given);
                break;
            case dt_long_long:
                out.set(name, given == i_null ? 0LL : row.get<long long>(i), given);
                break;
            case dt_string:
                out.set(name, given == i_null ? std::string() : row.get<std::string>(i), given);
                break;
            default:
                throw gatehouse::store::DatabaseFault("a column of a type that no table of ours has: " +
                                                      name);
            }
        }
        state = i_ok;
    }
};
}  // namespace soci

namespace gatehouse::store {

namespace {

/// In the order of their making, in which no row refers to one that is not there yet.
std::vector<std::string> tables() {
    static std::regex const made("CREATE TABLE (\\w+)");
    std::vector<std::string> names;
    for (auto const& migration : migrations()) {
        std::string const text(migration.sql);
        for (std::sregex_iterator found(text.begin(), text.end(), made); found != std::sregex_iterator();
             ++found)
            names.push_back((*found)[1]);
    }
    return names;
}

long long count(soci::session& sql, std::string const& table) {
    long long rows = 0;
    sql << "SELECT COUNT(*) FROM " << table, soci::into(rows);
    return rows;
}

void copy_table(soci::session& from, soci::session& to, std::string const& table) {
    soci::rowset<soci::row> const rows = (from.prepare << "SELECT * FROM " << table);
    std::optional<soci::statement> insert;
    AnyRow any;
    for (auto const& row : rows) {
        any.row = &row;
        if (!insert) {
            std::vector<std::string> columns;
            for (std::size_t i = 0; i < row.size(); ++i)
                columns.push_back(row.get_properties(i).get_name());
            insert.emplace((to.prepare << fmt::format("INSERT INTO {} ({}) VALUES (:{})", table,
                                                      fmt::join(columns, ", "), fmt::join(columns, ", :")),
                            row_of(any)));
        }
        insert->execute(true);
    }
}

void require_current(soci::session& sql) {
    int newest = 0;
    sql << "SELECT COALESCE(MAX(number), 0) FROM schema_migration", soci::into(newest);
    if (newest != migrations().back().number)
        throw DatabaseFault(fmt::format("the database to copy has schema {}, this program {}: start this "
                                        "version's server on it once, stop it, and try again",
                                        newest, migrations().back().number));
}

void copy_all(Dialect& source, Dialect& target, Time now,
              std::function<void(std::string const&, long long)> const& told) {
    Connection reading([&](soci::session& sql) { source.open_writer(sql); });
    Connection writing([&](soci::session& sql) { target.open_writer(sql); });
    auto& from = reading.begin([&](soci::session& sql) { source.begin_read(sql); });
    require_current(from);
    auto& to = writing.begin([&](soci::session& sql) { target.begin_write(sql); });
    try {
        apply_migrations(to, target, now);
        if (count(to, "tenant") > 0)
            throw DatabaseFault("the database to fill is not empty; give a new one");
        for (auto const& table : tables()) {
            copy_table(from, to, table);
            auto const rows = count(to, table);
            if (rows != count(from, table))
                throw DatabaseFault(fmt::format("table {} did not arrive whole", table));
            told(table, rows);
        }
        to << "COMMIT";
    } catch (...) {
        writing.roll_back();
        throw;
    }
}

}  // namespace

void copy_database(std::string const& from, std::string const& to, Time now,
                   std::function<void(std::string const& table, long long rows)> const& told) {
    auto const source = dialect_for(from);
    auto const target = dialect_for(to);
    try {
        copy_all(*source, *target, now, told);
    } catch (soci::soci_error const& error) {
        throw DatabaseFault(error.get_error_message());
    }
}

}  // namespace gatehouse::store
