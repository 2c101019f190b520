#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <vector>

#include "store/connection.h"
#include "store/dialect.h"

namespace gatehouse::store {

/// Connections that can only read. Safe to use from any thread; who comes when all are busy waits.
class ReaderPool {
public:
    ReaderPool(Dialect& dialect, std::size_t size);

    /// Runs `use` in a transaction of its own. Throws what `use` throws; soci::soci_error for the database's.
    void read(std::function<void(soci::session&)> const& use);
    /// Waits until nobody reads, closes every connection and calls `then` before any is opened again.
    void close_all(std::function<void()> const& then);

private:
    Connection& take();
    void give_back(Connection& connection);

    Dialect& dialect_;
    std::vector<std::unique_ptr<Connection>> connections_;
    std::mutex mutex_;
    std::condition_variable freed_;
    std::vector<Connection*> free_;
    bool closing_ = false;  ///< nobody gets one meanwhile
};

}  // namespace gatehouse::store
