#include "store/sqlite_backup.h"

#include <gmock/gmock.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <sys/stat.h>

#include "base/files.h"
#include "store/project_store.h"
#include "tests/store/house_caller.h"

namespace gatehouse::store {
namespace {

using namespace gatehouse::test;
using testing::HasSubstr;
using testing::ThrowsMessage;

namespace fs = std::filesystem;

/// What a server that was killed leaves: a file, and a log that was not moved into it.
class SqliteBackup : public testing::Test {
protected:
    SqliteBackup() {
        Database db((directory / "first.db").string(), clock);
        change(db, model::Scope::tenant(),
               [](WriteTx& tx, Visibility const&) { return ProjectStore(tx).add({"Edge"}); });
        fs::copy_file(directory / "first.db", file);
        fs::copy_file(directory / "first.db-wal", log);
    }
    bool has_edge(fs::path const& database) {
        Database db(database.string(), clock);
        return db.look([](SystemTx& tx) { return ProjectStore(tx).all().size() == 2; });
    }

    ManualClock clock;
    TemporaryDirectory directory;
    fs::path const file = directory / "gatehouse.db";
    fs::path const log = directory / "gatehouse.db-wal";
    fs::path const backup = directory / "backup.db";
};

TEST_F(SqliteBackup, holds_what_stood_in_the_log_and_leaves_file_and_log_as_they_were) {
    auto const file_before = read_file(file);
    auto const log_before = read_file(log);

    back_up_sqlite(file, backup);

    EXPECT_EQ(read_file(file), file_before);
    EXPECT_EQ(read_file(log), log_before) << "a checkpoint is the writer's alone";
    EXPECT_TRUE(has_edge(backup));
}

TEST_F(SqliteBackup, can_be_read_by_its_owner_only) {
    back_up_sqlite(file, backup);

    struct stat found {};
    ASSERT_EQ(::stat(backup.c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 07777, 0600U);
}

TEST_F(SqliteBackup, overwrites_nothing) {
    write_file_atomically(backup, "something", 0600);

    EXPECT_THROW(back_up_sqlite(file, backup), DatabaseFault);
    EXPECT_EQ(read_file(backup), "something");
}

TEST_F(SqliteBackup, is_refused_where_it_is_not_ours_or_newer_than_this_program) {
    auto const run = [&](std::string const& statement) {
        soci::session(soci::sqlite3, "dbname=" + (directory / "other.db").string()) << statement;
    };
    auto const check = [&] { check_sqlite(directory / "other.db"); };
    EXPECT_THAT(check, ThrowsMessage<DatabaseFault>(HasSubstr("there is no file")));

    run("CREATE TABLE something (a INTEGER)");
    EXPECT_THAT(check, ThrowsMessage<DatabaseFault>(HasSubstr("not a database of Gatehouse's")));

    fs::remove(directory / "other.db");
    back_up_sqlite(file, directory / "other.db");
    EXPECT_NO_THROW(check());
    run("INSERT INTO schema_migration (number, applied_at) VALUES (999, 0)");
    EXPECT_THAT(check, ThrowsMessage<DatabaseFault>(HasSubstr("schema 999, newer than this program's")));
}

TEST_F(SqliteBackup, takes_the_place_of_a_database_which_is_kept_with_its_log) {
    { Database const empty((directory / "fresh.db").string(), clock); }

    replace_sqlite(file, directory / "fresh.db", directory / "kept.db");

    EXPECT_FALSE(fs::exists(log)) << "it would be replayed into the other database";
    EXPECT_FALSE(has_edge(file));
    EXPECT_TRUE(has_edge(directory / "kept.db"));
}

}  // namespace
}  // namespace gatehouse::store
