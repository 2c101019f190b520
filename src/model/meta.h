#pragma once

#include <map>
#include <string>

#include "base/clock.h"

namespace gatehouse::model {

/// What every named object carries. Labels and annotations are the client's own; they mean nothing here.
struct Meta {
    std::string name;
    std::map<std::string, std::string> labels{};
    std::map<std::string, std::string> annotations{};
    Time created{};
    Time modified{};
};

}  // namespace gatehouse::model
