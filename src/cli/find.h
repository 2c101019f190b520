#pragma once

#include <fmt/format.h>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cli/command.h"
#include "sshkey/names.h"

namespace gatehouse::cli {

/// The one among `objects` that has this uid, or else this name, without regard to case as names are unique.
/// `what`: the noun, for the refusal.
template <class T>
Result<T> find(std::vector<T> const& objects, std::string_view wanted, std::string_view what) {
    for (auto const& object : objects)
        if (object.metadata.uid == wanted)
            return object;
    auto const key = sshkey::name_key(wanted);
    T const* found = nullptr;
    for (auto const& object : objects) {
        if (sshkey::name_key(object.metadata.name) != key)
            continue;
        if (found)
            return refuse_usage(
                fmt::format("more than one {} is called {}; name it by its uid, which gatehouse {} "
                            "list -o wide shows",
                            what, wanted, what));
        found = &object;
    }
    if (!found)
        return refuse(Code::not_found,
                      fmt::format("there is no {} {}, or none that you may see; gatehouse {} list "
                                  "shows those there are",
                                  what, wanted, what));
    return *found;
}

}  // namespace gatehouse::cli
