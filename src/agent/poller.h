#pragma once

#include <future>
#include <string>

#include "agent/identity.h"
#include "client/client.h"
#include "contract/nodes.h"

namespace gatehouse::agent {

/// Asks the console in a thread of its own, so that a poll which is held does not hold up a line's end. One
/// poll at a time; for one thread.
class Poller {
public:
    explicit Poller(Identity const& identity);
    ~Poller();
    Poller(Poller const&) = delete;
    Poller& operator=(Poller const&) = delete;

    using Answer = Result<contract::PollNode::Response>;

    void start(contract::PollNode::Request request);
    bool under_way() const { return answer_.valid(); }
    /// Becomes readable when the answer is there: for poll(2).
    int descriptor() const { return ready_; }
    /// The answer; waits for it. Rethrows what went wrong in the thread.
    Answer take();

private:
    client::Client client_;
    std::string authorization_;
    int ready_;
    std::future<Answer> answer_;
};

}  // namespace gatehouse::agent
