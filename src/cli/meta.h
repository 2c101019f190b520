#pragma once

#include <optional>
#include <string>

#include "cli/command.h"
#include "contract/wire.h"

namespace gatehouse::cli {

/// An object's metadata as an update sends it back: a PUT replaces labels and annotations, so what stays must
/// be said again. `name`: a new one, or nothing.
contract::MetaInput edited(contract::ObjectMeta const& meta, std::optional<std::string> name);

/// Refuses an edit that says nothing of what it could `change`.
Result<void> require_a_change(Arguments const& said, std::vector<Parameter> const& changes);

}  // namespace gatehouse::cli
