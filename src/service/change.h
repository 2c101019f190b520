#pragma once

#include <optional>
#include <string>

#include "json/json.h"

namespace gatehouse::service {

/// What the audit trail keeps of an object before and after: described, and free of secrets.
template <class T>
struct Change {
    std::optional<T> before;
    std::optional<T> after;
    BOOST_DESCRIBE_CLASS(Change, (), (before, after), (), ())
};

template <class T>
std::string change(std::optional<T> before, std::optional<T> after) {
    return json::encode(Change<T>{std::move(before), std::move(after)});
}

}  // namespace gatehouse::service
