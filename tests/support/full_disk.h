#pragma once

#include <csignal>
#include <sys/resource.h>

namespace gatehouse::test {

/// While it lives no file grows, as on a full disk.
class FullDisk {
public:
    FullDisk() : before_(::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &limit_);
        rlimit const nothing{1, limit_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &nothing);
    }
    FullDisk(FullDisk const&) = delete;
    FullDisk& operator=(FullDisk const&) = delete;
    ~FullDisk() {
        ::setrlimit(RLIMIT_FSIZE, &limit_);
        ::signal(SIGXFSZ, before_);
    }

private:
    rlimit limit_{};
    void (*before_)(int);
};

}  // namespace gatehouse::test
