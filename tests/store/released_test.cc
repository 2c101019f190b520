#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <sstream>

#include "store/schema.h"
#include "store/ssh_key_store.h"
#include "tests/store/house_caller.h"

namespace gatehouse::store {
namespace {

namespace fs = std::filesystem;
using namespace gatehouse::test;

fs::path dump_of(int schema) {
    return fs::path(__FILE__).parent_path() / "released" / fmt::format("schema-{}.sql", schema);
}

/// A statement ends with a semicolon at the end of a line, as sqlite3's .dump writes them.
void load(fs::path const& dump, fs::path const& file) {
    soci::session sql(soci::sqlite3, "dbname=" + file.string());
    std::stringstream text;
    text << std::ifstream(dump).rdbuf();
    std::string statement;
    for (std::string line; std::getline(text, line); statement += '\n') {
        statement += line;
        if (!line.ends_with(';'))
            continue;
        sql << statement;
        statement.clear();
    }
}

/// The databases of releases, each as its release left it.
TEST(Released, every_earlier_schema_is_brought_up_to_date_with_its_rows) {
    for (auto const& migration : migrations().first(migrations().size() - 1)) {
        ASSERT_TRUE(fs::exists(dump_of(migration.number))) << "see tests/store/released/README.md";
        TemporaryDirectory const directory;
        load(dump_of(migration.number), directory / "gatehouse.db");
        ManualClock const clock;
        Database db((directory / "gatehouse.db").string(), clock);
        look(db, model::Scope::tenant(), [](auto& tx, auto const& visible) {
            EXPECT_FALSE(SshKeyStore(tx).list(visible).empty());
            return true;
        });
    }
}

}  // namespace
}  // namespace gatehouse::store
