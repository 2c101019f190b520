#pragma once

#include <string>
#include <vector>

#include "model/ssh_key.h"
#include "policy/caller.h"
#include "store/database.h"

namespace gatehouse::service {

/// Takes `key` out of every snapshot until somebody approves it, and records `why`. The caller touches the
/// key's scope.
void hold(store::WriteTx& tx, model::SshKey const& key, std::string const& why);

/// Holds those of the keys `uids`, which the node `caller` keeps out, that its cluster is granted and that
/// were decided before this epoch; the rest is not the node's to say. True when any was held.
bool hold_reported(store::Database& db, policy::Caller const& caller, std::vector<std::string> const& uids);

}  // namespace gatehouse::service
