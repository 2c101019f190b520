#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "service/blocklist_file.h"
#include "sshkey/shared_primes.h"
#include "store/database.h"
#include "store/ssh_key_store.h"

namespace gatehouse::service {

/// Looks at keys again after they were accepted: RSA keys of one tenant are held against each other, and
/// every key against the blocklist when that changes. What is found is kept with the key and written into the
/// audit trail; access stays as it is. For one thread.
class KeyAudit {
public:
    KeyAudit(store::Database& db, BlocklistFile& blocklist) : db_(db), blocklist_(blocklist) {}

    /// Looks at the next keys that were added or edited; true while there are more. The first step, and the
    /// first after a change of the blocklist, begins with the oldest key.
    bool step();

private:
    void begin_again_a_little_earlier(std::uint64_t changes);
    void hold_against_blocklist(std::vector<model::SshKey> const& keys);
    void hold_against_each_other(std::vector<model::SshKey> const& keys);
    std::vector<model::SshKey> sharing_with(std::vector<std::string> const& moduli);
    void flag(model::SshKey const& key, std::string const& rule, std::string message);
    void withdraw(model::SshKey const& key, std::string const& rule);

    store::Database& db_;
    BlocklistFile& blocklist_;
    store::SshKeyStore::Place place_{};
    std::set<std::pair<Time, SshKeyUid>> recent_;  ///< seen, and no older than what is looked at again
    std::optional<std::uint64_t> seen_changes_;    ///< of the database, when all keys had been looked at
    sshkey::SharedPrimes primes_;
    std::vector<std::string> unflagged_;  ///< moduli that share a prime, and whose keys are not flagged yet
};

}  // namespace gatehouse::service
