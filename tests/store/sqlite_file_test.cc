#include <gmock/gmock.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <sys/stat.h>

#include "base/files.h"
#include "store/project_store.h"
#include "tests/store/house_caller.h"
#include "tests/support/full_disk.h"

// What only a file has to do.
namespace gatehouse::store {
namespace {

using namespace gatehouse::test;
using testing::HasSubstr;

model::Scope const tenant = model::Scope::tenant();

class DatabaseFile : public testing::Test {
protected:
    ManualClock clock;
    TemporaryDirectory directory;
    std::filesystem::path const file = directory / "gatehouse.db";
    std::unique_ptr<Database> db = std::make_unique<Database>(file, clock);
};

TEST_F(DatabaseFile, can_be_read_by_its_owner_only) {
    change(*db, tenant, [](WriteTx& tx, Visibility const&) { return ProjectStore(tx).add({"Edge"}); });

    for (auto const* suffix : {"", "-wal", ".lock"}) {
        struct stat found {};
        ASSERT_EQ(::stat((file.string() + suffix).c_str(), &found), 0) << suffix;
        EXPECT_EQ(found.st_mode & 0077U, 0U) << suffix;
    }
}

TEST_F(DatabaseFile, a_second_one_to_open_it_is_refused_until_the_first_has_gone) {
    try {
        Database const second(file, clock);
        FAIL() << "two writers on one file";
    } catch (DatabaseFault const& fault) {
        EXPECT_THAT(fault.what(), HasSubstr("another process"));
    }
    EXPECT_EQ(db->why_not_written(), std::nullopt) << "the first goes on";

    db.reset();
    EXPECT_NO_THROW(Database(file, clock));
}

TEST_F(DatabaseFile, of_a_newer_program_is_refused_and_left_as_it_is) {
    db.reset();
    soci::session(soci::sqlite3, file.string())
        << "INSERT INTO schema_migration (number, applied_at) VALUES (9999, 0)";

    try {
        Database const older(file, clock);
        FAIL() << "a program must not write what it does not know";
    } catch (DatabaseFault const& fault) {
        EXPECT_THAT(fault.what(), testing::AllOf(HasSubstr("9999"), HasSubstr("newer")));
    }
}

TEST_F(DatabaseFile, that_is_no_database_is_refused) {
    std::filesystem::path const other = directory / "other.db";
    write_file_atomically(other, std::string(8192, 'x'), 0600);

    EXPECT_THROW(Database(other, clock), DatabaseFault);
}

TEST_F(DatabaseFile, writes_with_a_journal_that_survives_a_power_cut) {
    change(*db, tenant, [](WriteTx& tx, Visibility const&) -> Result<void> {
        std::string journal;
        int synchronous = 0;
        int foreign_keys = 0;
        tx.sql() << "PRAGMA journal_mode", soci::into(journal);
        tx.sql() << "PRAGMA synchronous", soci::into(synchronous);
        tx.sql() << "PRAGMA foreign_keys", soci::into(foreign_keys);
        EXPECT_EQ(journal, "wal");
        EXPECT_EQ(synchronous, 2) << "FULL";
        EXPECT_EQ(foreign_keys, 1);
        return {};
    });
}

TEST_F(DatabaseFile, says_what_keeps_it_from_writing_while_it_reads_and_writes_again_by_itself) {
    EXPECT_EQ(db->why_not_read(), std::nullopt);
    {
        FullDisk const full;
        EXPECT_THAT(db->why_not_written().value_or(""), HasSubstr("the database cannot be written: "));
        EXPECT_EQ(db->why_not_read(), std::nullopt);
    }
    EXPECT_EQ(db->why_not_written(), std::nullopt);
}

TEST_F(DatabaseFile, a_denial_stays_one_when_it_cannot_be_recorded) {
    auto const nobody = a_person({});
    FullDisk const full;

    auto const refused = db->read(nobody, [](ReadTx& tx) -> Result<int> {
        return tx.permit<contract::CreateProject>(tenant).map([](auto const&) { return 1; });
    });

    EXPECT_EQ(refused.error().code, Code::forbidden);
}

}  // namespace
}  // namespace gatehouse::store
