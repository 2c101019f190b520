#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace gatehouse::http {

/// Wakes held requests when something they wait for changes. A lost wake-up costs latency, never correctness:
/// each held request also has a time limit. Safe to call from any thread; a callback runs on the notifying
/// thread and must not block.
class Wakeups {
public:
    Wakeups();
    ~Wakeups();
    Wakeups(Wakeups const&) = delete;
    Wakeups& operator=(Wakeups const&) = delete;

    /// Grows with every notify(). Read it before looking at the data; hand it to wait().
    std::uint64_t generation() const;

    /// Calls `wake` once, when one of `topics` has been notified after `seen`: at once where that was already
    /// so. The returned ticket ends the wait when it goes: from then on `wake` neither runs nor will. `wake`
    /// must not drop its own ticket.
    class Ticket;
    std::shared_ptr<Ticket> wait(std::vector<std::string> topics, std::uint64_t seen,
                                 std::function<void()> wake);

    void notify(std::vector<std::string> const& topics);

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace gatehouse::http
