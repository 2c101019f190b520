#pragma once

#include <optional>
#include <string>
#include <utility>

#include "base/id.h"

namespace gatehouse::model {

/// Where something lives or a permission holds: the tenant, or one project. A request without a project's uid
/// speaks of the tenant.
class Scope {
public:
    static Scope tenant() { return Scope{}; }
    static Scope of(ProjectUid project) {
        Scope scope;
        if (!project.empty())
            scope.project_ = std::move(project);
        return scope;
    }

    bool is_tenant() const { return !project_; }
    ProjectUid const& project() const { return *project_; }
    /// "tenant" or "project": Palette's word in the annotation `scope`.
    std::string kind() const { return project_ ? "project" : "tenant"; }
    /// The project's uid, or "" for the tenant: how the database writes a scope.
    std::string str() const { return project_ ? project_->str() : ""; }
    bool operator==(Scope const&) const = default;

private:
    Scope() = default;
    std::optional<ProjectUid> project_;
};

}  // namespace gatehouse::model
