#pragma once

#include <condition_variable>
#include <functional>
#include <gtest/gtest.h>
#include <memory>
#include <mutex>
#include <string>

#include "store/database.h"
#include "tests/store/house_caller.h"
#include "tests/support/postgresql_cluster.h"

namespace gatehouse::test {

/// A suite that runs on SQLite and on PostgreSQL: derive, write TEST_P, and say ON_EACH_DATABASE(Suite).
class EachDatabase : public testing::TestWithParam<std::string> {
protected:
    ManualClock clock;
    TemporaryDirectory directory;
    std::string const where = GetParam() == "PostgreSQL" ? PostgresqlCluster::instance().a_database()
                                                         : (directory / "gatehouse.db").string();
    std::unique_ptr<store::Database> db = std::make_unique<store::Database>(where, clock);

    void reopen() {
        db.reset();
        db = std::make_unique<store::Database>(where, clock);
    }
};

#define ON_EACH_DATABASE(suite)                                                                              \
    INSTANTIATE_TEST_SUITE_P(On, suite, testing::Values("SQLite", "PostgreSQL"),                             \
                             [](auto const& tested) { return tested.param; })

/// What a database told of changes, in the order in which it came.
class Told {
public:
    explicit Told(store::Database& db) : db_(db) {
        db_.on_change([this](store::Topics const& topics) {
            std::scoped_lock const lock(mutex_);
            told_.insert(told_.end(), topics.begin(), topics.end());
            came_.notify_all();
        });
    }
    ~Told() { db_.on_change({}); }
    Told(Told const&) = delete;
    Told& operator=(Told const&) = delete;

    /// Everything up to `topic`, which must come: a server that hears of it from PostgreSQL hears a moment
    /// later.
    store::Topics up_to(std::string const& topic) {
        std::unique_lock lock(mutex_);
        auto const found = [&] { return std::find(told_.begin(), told_.end(), topic) != told_.end(); };
        EXPECT_TRUE(came_.wait_for(lock, std::chrono::seconds(20), found)) << topic << " was never told";
        return told_;
    }

private:
    store::Database& db_;
    std::mutex mutex_;
    std::condition_variable came_;
    store::Topics told_;
};

}  // namespace gatehouse::test
