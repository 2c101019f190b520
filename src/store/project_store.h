#pragma once

#include <vector>

#include "model/project.h"
#include "store/transaction.h"

namespace gatehouse::store {

class ProjectStore {
public:
    explicit ProjectStore(Transaction const& tx) : sql_(tx.sql()), now_(tx.now()) {}

    bool exists(ProjectUid const& uid) const;
    /// Its name.
    Result<std::string> named(ProjectUid const& uid) const;
    /// The project of this scope.
    Result<model::Project> find(Visibility const& visible) const;
    /// The projects in which `rights` hold any role, by name.
    std::vector<model::Project> known_to(policy::Rights const& rights) const;
    /// Every one, by name.
    std::vector<model::Project> all() const;
    /// Those that are being removed.
    std::vector<model::Project> deleting() const;

    /// A conflict where the name is taken.
    Result<ProjectUid> add(model::Meta const& meta);
    Result<void> update(ProjectUid const& uid, model::Meta const& meta);
    void mark_deleting(ProjectUid const& uid);
    /// With its keys and role bindings. Its clusters must be gone.
    void remove(ProjectUid const& uid);

private:
    Result<void> refuse_taken(std::string const& name, ProjectUid const& but) const;
    soci::session& sql_;
    Time now_;
};

}  // namespace gatehouse::store
