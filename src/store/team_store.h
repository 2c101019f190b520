#pragma once

#include <optional>
#include <vector>

#include "model/team.h"
#include "store/conditions.h"
#include "store/transaction.h"

namespace gatehouse::store {

/// Which teams, and in which order.
struct TeamQuery {
    TextFilter name{};
    Order order{};
};

/// Teams and who belongs to them.
class TeamStore {
public:
    explicit TeamStore(Transaction const& tx) : sql_(tx.sql()), now_(tx.now()) {}

    /// In the order of the query, with their members.
    std::vector<model::Team> list(Visibility const& tenant, TeamQuery const& query, Page const& page) const;
    /// How many there are; counts no further than `most`.
    int count(Visibility const& tenant, TeamQuery const& query, int most) const;
    Result<model::Team> find(Visibility const& tenant, TeamUid const& uid) const;
    /// Its name, where there is such a team.
    std::optional<std::string> name_of(TeamUid const& uid) const;
    bool exists(TeamUid const& uid) const { return name_of(uid).has_value(); }
    /// The teams of a person, by name.
    std::vector<model::TeamName> of(UserUid const& user) const;

    /// A conflict where the name is taken.
    Result<TeamUid> add(model::Team team);
    Result<void> update(model::Team const& team);  ///< and its members
    void add_member(TeamUid const& team, UserUid const& user);
    void remove(TeamUid const& uid);  ///< with its roles

private:
    Result<void> refuse_taken(model::Team const& team) const;
    std::vector<UserUid> members(TeamUid const& uid) const;
    soci::session& sql_;
    Time now_;
};

}  // namespace gatehouse::store
