#include "service/roles.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "policy/catalogue.h"
#include "service/change.h"
#include "service/list_query.h"
#include "service/meta.h"
#include "store/rights_store.h"
#include "store/role_store.h"
#include "store/team_store.h"
#include "store/user_store.h"
#include "json/json.h"

namespace gatehouse::service {

using namespace contract;
using policy::Caller;
using policy::Reach;
using store::ReadTx;
using store::RoleStore;
using store::WriteTx;

namespace {

constexpr int most_name_code_points = 128;

struct RoleDetail {
    std::string name;
    std::string scope;
    std::vector<std::string> permissions;
};
BOOST_DESCRIBE_STRUCT(RoleDetail, (), (name, scope, permissions))

RoleDetail detail_of(policy::Role const& role) {
    return {role.meta.name, std::string(to_name(role.reach)), role.names};
}

Role to_wire(policy::Role const& role) {
    Role wire{service::to_wire(role.uid.str(), role.meta)};
    auto const scope = role.reach == Reach::tenant ? RoleScope::tenant : RoleScope::project;
    wire.metadata.annotations["scope"] = std::string(to_name(scope));
    wire.spec = {role.names, scope, role.built_in ? RoleType::system : RoleType::user};
    return wire;
}

Result<policy::Role> from_wire(MetaInput metadata, RoleInput const& spec,
                               std::optional<RoleStatusInput> const& status) {
    if (spec.scope != RoleScope::tenant && spec.scope != RoleScope::project)
        return refuse(Code::invalid, "roles here are of the scope tenant or project", "/spec/scope");
    if (spec.type == RoleType::system)
        return refuse(Code::invalid, "a role that is made is of the type user", "/spec/type");
    if (status && !status->isEnabled.value_or(true))
        return refuse(Code::invalid, "a role cannot be switched off here; take it from its holders instead",
                      "/status/isEnabled");
    policy::Role role;
    metadata.annotations.erase("scope");  // ours, written into every answer
    role.meta = TRY(service::from_wire(std::move(metadata), most_name_code_points));
    role.reach = spec.scope == RoleScope::tenant ? Reach::tenant : Reach::project;
    for (std::size_t i = 0; i < spec.permissions.size(); ++i) {
        auto const& name = spec.permissions[i];
        if (!policy::may_carry(role.reach, name))
            return refuse(
                Code::invalid,
                fmt::format("{} is no permission of a {} role; GET /v1/permissions?scope={} lists them",
                            json::encode(name), to_name(role.reach), to_name(role.reach)),
                fmt::format("/spec/permissions/{}", i));
        if (std::ranges::find(role.names, name) == role.names.end())
            role.names.push_back(name);
    }
    role.permissions = policy::permissions_of(role.names);
    return role;
}

Result<std::shared_ptr<policy::Role const>> find(store::Transaction const& tx, RoleUid const& uid) {
    auto role = RoleStore(tx).find(uid);
    if (!role)
        return refuse(Code::not_found, "there is no such role");
    return role;
}

Result<std::shared_ptr<policy::Role const>> find_custom(store::Transaction const& tx, RoleUid const& uid) {
    auto role = TRY(find(tx, uid));
    if (role->built_in)
        return refuse(
            Code::conflict,
            fmt::format("{} is built in and stays as it is; clone it and edit the clone", role->meta.name),
            {}, "BUILT_IN");
    return role;
}

/// Whoever adds to a role gives it to all who hold the role.
Result<void> may_add(WriteTx const& tx, policy::Role const& old, policy::Role const& wanted) {
    policy::Role added = old;
    added.permissions = wanted.permissions & ~old.permissions;
    auto const holders = store::RightsStore(tx).holders_of(old.uid);
    if (holders.empty())
        return {};
    for (auto const& holder : holders)
        for (auto const& binding : store::RightsStore(tx).bindings(holder))
            if (binding.role == old.uid && !tx.rights().may_give(added, binding.scope))
                return refuse(
                    Code::forbidden,
                    fmt::format("nobody gives more than they hold: {} is held already, and you do not "
                                "hold {} where it was given; ask a tenant administrator",
                                old.meta.name, join(policy::names_of(added.permissions), ", ")),
                    "/spec/permissions", "MORE_THAN_HELD");
    return {};
}

/// The people and teams that hold a role, for people.
std::vector<std::string> holders_of(store::Transaction const& tx, store::Visibility const& visible,
                                    RoleUid const& role) {
    std::vector<std::string> names;
    for (auto const& holder : store::RightsStore(tx).holders_of(role)) {
        if (auto const team = store::TeamStore(tx).find(visible, TeamUid(holder)); team)
            names.push_back("team " + team->meta.name);
        else if (auto const user = store::UserStore(tx).find(visible, UserUid(holder)); user)
            names.push_back(user->email);
    }
    return names;
}

}  // namespace

Result<ListRoles::Response> Roles::list(Caller const& caller, ListWanted wanted) {
    auto const query = TRY(list_query(wanted, {"metadata.name", "spec.scope", "spec.type"}));
    return db_.read(caller, [&](ReadTx& tx) -> Result<ListRoles::Response> {
        auto const visible = TRY(tx.permit<ListRoles>(model::Scope::tenant()));
        std::vector<Role> all;
        for (auto const& role : RoleStore(tx).list(visible))
            all.push_back(to_wire(*role));
        for (auto const& role : policy::built_in_roles())
            all.push_back(to_wire(*role));
        for (auto const& [field, value] : query.filters)
            std::erase_if(all, [&, &field = field, &value = value](Role const& role) {
                auto const is = field == "metadata.name" ? std::string_view(role.metadata.name)
                                : field == "spec.scope"  ? to_name(role.spec.scope)
                                                         : to_name(role.spec.type);
                return is != value;
            });
        auto const count = int(all.size());
        ListRoles::Response answer{part_of(std::move(all), query.page), {}};
        answer.listmeta = list_meta(query.page, int(answer.items.size()), count);
        return answer;
    });
}

Result<Uid> Roles::create(Caller const& caller, CreateRole::Request wanted) {
    auto role = TRY(from_wire(std::move(wanted.metadata), wanted.spec, wanted.status));
    return db_.write(caller, [&](WriteTx& tx) -> Result<Uid> {
        TRY(tx.permit<CreateRole>(model::Scope::tenant()));
        auto const uid = TRY(RoleStore(tx).add(role));
        return Uid{uid.str(), tx.audit<CreateRole>(model::Scope::tenant(), {uid.str(), role.meta.name},
                                                   change<RoleDetail>({}, detail_of(role)))};
    });
}

Result<Role> Roles::get(Caller const& caller, GetRole::Request wanted) {
    return db_.read(caller, [&](ReadTx& tx) -> Result<Role> {
        TRY(tx.permit<GetRole>(model::Scope::tenant()));
        return to_wire(*TRY(find(tx, wanted.uid)));
    });
}

Result<NoContent> Roles::update(Caller const& caller, UpdateRole::Request wanted) {
    auto role = TRY(from_wire(std::move(wanted.metadata), wanted.spec, wanted.status));
    return db_.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        TRY(tx.permit<UpdateRole>(model::Scope::tenant()));
        auto const old = TRY(find_custom(tx, wanted.uid));
        if (role.reach != old->reach)
            return refuse(Code::invalid, "a role keeps its scope; make another role", "/spec/scope");
        store::RightsStore(tx).lock();
        TRY(may_add(tx, *old, role));
        role.uid = old->uid;
        TRY(RoleStore(tx).update(role));
        tx.audit<UpdateRole>(model::Scope::tenant(), {role.uid.str(), role.meta.name},
                             change<RoleDetail>(detail_of(*old), detail_of(role)));
        return NoContent{};
    });
}

