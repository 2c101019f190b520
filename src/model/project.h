#pragma once

#include <optional>

#include "base/id.h"
#include "model/meta.h"

namespace gatehouse::model {

/// A group of clusters; keys and roles are given in it.
struct Project {
    ProjectUid uid;
    Meta meta;
    std::optional<Time> deleting{};  ///< since when it is being removed
};

}  // namespace gatehouse::model
