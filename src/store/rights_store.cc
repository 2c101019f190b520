#include "store/rights_store.h"

#include "policy/role.h"
#include "store/role_store.h"
#include "store/rows.h"

namespace gatehouse::store {

using soci::into;
using soci::use;

policy::Rights RightsStore::of(UserUid const& user) const {
    soci::rowset<soci::row> const rows =
        (sql_.prepare << "SELECT role_uid, scope, '' AS team_uid, '' AS team_name FROM role_binding "
                         "WHERE holder_uid = :user "
                         "UNION ALL SELECT b.role_uid, b.scope, t.uid, t.name FROM team_member m "
                         "JOIN team t ON t.uid = m.team_uid JOIN role_binding b ON b.holder_uid = m.team_uid "
                         "WHERE m.person_uid = :member",
         use(user.str(), "user"), use(user.str(), "member"));
    std::map<RoleUid, std::shared_ptr<policy::Role const>> roles;
    std::vector<policy::HeldRole> held;
    for (auto const& row : rows) {
        RoleUid const uid(row.get<std::string>(0));
        auto const [role, is_new] = roles.try_emplace(uid);
        if (is_new)
            role->second = RoleStore(sql_).find(uid);
        if (!role->second)
            continue;
        policy::HeldRole one{role->second, model::Scope::of(ProjectUid(row.get<std::string>(1)))};
        if (auto team = row.get<std::string>(2); !team.empty())
            one.team = {TeamUid(std::move(team)), row.get<std::string>(3)};
        held.push_back(std::move(one));
    }
    return policy::Rights(std::move(held));
}

std::vector<model::RoleBinding> RightsStore::bindings(std::string const& holder) const {
    soci::rowset<soci::row> const rows =
        (sql_.prepare
             << "SELECT role_uid, scope FROM role_binding WHERE holder_uid = :uid ORDER BY scope, role_uid",
         use(holder, "uid"));
    std::vector<model::RoleBinding> bindings;
    for (auto const& row : rows)
        bindings.push_back(
            {RoleUid(row.get<std::string>(0)), model::Scope::of(ProjectUid(row.get<std::string>(1)))});
    return bindings;
}

void RightsStore::replace(std::string const& holder, Where where,
                          std::vector<model::RoleBinding> const& bindings) {
    if (where == Where::tenant)
        sql_ << "DELETE FROM role_binding WHERE holder_uid = :uid AND scope = ''", use(holder, "uid");
    else
        sql_ << "DELETE FROM role_binding WHERE holder_uid = :uid AND scope <> ''", use(holder, "uid");
    give(holder, bindings);
}

void RightsStore::replace_in(std::string const& holder, model::Scope const& scope,
                             std::vector<model::RoleBinding> const& bindings) {
    auto const place = scope.str();
    sql_ << "DELETE FROM role_binding WHERE holder_uid = :uid AND scope = :scope", use(holder, "uid"),
        use(place, "scope");
    give(holder, bindings);
}

void RightsStore::give(std::string const& holder, std::vector<model::RoleBinding> const& bindings) {
    for (auto const& binding : bindings) {
        auto const scope = binding.scope.str();
        sql_ << "INSERT INTO role_binding (holder_uid, role_uid, scope) VALUES (:holder, :role, :scope) "
                "ON CONFLICT DO NOTHING",
            use(holder, "holder"), use(binding.role.str(), "role"), use(scope, "scope");
    }
}

std::vector<RightsStore::Holding> RightsStore::given_in(model::Scope const& scope) const {
    auto const place = scope.str();
    soci::rowset<soci::row> const rows =
        (sql_.prepare << "SELECT holder_uid, role_uid FROM role_binding WHERE scope = :scope ORDER BY "
                         "holder_uid, role_uid",
         use(place, "scope"));
    std::vector<Holding> given;
    for (auto const& row : rows)
        given.push_back({row.get<std::string>(0), RoleUid(row.get<std::string>(1))});
    return given;
}

std::vector<std::string> RightsStore::holders_of(RoleUid const& role) const {
    soci::rowset<std::string> const rows =
        (sql_.prepare << "SELECT DISTINCT holder_uid FROM role_binding WHERE role_uid = :role ORDER BY 1",
         use(role.str(), "role"));
    return all(rows);
}

void RightsStore::lock() { sql_ << "UPDATE tenant SET rights_revision = rights_revision + 1"; }

int RightsStore::count_tenant_holders(RoleUid const& role) const {
    int count = 0;
    sql_ << "SELECT COUNT(*) FROM person WHERE is_active = 1 AND uid IN ("
            "SELECT holder_uid FROM role_binding WHERE role_uid = :role AND scope = '' "
            "UNION SELECT m.person_uid FROM role_binding b JOIN team_member m ON m.team_uid = b.holder_uid "
            "WHERE b.role_uid = :team_role AND b.scope = '')",
        use(role.str(), "role"), use(role.str(), "team_role"), into(count);
    return count;
}

}  // namespace gatehouse::store
