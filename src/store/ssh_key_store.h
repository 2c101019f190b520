#pragma once

#include <vector>

#include "model/ssh_key.h"
#include "store/transaction.h"

namespace gatehouse::store {

/// Registered SSH public keys. Name and key are unique per scope.
class SshKeyStore {
public:
    explicit SshKeyStore(Transaction const& tx) : sql_(tx.sql()), now_(tx.now()) {}

    /// The keys of exactly this scope, by name.
    std::vector<model::SshKey> list(Visibility const& visible) const;
    /// A key of this scope; in a project also a key of the tenant, which shows there read-only.
    Result<model::SshKey> find(Visibility const& visible, SshKeyUid const& uid) const;
    /// What stands in the way of registering this name or this key in the scope: a conflict that names it,
    /// and also, for a project, the tenant's key with the same blob. `but` is the key that is being edited.
    Result<void> refuse_taken(Visibility const& visible, model::SshKey const& key) const;

    /// A place in the order in which keys were added or edited last.
    struct Place {
        Time modified{};
        SshKeyUid uid{};
    };
    /// The next `most` keys of all scopes behind `place`.
    std::vector<model::SshKey> next(Place const& place, int most) const;

    /// How many keys have expired, anywhere.
    int count_expired() const;
    /// How many keys are in each state, anywhere; a state without keys is 0.
    std::map<std::string, std::int64_t> count_by_state() const;

    Result<SshKeyUid> add(Visibility const& visible, model::SshKey key);
    Result<void> update(Visibility const& visible, model::SshKey key);
    void remove(SshKeyUid const& uid);
    void set_findings(model::SshKey const& key);
    void hold(SshKeyUid const& uid);  ///< until released, and from now where it is not held yet
    void release(SshKeyUid const& uid);
    /// Every key of theirs, in all scopes.
    std::vector<model::SshKey> owned_by(UserUid const& owner) const;
    void suspend(SshKeyUid const& uid);
    void resume(SshKeyUid const& uid);
    void set_revision(SshKeyUid const& uid, std::int64_t revision);

private:
    soci::session& sql_;
    Time now_;
};

}  // namespace gatehouse::store
