#include "store/reader_pool.h"

namespace gatehouse::store {

ReaderPool::ReaderPool(Dialect& dialect, std::size_t size) : dialect_(dialect) {
    for (std::size_t i = 0; i < size; ++i)
        free_.push_back(connections_
                            .emplace_back(std::make_unique<Connection>(
                                [&dialect](soci::session& sql) { dialect.open_reader(sql); }))
                            .get());
}

void ReaderPool::read(std::function<void(soci::session&)> const& use) {
    auto& connection = take();
    try {
        auto& sql = connection.begin([this](soci::session& fresh) { dialect_.begin_read(fresh); });
        use(sql);
        sql.commit();
    } catch (...) {
        connection.roll_back();
        give_back(connection);
        throw;
    }
    give_back(connection);
}

void ReaderPool::close_all(std::function<void()> const& then) {
    {
        std::unique_lock lock(mutex_);
        closing_ = true;
        freed_.wait(lock, [this] { return free_.size() == connections_.size(); });
        for (auto* const connection : free_)
            connection->close();
        then();
        closing_ = false;
    }
    freed_.notify_all();
}

Connection& ReaderPool::take() {
    std::unique_lock lock(mutex_);
    freed_.wait(lock, [this] { return !closing_ && !free_.empty(); });
    auto* const connection = free_.back();
    free_.pop_back();
    return *connection;
}

void ReaderPool::give_back(Connection& connection) {
    {
        std::scoped_lock const lock(mutex_);
        free_.push_back(&connection);
    }
    freed_.notify_all();  // who wants to close them waits as well
}

}  // namespace gatehouse::store
