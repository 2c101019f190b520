#include "policy/decide.h"

#include "base/text.h"

namespace gatehouse::policy {

namespace {

std::string where(model::Scope const& scope) {
    return scope.is_tenant() ? "the tenant" : "project " + scope.project().str();
}

Decision open(std::string reason) {
    return {Decision::Answer::allowed, {.allowed = true, .reason = std::move(reason)}};
}
Decision closed(std::string reason) { return {Decision::Answer::unsigned_, {.reason = std::move(reason)}}; }

Decision by_rights(Rights const& rights, Permission permission, model::Scope const& scope) {
    using enum Decision::Answer;
    model::Grounds grounds{.permission = std::string(name(permission)), .scope = scope};
    auto const* giver = rights.giver(permission, scope);
    if (!giver) {
        grounds.reason = fmt::format("no role in {} holds {}", where(scope), name(permission));
        return {rights.knows(scope) ? denied : unknown, std::move(grounds)};
    }
    grounds.allowed = true;
    grounds.role = {giver->role->uid, giver->role->meta.name};
    grounds.given_in = giver->scope;
    grounds.team = giver->team;
    grounds.reason = fmt::format("{} in {}{} holds {}", giver->role->meta.name, where(giver->scope),
                                 giver->team ? " through team " + giver->team->name : "", name(permission));
    return {allowed, std::move(grounds)};
}

}  // namespace

std::string Caller::actor() const {
    if (is_person())
        return email;
    if (credential == Credential::node)
        return "node:" + node.str();
    return credential == Credential::house ? "gatehouse" : "anyone";
}

std::string Caller::credential_name() const {
    switch (credential) {
    case Credential::none:
        return "none";
    case Credential::api_token:
        return "api token";
    case Credential::browser_session:
        return "browser session";
    case Credential::api_key:
        return "api key " + session;
    case Credential::node:
        return "node credential";
    case Credential::house:
        return "the server itself";
    }
    return "";
}

Decision decide(Caller const& caller, Rights const& rights, Access const& access, model::Scope const& scope) {
    if (caller.credential == Credential::house)
        return open("the server's own work");
    if (std::holds_alternative<Anyone>(access))
        return open("open to anyone");
    if (std::holds_alternative<Node>(access))
        return caller.credential == Credential::node ? open("a node's credential")
                                                     : closed("needs a node's credential");
    if (!caller.is_person())
        return closed("needs a person's session or API key");
    if (std::holds_alternative<SignedIn>(access))
        return open("signed in");
    return by_rights(rights, std::get<Permission>(access), scope);
}

std::vector<Permission> listed(PermissionSet const& set) {
    std::vector<Permission> held;
    for (auto const& row : all_permissions())
        if (holds(set, row.permission))
            held.push_back(row.permission);
    return held;
}

}  // namespace gatehouse::policy