Result<NoContent> Roles::remove(Caller const& caller, DeleteRole::Request wanted) {
    return db_.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        auto const visible = TRY(tx.permit<DeleteRole>(model::Scope::tenant()));
        auto const role = TRY(find_custom(tx, wanted.uid));
        store::RightsStore(tx).lock();
        if (auto holders = holders_of(tx, visible, role->uid); !holders.empty()) {
            Error error{
                Code::conflict,
                fmt::format("{} holder(s) still have this role; take it from them first", holders.size()),
                {},
                "ROLE_IN_USE"};
            error.items = std::move(holders);
            return refuse(std::move(error));
        }
        RoleStore(tx).remove(role->uid);
        tx.audit<DeleteRole>(model::Scope::tenant(), {role->uid.str(), role->meta.name},
                             change<RoleDetail>(detail_of(*role), {}));
        return NoContent{};
    });
}

Result<Uid> Roles::clone(Caller const& caller, CloneRole::Request wanted) {
    auto const meta = TRY(service::from_wire(std::move(wanted.metadata), most_name_code_points));
    return db_.write(caller, [&](WriteTx& tx) -> Result<Uid> {
        TRY(tx.permit<CloneRole>(model::Scope::tenant()));
        auto role = *TRY(find(tx, wanted.uid));
        role.meta = meta;
        auto const uid = TRY(RoleStore(tx).add(role));
        return Uid{uid.str(), tx.audit<CloneRole>(model::Scope::tenant(), {uid.str(), meta.name},
                                                  change<RoleDetail>({}, detail_of(role)))};
    });
}

Result<ListPermissions::Response> Roles::permissions(Caller const& caller, ListPermissions::Request wanted) {
    auto const scope = wanted.scope.value_or(RoleScope::tenant);
    return db_.read(caller, [&](ReadTx& tx) -> Result<ListPermissions::Response> {
        TRY(tx.permit<ListPermissions>(model::Scope::tenant()));
        ListPermissions::Response answer;
        if (scope != RoleScope::tenant && scope != RoleScope::project)
            return answer;  // no role here is of the scopes system and resource
        for (auto const& component : policy::catalogue()) {
            if (scope == RoleScope::project && component.reach == Reach::tenant)
                continue;
            PermissionGroup group{std::string(component.name), component.permissions(), scope, {}};
            for (auto const& name : group.permissions)
                if (auto const known = from_name<policy::Permission>(name))
                    group.meanings.push_back({name, std::string(policy::info(*known).meaning)});
            answer.bare_items.push_back(std::move(group));
        }
        return answer;
    });
}

}  // namespace gatehouse::service
