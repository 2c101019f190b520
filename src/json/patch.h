#pragma once

#include <optional>
#include <utility>

namespace gatehouse::json {

/// A member of an update: absent leaves the value alone, null clears it, anything else replaces it.
template <class T>
class Patch {
public:
    Patch() = default;
    explicit Patch(std::optional<T> value) : given_(true), value_(std::move(value)) {}

    bool given() const { return given_; }
    std::optional<T> const& value() const { return value_; }
    /// What `old` becomes. A cleared value is the type's own empty value.
    T over(T old) const { return given_ ? value_.value_or(T{}) : std::move(old); }

private:
    bool given_ = false;
    std::optional<T> value_;
};

}  // namespace gatehouse::json
