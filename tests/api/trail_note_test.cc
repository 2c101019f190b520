#include "service/trail_note.h"

#include <gmock/gmock.h>

#include "base/files.h"
#include "store/audit_check.h"
#include "store/audit_store.h"
#include "tests/store/house_caller.h"

namespace gatehouse::test {
namespace {

using service::read_trail_note;
using service::TrailNote;
using testing::HasSubstr;

class TrailNoted : public testing::Test {
protected:
    void start() {
        clock.advance(std::chrono::seconds(1));
        db = std::make_unique<store::Database>(database, clock);
        note = std::make_unique<TrailNote>(*db, file);
        note->note();
    }
    void stop() {
        note.reset();
        db.reset();
    }
    void something_happens() {
        clock.advance(std::chrono::seconds(1));
        change(*db, model::Scope::tenant(), [](store::WriteTx&, auto const&) -> Result<void> { return {}; });
    }
    /// As a copied file, or a standby that lagged, would: events that were noted are gone.
    void fall_back() {
        stop();
        auto const older = read_file(database).value();
        start();
        something_happens();
        note->note();
        stop();
        write_file_atomically(database, older, 0600);
    }
    store::TrailVerdict verify() {
        return store::check_trail(database, read_trail_note(file).value_or(store::TrailHead{}));
    }
    std::vector<model::AuditEvent> events() {
        return look(*db, model::Scope::tenant(), [](store::SystemTx& tx, store::Visibility const& all) {
            return store::AuditStore(tx).list(all, {}, {100});
        });
    }

    ManualClock clock;
    TemporaryDirectory directory;
    std::string const database = (directory / "gatehouse.db").string();
    std::filesystem::path const file = directory / "audit-head";
    std::unique_ptr<store::Database> db;
    std::unique_ptr<TrailNote> note;
};

TEST_F(TrailNoted, follows_the_trail) {
    start();
    EXPECT_EQ(read_trail_note(file), store::TrailHead{}) << "of a new server, at once";
    something_happens();
    something_happens();
    EXPECT_EQ(read_trail_note(file)->number, 0) << "it lags";
    note->note();
    EXPECT_EQ(read_trail_note(file)->number, 2);
    EXPECT_EQ(verify().bad, std::nullopt);
    stop();
    start();
    EXPECT_EQ(events().size(), 2U) << "an ordinary start doubts nothing";
}

TEST_F(TrailNoted, stays_as_it_is_where_the_trail_fell_back_and_the_trail_says_so_once) {
    start();
    something_happens();
    fall_back();
    auto const noted = read_trail_note(file);

    start();
    something_happens();
    note->note();

    ASSERT_EQ(events().size(), 3U);
    EXPECT_EQ(events()[1].action, "audit.doubt");
    EXPECT_THAT(events()[1].detail, HasSubstr(noted->digest));
    EXPECT_EQ(read_trail_note(file), noted);
    EXPECT_EQ(verify().bad->number, 2) << "as long as nobody has looked";
}

TEST_F(TrailNoted, begins_again_where_the_file_was_taken_away_and_the_trail_says_so) {
    start();
    something_happens();
    fall_back();
    std::filesystem::remove(file);

    start();

    EXPECT_EQ(events().front().action, "audit.doubt");
    EXPECT_EQ(verify().bad, std::nullopt);
    EXPECT_EQ(verify().events, 2);
}

TEST_F(TrailNoted, that_is_damaged_counts_as_lost) {
    start();
    something_happens();
    stop();
    write_file_atomically(file, "{\"number\":", 0600);

    start();

    EXPECT_EQ(events().front().action, "audit.doubt");
    EXPECT_EQ(read_trail_note(file)->number, 2);
}

TEST_F(TrailNoted, of_a_trail_that_was_restored_is_the_restored_one_s) {
    start();
    something_happens();
    fall_back();
    db = std::make_unique<store::Database>(database, clock);

    TrailNote(*db, file).begin_again();

    EXPECT_EQ(verify().bad, std::nullopt);
    EXPECT_EQ(read_trail_note(file)->number, 1);
}

}  // namespace
}  // namespace gatehouse::test
