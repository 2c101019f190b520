#pragma once

#include <string>

#include "model/audit_event.h"

namespace gatehouse::store {

/// A decision's grounds as the audit trail keeps them: JSON.
std::string to_json(model::Grounds const& grounds);
model::Grounds grounds_from(std::string const& json);

}  // namespace gatehouse::store
