#include "agent/poller.h"

#include <cerrno>
#include <fmt/format.h>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>

namespace gatehouse::agent {

namespace {

/// Signals at its end, whether there is an answer or an exception.
class Ringer {
public:
    explicit Ringer(int event) : event_(event) {}
    Ringer(Ringer const&) = delete;
    Ringer& operator=(Ringer const&) = delete;
    ~Ringer() { ::eventfd_write(event_, 1); }

private:
    int event_;
};

}  // namespace

Poller::Poller(Identity const& identity)
    : client_(identity.server, client::Trust::pinned_ca, identity.ca),
      authorization_(fmt::format("Node {}", identity.credential.reveal())),
      ready_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (ready_ < 0)
        throw std::system_error(errno, std::generic_category(), "cannot make an event descriptor");
}

Poller::~Poller() {
    client_.interrupt();
    if (answer_.valid())
        answer_.wait();
    ::close(ready_);
    wipe(authorization_);
}

void Poller::start(contract::PollNode::Request request) {
    answer_ = std::async(std::launch::async, [this, request = std::move(request)] {
        Ringer const ringer(ready_);
        return client_.call<contract::PollNode>(request, {.authorization = authorization_});
    });
}

Poller::Answer Poller::take() {
    answer_.wait();
    eventfd_t count = 0;
    ::eventfd_read(ready_, &count);
    return answer_.get();
}

}  // namespace gatehouse::agent
