#pragma once

#include "agent/identity.h"
#include "base/result.h"

namespace gatehouse::agent {

/// One agent at a time in one state directory. Held while it lives; the kernel lets go when the process ends.
class StateLock {
public:
    /// Refuses while another process holds it.
    static Result<StateLock> take(StatePaths const& paths);

    StateLock(StateLock&& other) noexcept : fd_(other.fd_) { other.fd_ = -1; }
    StateLock& operator=(StateLock&&) = delete;
    ~StateLock();

private:
    explicit StateLock(int fd) : fd_(fd) {}
    int fd_;
};

}  // namespace gatehouse::agent
