#include "store/user_store.h"

#include "crypto/random.h"
#include "sshkey/names.h"
#include "store/rows.h"

namespace soci {
template <>
struct type_conversion<gatehouse::model::User> {
    using base_type = values;
    static void from_base(values const& row, indicator, gatehouse::model::User& user) {
        using namespace gatehouse;
        using namespace gatehouse::store;
        user.uid = UserUid(text(row, "uid"));
        user.email = text(row, "email");
        user.first_name = text(row, "first_name");
        user.last_name = text(row, "last_name");
        user.active = flag(row, "is_active");
        user.created = time(row, "created_at");
    }
    static void to_base(gatehouse::model::User const& user, values& row, indicator& state) {
        using namespace gatehouse;
        using namespace gatehouse::store;
        set(row, "uid", user.uid);
        set(row, "email", user.email);
        set(row, "email_key", sshkey::name_key(user.email));
        set(row, "first_name", user.first_name);
        set(row, "last_name", user.last_name);
        set(row, "is_active", user.active);
        set(row, "created_at", user.created);
        state = i_ok;
    }
};
}  // namespace soci

namespace gatehouse::store {

using soci::into;
using soci::use;

std::optional<UserStore::WithPassword> UserStore::by_email(std::string const& email) const {
    WithPassword found;
    auto const key = sshkey::name_key(email);
    sql_ << "SELECT * FROM person WHERE email_key = :key", use(key, "key"), into(found.user);
    if (!sql_.got_data())
        return std::nullopt;
    sql_ << "SELECT password_hash FROM person WHERE email_key = :key", use(key, "key"),
        into(found.password_hash);
    return found;
}

Result<model::User> UserStore::find(Visibility const&, UserUid const& uid) const {
    model::User user;
    sql_ << "SELECT * FROM person WHERE uid = :uid", use(uid.str(), "uid"), into(user);
    if (!sql_.got_data())
        return refuse(Code::not_found, "there is no such user");
    return user;
}

std::vector<UserStore::WithPassword> UserStore::list(Visibility const&) const {
    soci::rowset<model::User> const rows = (sql_.prepare << "SELECT * FROM person ORDER BY email_key");
    std::vector<WithPassword> found;
    for (auto const& user : all(rows))
        found.push_back(by_email(user.email).value());
    return found;
}

Result<UserUid> UserStore::add(model::User const& wanted) {
    auto user = wanted;
    user.uid = UserUid(crypto::new_uid(now_));
    user.created = now_;
    if (auto const other = by_email(user.email))
        return refuse(Error{Code::conflict, "a user with this e-mail address exists already", "/spec/emailId",
                            "NAME_TAKEN", other->user.uid.str()});
    sql_ << "INSERT INTO person (uid, email, email_key, first_name, last_name, password_hash, is_active, "
            "created_at) "
            "VALUES (:uid, :email, :email_key, :first_name, :last_name, '', :is_active, :created_at)",
        row_of(user);
    return user.uid;
}

void UserStore::set_password(UserUid const& uid, std::string const& hash) {
    sql_ << "UPDATE person SET password_hash = :hash, is_active = 1 WHERE uid = :uid", use(hash, "hash"),
        use(uid.str(), "uid");
}

void UserStore::set_activation(UserUid const& uid, std::string const& digest, Time ends) {
    end_activation(uid);
    long long const at = to_micros(ends);
    sql_ << "INSERT INTO activation (digest, person_uid, ends_at) VALUES (:digest, :person, :ends)",
        use(digest, "digest"), use(uid.str(), "person"), use(at, "ends");
}

std::optional<UserUid> UserStore::find_activation(std::string const& digest) const {
    std::string uid;
    long long const now = to_micros(now_);
    sql_ << "SELECT person_uid FROM activation WHERE digest = :digest AND ends_at > :now",
        use(digest, "digest"), use(now, "now"), into(uid);
    if (!sql_.got_data())
        return std::nullopt;
    return UserUid(uid);
}

void UserStore::end_activation(UserUid const& uid) {
    sql_ << "DELETE FROM activation WHERE person_uid = :uid", use(uid.str(), "uid");
}

void UserStore::end_activations() { sql_ << "DELETE FROM activation"; }

std::vector<model::RoleBinding> UserStore::bindings(UserUid const& uid) const {
    std::vector<model::RoleBinding> bindings;
    soci::rowset<soci::row> const rows =
        (sql_.prepare
             << "SELECT role_uid, scope FROM role_binding WHERE person_uid = :uid ORDER BY scope, role_uid",
         use(uid.str(), "uid"));
    for (auto const& row : rows)
        bindings.push_back(
            {RoleUid(row.get<std::string>(0)), model::Scope::of(ProjectUid(row.get<std::string>(1)))});
    return bindings;
}

void UserStore::replace_bindings(UserUid const& uid, Where where,
                                 std::vector<model::RoleBinding> const& bindings) {
    if (where == Where::tenant)
        sql_ << "DELETE FROM role_binding WHERE person_uid = :uid AND scope = ''", use(uid.str(), "uid");
    else
        sql_ << "DELETE FROM role_binding WHERE person_uid = :uid AND scope <> ''", use(uid.str(), "uid");
    for (auto const& binding : bindings) {
        auto const scope = binding.scope.str();
        sql_ << "INSERT INTO role_binding (person_uid, role_uid, scope) VALUES (:person, :role, :scope) "
                "ON CONFLICT DO NOTHING",
            use(uid.str(), "person"), use(binding.role.str(), "role"), use(scope, "scope");
    }
}

void UserStore::lock_rights() { sql_ << "UPDATE tenant SET rights_revision = rights_revision + 1"; }

int UserStore::count_tenant_holders(RoleUid const& role) const {
    int count = 0;
    sql_ << "SELECT COUNT(*) FROM role_binding JOIN person ON person.uid = role_binding.person_uid "
            "WHERE role_uid = :role AND scope = '' AND is_active = 1",
        use(role.str(), "role"), into(count);
    return count;
}

UserStore::Tenant UserStore::tenant() const {
    std::string uid;
    std::string name;
    sql_ << "SELECT uid, name FROM tenant", into(uid), into(name);
    return {TenantUid(uid), name};
}

}  // namespace gatehouse::store
