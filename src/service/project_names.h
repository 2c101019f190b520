#pragma once

#include <map>
#include <string>
#include <vector>

#include "contract/wire.h"
#include "store/transaction.h"

namespace gatehouse::service {

/// The projects by name, loaded once for all that an answer tells of them.
class ProjectNames {
public:
    explicit ProjectNames(store::Transaction const& tx);

    std::vector<contract::NamedUid> const& all() const { return names_; }
    /// The name of this project; empty for the tenant, and where there is no such project.
    std::string of(model::Scope const& scope) const;
    /// Those of these uids that there are, each once.
    std::vector<contract::NamedUid> among(std::vector<ProjectUid> const& uids) const;

private:
    std::vector<contract::NamedUid> names_;
    std::map<ProjectUid, std::size_t> places_;  ///< in names_
};

}  // namespace gatehouse::service
