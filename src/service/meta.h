#pragma once

#include "base/result.h"
#include "contract/wire.h"
#include "model/meta.h"

namespace gatehouse::service {

/// What Palette's clients read of every object.
contract::ObjectMeta to_wire(std::string const& uid, model::Meta const& meta);

/// A name as key_policy and the field's limits want it, with what the client attached: at most 64 labels and
/// 64 annotations of 1,024 characters.
Result<model::Meta> from_wire(contract::MetaInput wanted, int most_code_points);

}  // namespace gatehouse::service
