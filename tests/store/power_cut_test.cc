#include <cmath>
#include <cstdlib>
#include <gmock/gmock.h>
#include <random>
#include <soci/soci.h>
#include <thread>

#include "base/text.h"
#include "store/project_store.h"
#include "tests/store/failing_disk.h"
#include "tests/store/house_caller.h"

// The power fails at random moments while several writers work: what was acknowledged is there afterwards,
// and every change is whole. GATEHOUSE_SEED repeats the disk's choices (not the order of the threads);
// GATEHOUSE_CUTS says how often.
namespace gatehouse::store {
namespace {

using namespace gatehouse::test;
using Sync = FailingDisk::Sync;

constexpr auto forever = std::numeric_limits<std::uint64_t>::max();

/// A number that the environment may set.
std::uint64_t setting(char const* name, std::uint64_t otherwise) {
    auto const* const given = std::getenv(name);
    return given ? to_number<std::uint64_t>(given).value() : otherwise;
}

std::uint64_t const seed = setting("GATEHOUSE_SEED", std::random_device{}());
std::uint64_t const cuts = setting("GATEHOUSE_CUTS", 100);

/// A database on a failing disk, and the list of what it has acknowledged.
class Installation {
public:
    explicit Installation(std::uint64_t number) : disk_(directory_.path(), number), random_(number) {}

    /// Writes with several threads until the power is gone, and keeps what the disk had. Before that the
    /// program may have been killed, which the kernel's cache survives, and started again.
    void work_until_power_fails(Sync sync) {
        ++round_;
        for (int kills = std::uniform_int_distribution(0, 2)(random_); kills >= 0; --kills)
            work_for(some_operations(), sync);
        disk_.restore();
    }

    /// What is wrong after the power came back; nothing where all is well.
    std::string damage() {
        disk_.power_for(forever);
        try {
            Database db(file_.string(), clock_);
            return db.look([&](SystemTx& tx) { return compare(tx.sql()); });
        } catch (DatabaseFault const& fault) {
            return fmt::format("it does not open: {}", fault.what());
        }
    }

