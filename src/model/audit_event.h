#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/enum_names.h"
#include "base/id.h"
#include "model/scope.h"
#include "model/team.h"

namespace gatehouse::model {

/// What becomes of an object, in Palette's words. activity: something was looked at.
enum class ActionType { create, update, remove, publish, deploy, activity, action };

enum class Outcome { done, denied };

enum class ActorType { user, system, service };  ///< system: the server itself; service: a node or its token

/// What an endpoint does, as the trail names it: from its declaration.
struct AuditAction {
    std::string_view name;  ///< "sshKey.create"
    ActionType type;
    std::string_view message;  ///< "Register an SSH key"
};

/// Why something was allowed or refused: what a decision rests on.
struct Grounds {
    struct NamedRole {
        RoleUid uid;
        std::string name;
    };
    bool allowed = false;
    std::string reason;                ///< one sentence
    std::string permission{};          ///< "sshKey.create"; empty where no permission was asked for
    Scope scope = Scope::tenant();     ///< where it was asked for
    std::optional<NamedRole> role{};   ///< the role that gives it
    Scope given_in = Scope::tenant();  ///< where that role was given
    std::optional<TeamName> team{};    ///< through which team
};

/// What an event is about, as it was called at that time.
struct AuditObject {
    std::string uid;
    std::string name;
};

/// Who did what, and under which right: written in the same transaction as the change itself.
struct AuditEvent {
    std::int64_t number = 0;  ///< its place in the trail, from 1 without a gap; given when it is written
    std::string digest;       ///< over the event and the digest before it, see store/audit_chain.h; likewise
    std::string uid;
    Time at{};
    std::string action;  ///< the endpoint's: "sshKey.create"
    ActionType type = ActionType::action;
    std::string message;  ///< the endpoint's: "Register an SSH key"
    Outcome outcome = Outcome::done;
    ActorType actor_type = ActorType::user;
    std::string actor;       ///< e-mail address, "node:<uid>", or "gatehouse" for the server's own work
    UserUid user;            ///< the person, where one is known
    std::string credential;  ///< kind of credential
    std::string address;     ///< where the request came from
    std::string request;     ///< the request's id
    Scope scope = Scope::tenant();
    std::string project_name;  ///< the scope's, while it exists
    AuditObject object;        ///< what was changed; empty where it was denied
    Grounds decision{};        ///< what allowed it, or why not
    std::string detail;        ///< what changed, as JSON; keys as fingerprints

    void is(AuditAction const& what) {
        action = what.name;
        type = what.type;
        message = what.message;
    }
    /// The kind of object that the action names: "sshKey".
    std::string kind() const { return action.substr(0, action.find('.')); }
};

}  // namespace gatehouse::model

namespace gatehouse {
template <>
inline constexpr std::pair<model::ActionType, std::string_view> enum_names<model::ActionType>[] = {
    {model::ActionType::create, "create"}, {model::ActionType::update, "update"},
    {model::ActionType::remove, "delete"}, {model::ActionType::publish, "publish"},
    {model::ActionType::deploy, "deploy"}, {model::ActionType::activity, "activity"},
    {model::ActionType::action, "action"}};
template <>
inline constexpr std::pair<model::Outcome, std::string_view> enum_names<model::Outcome>[] = {
    {model::Outcome::done, "done"}, {model::Outcome::denied, "denied"}};
template <>
inline constexpr std::pair<model::ActorType, std::string_view> enum_names<model::ActorType>[] = {
    {model::ActorType::user, "user"},
    {model::ActorType::system, "system"},
    {model::ActorType::service, "service"}};
}  // namespace gatehouse
