#pragma once

#include <optional>
#include <string>
#include <utility>

#include "base/clock.h"
#include "base/enum_names.h"
#include "base/id.h"
#include "model/meta.h"
#include "model/scope.h"

namespace gatehouse::model {

struct User {
    UserUid uid;
    std::string email;  ///< as typed; unique without regard to case
    std::string first_name;
    std::string last_name;
    bool active = false;  ///< false until the first password is set, and while deactivated
    Time created{};
    Time modified{};
    std::optional<Time> deactivated{};
    std::optional<Time> password_set{};

    std::string name() const {
        auto const full = first_name + " " + last_name;
        auto const start = full.find_first_not_of(' ');
        return start == std::string::npos ? email
                                          : full.substr(start, full.find_last_not_of(' ') + 1 - start);
    }
};

/// That a user holds a role, in the tenant or in one project.
struct RoleBinding {
    RoleUid role;
    Scope scope = Scope::tenant();
    bool operator==(RoleBinding const&) const = default;
};

/// An API key: acts with its user's rights at the moment of use. The key itself is not kept.
struct ApiKey {
    ApiKeyUid uid;
    User user;
    Meta meta;
    std::string digest;
    Time expiry{};
    bool active = true;
    std::optional<Time> last_used{};
    std::string last_used_from{};  ///< address
};

enum class SessionKind { api, browser };

/// Signed in: an API token or a browser's cookie. The token itself is not kept.
struct Session {
    std::string uid;
    std::string digest;
    SessionKind kind = SessionKind::api;
    UserUid user;
    Time created{};
    Time last_action{};
    Time ends{};
    std::string address{};  ///< where it began
    std::string agent{};    ///< what began it, as Caller::agent
};

struct RegistrationToken {
    RegistrationTokenUid uid;
    std::string name;
    std::string description;
    ProjectUid project;  ///< nodes may join clusters of this project only; empty: any
    std::string project_name{};
    Time expiry{};
    bool active = true;
    std::int64_t generation = 0;
    Time created{};
    Time modified{};
};

}  // namespace gatehouse::model

namespace gatehouse {
template <>
inline constexpr std::pair<model::SessionKind, std::string_view> enum_names<model::SessionKind>[] = {
    {model::SessionKind::api, "api"}, {model::SessionKind::browser, "browser"}};
}  // namespace gatehouse
