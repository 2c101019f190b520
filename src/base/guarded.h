#pragma once

#include <mutex>
#include <utility>

namespace gatehouse {

/// Shared mutable state that can be reached only under its lock: `counts.with([](auto& map) { ... });`
template <class T>
class Guarded {
public:
    Guarded() = default;
    explicit Guarded(T value) : value_(std::move(value)) {}

    template <class F>
    decltype(auto) with(F&& use) {
        std::scoped_lock const lock(mutex_);
        return std::forward<F>(use)(value_);
    }

private:
    std::mutex mutex_;
    T value_{};
};

}  // namespace gatehouse
