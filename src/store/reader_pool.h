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

private:
    Connection& take();
    void give_back(Connection& connection);

    Dialect& dialect_;
    std::vector<std::unique_ptr<Connection>> connections_;
    std::mutex mutex_;
    std::condition_variable freed_;
    std::vector<Connection*> free_;
};

}  // namespace gatehouse::store
