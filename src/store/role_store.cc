#include "store/role_store.h"

#include "crypto/random.h"
#include "sshkey/names.h"
#include "store/rows.h"

namespace soci {
template <>
struct type_conversion<gatehouse::policy::Role> {
    using base_type = values;
    static void from_base(values const& row, indicator, gatehouse::policy::Role& role) {
        using namespace gatehouse;
        using namespace gatehouse::store;
        role.uid = RoleUid(text(row, "uid"));
        role.meta = meta(row);
        role.reach = *from_name<policy::Reach>(text(row, "reach"));
        role.names = list(row, "permissions");
        role.permissions = policy::permissions_of(role.names);
    }
    static void to_base(gatehouse::policy::Role const& role, values& row, indicator& state) {
        using namespace gatehouse;
        using namespace gatehouse::store;
        set(row, "uid", role.uid);
        set(row, role.meta);
        set(row, "reach", std::string(to_name(role.reach)));
        set(row, "permissions", role.names);
        state = i_ok;
    }
};
}  // namespace soci

namespace gatehouse::store {

using policy::Role;
using soci::into;
using soci::use;

std::shared_ptr<Role const> RoleStore::find(RoleUid const& uid) const {
    if (auto built_in = policy::find_built_in_role(uid))
        return built_in;
    Role role;
    sql_ << "SELECT * FROM role WHERE uid = :uid", use(uid.str(), "uid"), into(role);
    return sql_.got_data() ? std::make_shared<Role const>(std::move(role)) : nullptr;
}

std::vector<std::shared_ptr<Role const>> RoleStore::list(Visibility const&) const {
    soci::rowset<Role> const rows = (sql_.prepare << "SELECT * FROM role ORDER BY name_key");
    std::vector<std::shared_ptr<Role const>> roles;
    for (auto const& role : rows)
        roles.push_back(std::make_shared<Role const>(role));
    return roles;
}

Result<void> RoleStore::refuse_taken(Role const& role) const {
    auto const taken = [](std::string const& name, std::string const& uid) {
        return refuse(Error{Code::conflict,
                            fmt::format("the role \"{}\" has this name already; choose another", name),
                            "/metadata/name", "NAME_TAKEN", uid});
    };
    auto const key = sshkey::name_key(role.meta.name);
    for (auto const& other : policy::built_in_roles())
        if (sshkey::name_key(other->meta.name) == key)
            return taken(other->meta.name, other->uid.str());
    std::string uid;
    std::string name;
    sql_ << "SELECT uid, name FROM role WHERE name_key = :key AND uid <> :but", use(key, "key"),
        use(role.uid.str(), "but"), into(uid), into(name);
    if (sql_.got_data())
        return taken(name, uid);
    return {};
}

Result<RoleUid> RoleStore::add(Role role) {
    role.uid = RoleUid(crypto::new_uid(now_));
    role.meta.created = role.meta.modified = now_;
    TRY(refuse_taken(role));
    sql_ << "INSERT INTO role (uid, name, name_key, labels, annotations, reach, permissions, created_at, "
            "modified_at) VALUES (:uid, :name, :name_key, :labels, :annotations, :reach, :permissions, "
            ":created_at, :modified_at)",
        row_of(role);
    return role.uid;
}

Result<void> RoleStore::update(Role role) {
    role.meta.modified = now_;
    TRY(refuse_taken(role));
    sql_ << "UPDATE role SET name = :name, name_key = :name_key, labels = :labels, annotations = "
            ":annotations, permissions = :permissions, modified_at = :modified_at WHERE uid = :uid",
        row_of(role);
    return {};
}

void RoleStore::remove(RoleUid const& uid) {
    sql_ << "DELETE FROM role WHERE uid = :uid", use(uid.str(), "uid");
}

}  // namespace gatehouse::store
