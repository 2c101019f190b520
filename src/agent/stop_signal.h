#pragma once

namespace gatehouse::agent {

/// SIGTERM and SIGINT as something to wait for. Made before any thread, so that no thread is ended by them.
class StopSignal {
public:
    StopSignal();
    ~StopSignal();
    StopSignal(StopSignal const&) = delete;
    StopSignal& operator=(StopSignal const&) = delete;

    /// Becomes readable when the program is to stop: for poll(2).
    int descriptor() const { return fd_; }

private:
    int fd_;
};

}  // namespace gatehouse::agent
