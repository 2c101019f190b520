#include "service/project_names.h"

#include <set>

#include "store/project_store.h"

namespace gatehouse::service {

ProjectNames::ProjectNames(store::Transaction const& tx) {
    for (auto const& project : store::ProjectStore(tx).all()) {
        places_[project.uid] = names_.size();
        names_.push_back({project.uid.str(), project.meta.name});
    }
}

std::string ProjectNames::of(model::Scope const& scope) const {
    if (scope.is_tenant())
        return "";
    auto const place = places_.find(scope.project());
    return place == places_.end() ? "" : names_[place->second].name;
}

std::vector<contract::NamedUid> ProjectNames::among(std::vector<ProjectUid> const& uids) const {
    std::set<std::size_t> places;
    for (auto const& uid : uids)
        if (auto const place = places_.find(uid); place != places_.end())
            places.insert(place->second);
    std::vector<contract::NamedUid> found;
    for (auto const place : places)
        found.push_back(names_[place]);
    return found;
}

}  // namespace gatehouse::service
