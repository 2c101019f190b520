#include "store/user_store.h"

#include <algorithm>

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
        user.modified = time(row, "modified_at");
        user.deactivated = maybe_time(row, "deactivated_at");
        user.password_set = maybe_time(row, "password_set_at");
    }
    static void to_base(gatehouse::model::User const& user, values& row, indicator& state) {
        using namespace gatehouse;
        using namespace gatehouse::store;
        set(row, "uid", user.uid);
        set(row, "email", user.email);
        set(row, "email_key", sshkey::name_key(user.email));
        set(row, "first_name", user.first_name);
        set(row, "last_name", user.last_name);
        set(row, "name_key", sshkey::name_key(user.name()));
        set(row, "is_active", user.active);
        set(row, "created_at", user.created);
        set(row, "modified_at", user.modified);
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

std::vector<UserStore::WithPassword> UserStore::all_with_passwords(Visibility const&) const {
    soci::rowset<model::User> const rows = (sql_.prepare << "SELECT * FROM person ORDER BY email_key");
    std::vector<WithPassword> found;
    for (auto const& user : store::all(rows))
        found.push_back(by_email(user.email).value());
    return found;
}

namespace {

Conditions conditions_of(UserQuery const& query) {
    Conditions conditions;
    conditions.compare("email", "email_key", query.email);
    conditions.compare("first_name || ' ' || last_name", "name_key", query.name);
    return conditions;
}

}  // namespace

std::vector<model::User> UserStore::list(Visibility const&, UserQuery const& query, Page const& page) const {
    auto const conditions = conditions_of(query);
    auto statement = (sql_.prepare << "SELECT * FROM person" << conditions.where() << order_by(query.order)
                                   << limit_of(page));
    conditions.bind(statement);
    soci::rowset<model::User> const rows = statement;
    return store::all(rows);
}

int UserStore::count(Visibility const&, UserQuery const& query, int most) const {
    return conditions_of(query).count(sql_, "person", most);
}

std::vector<model::User> UserStore::among(std::vector<UserUid> const& uids) const {
    std::vector<model::User> found;
    for (auto const& uid : uids) {
        model::User user;
        sql_ << "SELECT * FROM person WHERE uid = :uid", use(uid.str(), "uid"), into(user);
        if (sql_.got_data())
            found.push_back(std::move(user));
    }
    std::ranges::sort(found, {}, [](model::User const& user) { return sshkey::name_key(user.name()); });
    return found;
}

std::vector<model::User> UserStore::members_of(Visibility const& visible) const {
    auto const scope = visible.scope().str();
    soci::rowset<model::User> const rows =
        (sql_.prepare << "SELECT * FROM person WHERE uid IN ("
                         "SELECT holder_uid FROM role_binding WHERE scope IN ('', :scope) "
                         "UNION SELECT m.person_uid FROM role_binding b JOIN team_member m ON m.team_uid = "
                         "b.holder_uid WHERE b.scope IN ('', :team_scope)) ORDER BY name_key, uid",
         use(scope, "scope"), use(scope, "team_scope"));
    return store::all(rows);
}

Result<void> UserStore::refuse_taken(model::User const& user) const {
    auto const other = by_email(user.email);
    if (!other || other->user.uid == user.uid)
        return {};
    return refuse(Error{Code::conflict, "a user with this e-mail address exists already", "/spec/emailId",
                        "NAME_TAKEN", other->user.uid.str()});
}

Result<UserUid> UserStore::add(model::User const& wanted) {
    auto user = wanted;
    user.uid = UserUid(crypto::new_uid(now_));
    user.created = user.modified = now_;
    TRY(refuse_taken(user));
    sql_ << "INSERT INTO person (uid, email, email_key, first_name, last_name, name_key, password_hash, "
            "is_active, created_at, modified_at) VALUES (:uid, :email, :email_key, :first_name, :last_name, "
            ":name_key, '', :is_active, :created_at, :modified_at)",
        row_of(user);
    return user.uid;
}

Result<void> UserStore::update(model::User const& wanted) {
    auto user = wanted;
    user.modified = now_;
    TRY(refuse_taken(user));
    sql_ << "UPDATE person SET email = :email, email_key = :email_key, first_name = :first_name, last_name = "
            ":last_name, name_key = :name_key, modified_at = :modified_at WHERE uid = :uid",
        row_of(user);
    return {};
}

void UserStore::set_password(UserUid const& uid, std::string const& hash) {
    long long const now = to_micros(now_);
    sql_
        << "UPDATE person SET password_hash = :hash, password_set_at = :now, is_active = 1, deactivated_at = "
           "NULL WHERE uid = :uid",
        use(hash, "hash"), use(now, "now"), use(uid.str(), "uid");
}

void UserStore::replace_password(UserUid const& uid, std::string const& hash) {
    sql_ << "UPDATE person SET password_hash = :hash WHERE uid = :uid", use(hash, "hash"),
        use(uid.str(), "uid");
}

void UserStore::note_sign_in(UserUid const& uid) {
    long long const now = to_micros(now_);
    sql_ << "INSERT INTO sign_in (person_uid, at) VALUES (:uid, :now) ON CONFLICT (person_uid) DO UPDATE SET "
            "at = excluded.at",
        use(uid.str(), "uid"), use(now, "now");
}

std::optional<Time> UserStore::last_sign_in(UserUid const& uid) const {
    long long at = 0;
    sql_ << "SELECT at FROM sign_in WHERE person_uid = :uid", use(uid.str(), "uid"), into(at);
    return sql_.got_data() ? std::optional(from_micros(at)) : std::nullopt;
}

void UserStore::deactivate(UserUid const& uid) {
    end_activation(uid);
    long long const now = to_micros(now_);
    sql_
        << "UPDATE person SET is_active = 0, deactivated_at = :now, modified_at = :modified WHERE uid = :uid",
        use(now, "now"), use(now, "modified"), use(uid.str(), "uid");
}

void UserStore::reactivate(UserUid const& uid) {
    long long const now = to_micros(now_);
    sql_ << "UPDATE person SET is_active = CASE WHEN password_set_at IS NULL THEN 0 ELSE 1 END, "
            "deactivated_at = "
            "NULL, modified_at = :now WHERE uid = :uid",
        use(now, "now"), use(uid.str(), "uid");
}

void UserStore::remove(UserUid const& uid) {
    sql_ << "DELETE FROM role_binding WHERE holder_uid = :uid", use(uid.str(), "uid");
    sql_ << "DELETE FROM person WHERE uid = :uid", use(uid.str(), "uid");
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

bool UserStore::has_activation(UserUid const& uid) const {
    int count = 0;
    long long const now = to_micros(now_);
    sql_ << "SELECT COUNT(*) FROM activation WHERE person_uid = :uid AND ends_at > :now",
        use(uid.str(), "uid"), use(now, "now"), into(count);
    return count > 0;
}

void UserStore::end_activation(UserUid const& uid) {
    sql_ << "DELETE FROM activation WHERE person_uid = :uid", use(uid.str(), "uid");
}

void UserStore::end_activations() { sql_ << "DELETE FROM activation"; }

UserStore::Tenant UserStore::tenant() const {
    std::string uid;
    std::string name;
    sql_ << "SELECT uid, name FROM tenant", into(uid), into(name);
    return {TenantUid(uid), name};
}

}  // namespace gatehouse::store
