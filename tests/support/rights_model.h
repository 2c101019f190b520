#pragma once

#include <bitset>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace gatehouse::test {

/// Who holds what, in the plainest way there is, without a word of the product's own code. A permission is a
/// number below 64. The places are two projects, all the projects that are still to come, and the tenant.
struct RightsModel {
    enum Place { edge, cloud, every, tenant };
    using Held = std::bitset<4 * 64>;
    static std::size_t bit(int permission, Place place) {
        return std::size_t(place) * 64 + std::size_t(permission);
    }

    struct Role {
        bool of_tenant = false;
        std::set<int> permissions;
    };
    using Binding = std::pair<std::string, Place>;  ///< role, and where it was given: not `every`

    std::map<std::string, Role> roles;
    std::map<std::string, std::set<Binding>> given;        ///< by user or team
    std::map<std::string, std::set<std::string>> members;  ///< by team
    std::vector<std::string> users;

    Held means(Binding const& binding) const {
        auto const& [name, place] = binding;
        auto const& role = roles.at(name);
        Held held;
        for (auto const permission : role.permissions) {
            if (place != tenant) {
                held.set(bit(permission, place));
                continue;
            }
            for (auto const reached : {edge, cloud, every})
                held.set(bit(permission, reached));
            if (role.of_tenant)
                held.set(bit(permission, tenant));
        }
        return held;
    }

    Held held_by(std::string const& user) const {
        Held all;
        auto const add = [&](std::string const& holder) {
            if (auto const found = given.find(holder); found != given.end())
                for (auto const& binding : found->second)
                    all |= means(binding);
        };
        add(user);
        for (auto const& [team, people] : members)
            if (people.contains(user))
                add(team);
        return all;
    }

    /// Whom a change made by `actor` gave more than they held and the actor held; empty: nobody.
    std::string gained_beyond(RightsModel const& before, std::string const& actor) const {
        auto const authority = before.held_by(actor);
        for (auto const& user : users)
            if ((held_by(user) & ~before.held_by(user) & ~authority).any())
                return user;
        return "";
    }
};

}  // namespace gatehouse::test
