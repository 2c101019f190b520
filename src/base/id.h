#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <utility>

namespace gatehouse {

/// The uid of one kind of object; `Tag` keeps a cluster's uid from being passed where a project's is meant.
/// Any text may arrive here from a path ("GET by uid" is also asked with names), so it promises no format.
template <class Tag>
class Id {
public:
    Id() = default;
    explicit Id(std::string text) : text_(std::move(text)) {}

    std::string const& str() const { return text_; }
    bool empty() const { return text_.empty(); }
    auto operator<=>(Id const&) const = default;

private:
    std::string text_;
};

using TenantUid = Id<struct TenantTag>;
using ProjectUid = Id<struct ProjectTag>;
using UserUid = Id<struct UserTag>;
using TeamUid = Id<struct TeamTag>;
using RoleUid = Id<struct RoleTag>;
using ApiKeyUid = Id<struct ApiKeyTag>;
using SshKeyUid = Id<struct SshKeyTag>;
using ClusterUid = Id<struct ClusterTag>;
using NodeUid = Id<struct NodeTag>;
using RegistrationTokenUid = Id<struct RegistrationTokenTag>;

}  // namespace gatehouse
