#include "store/postgresql_dialect.h"

#include <regex>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include "base/text.h"
#include "store/database_fault.h"
#include "store/postgresql_listener.h"

namespace gatehouse::store {

namespace {

/// Any number that nobody else takes in this database: "GATE" in ASCII.
constexpr char take_turn[] = "SELECT pg_advisory_xact_lock(1195463749)";
constexpr std::size_t longest_payload = 7900;  // PostgreSQL takes 8,000 bytes

void open(soci::session& sql, std::string const& url) {
    sql.open(soci::postgresql, url);
    auto* const connection = static_cast<soci::postgresql_session_backend*>(sql.get_backend())->conn_;
    PQsetErrorVerbosity(connection, PQERRORS_TERSE);  // more would hold the values of a row
    PQsetNoticeProcessor(
        connection, [](void*, char const*) {}, nullptr);
    std::string encoding;
    sql << "SHOW server_encoding", soci::into(encoding);
    if (encoding != "UTF8")
        throw DatabaseFault(fmt::format(
            "the PostgreSQL database holds text as {}; make one with: CREATE DATABASE gatehouse ENCODING "
            "'UTF8' TEMPLATE template0",
            encoding));
    sql << "SET client_encoding = 'UTF8'";
}

}  // namespace

PostgresqlDialect::PostgresqlDialect(std::string url) : url_(std::move(url)) {}
PostgresqlDialect::~PostgresqlDialect() = default;

void PostgresqlDialect::open_writer(soci::session& sql) {
    open(sql, url_);
    std::string commits;
    sql << "SHOW synchronous_commit", soci::into(commits);
    if (commits == "off")  // what we acknowledge has to outlive a crash
        sql << "SET synchronous_commit = on";
}

void PostgresqlDialect::open_reader(soci::session& sql) { open(sql, url_); }

void PostgresqlDialect::begin_write(soci::session& sql) {
    sql << "BEGIN";
    sql << take_turn;
}

void PostgresqlDialect::begin_read(soci::session& sql) {
    sql << "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
}

std::string PostgresqlDialect::schema(std::string_view migration) const {
    static std::regex const text("\\bTEXT\\b");
    return std::regex_replace(std::string(migration), text, "TEXT COLLATE \"C\"");
}

void PostgresqlDialect::announce(soci::session& sql, Topics const& topics) {
    auto payload = join(topics, ",");
    if (payload.size() > longest_payload)
        payload.clear();  // whoever hears it reads the feed anyway
    sql << "SELECT pg_notify('gatehouse', :payload)", soci::use(payload, "payload");
}

void PostgresqlDialect::listen(std::function<void(Topics const&)> tell) {
    listener_ = std::make_unique<PostgresqlListener>(url_, std::move(tell));
}

}  // namespace gatehouse::store
