#pragma once

#include <string>
#include <vector>

#include "base/id.h"
#include "model/meta.h"

namespace gatehouse::model {

/// People who hold roles together.
struct Team {
    TeamUid uid;
    Meta meta;
    std::vector<UserUid> members{};
};

struct TeamName {
    TeamUid uid;
    std::string name;
};

}  // namespace gatehouse::model
