#pragma once

#include <functional>
#include <soci/soci.h>

namespace gatehouse::store {

/// A session that is opened when it is needed, and anew after it broke. Used by one thread at a time.
class Connection {
public:
    using Step = std::function<void(soci::session&)>;

    /// `open` connects the session and sets it up.
    explicit Connection(Step open) : open_(std::move(open)) {}

    /// The session after `begin`, which starts a transaction. A session that does not begin is opened anew
    /// once, since nothing has been asked of it yet: the database may have been restarted.
    soci::session& begin(Step const& begin);
    /// The session that the last transaction ran in.
    soci::session& session() { return sql_; }
    /// Gives up the transaction, if there is one; a session that cannot even do that is closed.
    void roll_back() noexcept;
    void close() noexcept;

private:
    void open();

    Step open_;
    soci::session sql_;
    bool is_open_ = false;
};

}  // namespace gatehouse::store
