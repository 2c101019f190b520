#pragma once

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace gatehouse::test {

/// Who holds what, in the plainest way there is: sets of triples, without a word of the product's own code.
/// The places are "tenant", "edge", "cloud", and "every": the projects that are still to come.
struct RightsModel {
    struct Role {
        bool of_tenant = false;
        std::set<std::string> permissions;
    };
    using Binding = std::pair<std::string, std::string>;         ///< role, place: "tenant", "edge" or "cloud"
    using Held = std::set<std::pair<std::string, std::string>>;  ///< permission, place

    std::map<std::string, Role> roles;
    std::map<std::string, std::set<Binding>> given;        ///< by user or team
    std::map<std::string, std::set<std::string>> members;  ///< by team
    std::vector<std::string> users;

    Held means(Binding const& binding) const {
        auto const& [name, place] = binding;
        auto const& role = roles.at(name);
        Held held;
        for (auto const& permission : role.permissions) {
            if (place != "tenant") {
                held.insert({permission, place});
                continue;
            }
            for (auto const* reached : {"edge", "cloud", "every"})
                held.insert({permission, reached});
            if (role.of_tenant)
                held.insert({permission, "tenant"});
        }
        return held;
    }

    Held held_by(std::string const& user) const {
        Held all;
        auto const add = [&](std::string const& holder) {
            if (auto const found = given.find(holder); found != given.end())
                for (auto const& binding : found->second)
                    all.merge(means(binding));
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
        for (auto const& user : users) {
            auto const had = before.held_by(user);
            for (auto const& triple : held_by(user))
                if (!had.contains(triple) && !authority.contains(triple))
                    return user + " gained " + triple.first + " in " + triple.second;
        }
        return "";
    }
};

}  // namespace gatehouse::test
