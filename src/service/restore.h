#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/audit_chain.h"
#include "store/database.h"
#include "store/feed.h"
#include "json/describe.h"

namespace gatehouse::service {

/// Access that an older state would have brought back, and what was done about it.
struct BroughtBack {
    std::string kind;  ///< "SSH key", "role", "registration token", "API key", "node"
    std::string name;
    std::string project;  ///< its name; empty: the tenant's
    std::string uid;
    std::string fingerprint;  ///< of a key
    std::string why;          ///< "deleted since"
    std::string done;         ///< "held until approved"
};
BOOST_DESCRIBE_STRUCT(BroughtBack, (), (kind, name, project, uid, fingerprint, why, done))

/// How far the state that is replaced had come, as far as anybody knows.
struct Known {
    store::FeedHead feed{};
    store::TrailHead trail{};
};

/// Makes a restored database fit to be served: ends every session and activation link, takes back what the
/// database that it replaces shows to have been taken since (where that cannot be read: switches off every
/// registration token and revokes every API key), and begins an epoch later than `known`. The audit trail
/// goes on from the backup's, and tells where the replaced one ended. Returns what it took back.
std::vector<BroughtBack> settle_restored(store::Database& restored, store::Database* replaced,
                                         Known const& known);

}  // namespace gatehouse::service