    std::size_t acknowledged() const {
        std::scoped_lock const lock(mutex_);
        return acknowledged_.size();
    }
    std::uint64_t failed_syncs() const { return disk_.failed_syncs(); }

private:
    /// Often few, so that opening and the first commits are cut; at times enough for several moves of the
    /// log, each of which comes after some 2,000.
    std::uint64_t some_operations() {
        return static_cast<std::uint64_t>(
            std::exp(std::uniform_real_distribution(0.0, std::log(12'000.0))(random_)));
    }

    /// Where the database does not open it is tried again, as whoever starts the server does.
    void work_for(std::uint64_t operations, Sync sync) {
        disk_.power_for(operations, sync);
        while (disk_.has_power()) {
            try {
                Database db(file_.string(), clock_);
                write_and_read(db);
            } catch (DatabaseFault const&) {
                continue;
            }
        }
    }

    void write_and_read(Database& db) {
        std::thread reader([&] { read_slowly(db); });
        std::vector<std::thread> writers;
        for (int number = 0; number < 4; ++number)
            writers.emplace_back([&, number = random_()] { write_until_power_fails(db, number); });
        for (auto& writer : writers)
            writer.join();
        reader.join();
    }

    /// Keeps one state of the database in sight over some commits: the log can then be moved in part only.
    void read_slowly(Database& db) {
        while (disk_.has_power())
            try {
                db.look([&](SystemTx& tx) {
                    int count = 0;
                    tx.sql() << "SELECT COUNT(*) FROM project", soci::into(count);
                    std::this_thread::sleep_for(std::chrono::milliseconds(10));
                    return true;
                });
            } catch (DatabaseFault const&) {
                continue;  // its connection is opened anew, which is an operation too that the cut may meet
            }
    }

    void write_until_power_fails(Database& db, std::uint64_t number) {
        std::mt19937_64 random(number);
        while (disk_.has_power()) {
            auto const name = fmt::format("{}-{:x}", round_, random());
            try {
                auto const done =
                    change(db, model::Scope::tenant(), [&](WriteTx& tx, Visibility const&) -> Result<void> {
                        TRY(ProjectStore(tx).add({name}));
                        // So much that the log is moved into the database every few commits.
                        std::string const filler(std::uniform_int_distribution(1, 300'000)(random), 'x');
                        tx.sql() << "UPDATE project SET annotations = :filler WHERE name = 'Default'",
                            soci::use(filler, "filler");
                        tx.touch(model::Scope::tenant());
                        return {};
                    });
                EXPECT_TRUE(done);
            } catch (DatabaseFault const&) {
                continue;
            }
            std::scoped_lock const lock(mutex_);
            acknowledged_.insert(name);
        }
    }

    std::string compare(soci::session& sql) const {
        std::string verdict;
        sql << "PRAGMA integrity_check", soci::into(verdict);
        if (verdict != "ok")
            return verdict;
        std::set<std::string> found;
        for (auto const& name :
             soci::rowset<std::string>((sql.prepare << "SELECT name FROM project WHERE name <> 'Default'")))
            found.insert(name);
        for (auto const& name : acknowledged_)
            if (!found.contains(name))
                return fmt::format("lost {} and perhaps more", name);
        int events = 0;
        int revision = 0;
        sql << "SELECT COUNT(*) FROM audit_event", soci::into(events);
        sql << "SELECT revision FROM feed_head", soci::into(revision);
        auto const projects = static_cast<int>(found.size());
        if (events != projects || revision != projects)
            return fmt::format("{} projects, {} events, feed at {}", projects, events, revision);
        return "";
    }

    ManualClock clock_;
    TemporaryDirectory directory_;
    FailingDisk disk_;
    std::filesystem::path const file_ = directory_ / "gatehouse.db";
    std::mt19937_64 random_;
    int round_ = 0;
    mutable std::mutex mutex_;
    std::set<std::string> acknowledged_;
};

/// Cuts the power that often, of a new installation every ten times so that its first start is cut as well.
void expect_nothing_lost(Sync sync) {
    std::size_t acknowledged = 0;
    std::uint64_t failed_syncs = 0;
    for (std::uint64_t done = 0; done < cuts;) {
        Installation house(seed + done);
        for (int i = 0; i < 10; ++i, ++done) {
            house.work_until_power_fails(sync);
            ASSERT_EQ(house.damage(), "") << "GATEHOUSE_SEED=" << seed << ", cut " << done;
        }
        acknowledged += house.acknowledged();
        failed_syncs += house.failed_syncs();
    }
    EXPECT_GT(acknowledged, cuts) << "too few to say anything";
    EXPECT_EQ(failed_syncs > 0, sync == Sync::fails_at_times);
    std::cout << "GATEHOUSE_SEED=" << seed << ": " << cuts << " cuts, " << acknowledged
              << " acknowledged writes, " << failed_syncs << " failed syncs\n";
}

TEST(PowerCut, loses_nothing_that_was_acknowledged) { expect_nothing_lost(Sync::works); }

TEST(PowerCut, after_syncs_that_failed_loses_nothing_that_was_acknowledged) {
    expect_nothing_lost(Sync::fails_at_times);
}

/// Else the tests above would say nothing.
TEST(PowerCut, is_noticed_where_the_disk_does_not_sync) {
    int noticed = 0;
    for (int i = 0; i < 10; ++i) {
        Installation house(seed + i);
        std::string damage;
        while (damage.empty() && house.acknowledged() < 50) {
            house.work_until_power_fails(Sync::lies);
            damage = house.damage();
        }
        noticed += damage.empty() ? 0 : 1;
    }
    EXPECT_GE(noticed, 6) << "GATEHOUSE_SEED=" << seed;
}

}  // namespace
}  // namespace gatehouse::store
