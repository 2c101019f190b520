#include "store/registration_token_store.h"

#include "crypto/random.h"
#include "sshkey/names.h"
#include "store/rows.h"

namespace soci {
template <>
struct type_conversion<gatehouse::model::RegistrationToken> {
    using base_type = values;
    static void from_base(values const& row, indicator, gatehouse::model::RegistrationToken& token) {
        using namespace gatehouse;
        using namespace gatehouse::store;
        token.uid = RegistrationTokenUid(text(row, "uid"));
        token.name = text(row, "name");
        token.description = text(row, "description");
        token.project = ProjectUid(text(row, "project_uid"));
        token.project_name = text(row, "project_name");
        token.expiry = time(row, "expires_at");
        token.active = flag(row, "is_active");
        token.generation = number(row, "generation");
        token.created = time(row, "created_at");
        token.modified = time(row, "modified_at");
    }
    static void to_base(gatehouse::model::RegistrationToken const& token, values& row, indicator& state) {
        using namespace gatehouse;
        using namespace gatehouse::store;
        set(row, "uid", token.uid);
        set(row, "name", token.name);
        set(row, "name_key", sshkey::name_key(token.name));
        set(row, "description", token.description);
        set(row, "project_uid", token.project);
        set(row, "expires_at", token.expiry);
        set(row, "is_active", token.active);
        set(row, "generation", token.generation);
        set(row, "created_at", token.created);
        set(row, "modified_at", token.modified);
        state = i_ok;
    }
};
}  // namespace soci

namespace gatehouse::store {

using soci::into;
using soci::use;

namespace {

constexpr char with_project[] =
    "SELECT registration_token.*, COALESCE(project.name, '') AS project_name FROM registration_token "
    "LEFT JOIN project ON project.uid = registration_token.project_uid ";

}  // namespace

std::vector<model::RegistrationToken> RegistrationTokenStore::list(Visibility const&) const {
    soci::rowset<model::RegistrationToken> const rows =
        (sql_.prepare << std::string(with_project) + "ORDER BY registration_token.name_key");
    return all(rows);
}

std::optional<model::RegistrationToken>
RegistrationTokenStore::by_uid(RegistrationTokenUid const& uid) const {
    model::RegistrationToken token;
    sql_ << std::string(with_project) + "WHERE registration_token.uid = :uid", use(uid.str(), "uid"),
        into(token);
    return sql_.got_data() ? std::optional(token) : std::nullopt;
}

Result<model::RegistrationToken> RegistrationTokenStore::find(Visibility const&,
                                                              RegistrationTokenUid const& uid) const {
    auto token = by_uid(uid);
    if (!token)
        return refuse(Code::not_found, "there is no such registration token");
    return *std::move(token);
}

Result<void> RegistrationTokenStore::refuse_taken(model::RegistrationToken const& token) const {
    std::string other;
    std::string other_name;
    auto const key = sshkey::name_key(token.name);
    sql_ << "SELECT uid, name FROM registration_token WHERE name_key = :key AND uid <> :but", use(key, "key"),
        use(token.uid.str(), "but"), into(other), into(other_name);
    if (!sql_.got_data())
        return {};
    return refuse(
        Error{Code::conflict,
              fmt::format("the registration token \"{}\" has this name already; choose another", other_name),
              "/metadata/name", "NAME_TAKEN", other});
}

Result<RegistrationTokenUid> RegistrationTokenStore::add(model::RegistrationToken token) {
    token.uid = RegistrationTokenUid(crypto::new_uid(now_));
    token.created = token.modified = now_;
    TRY(refuse_taken(token));
    sql_
        << "INSERT INTO registration_token (uid, name, name_key, description, project_uid, expires_at, "
           "is_active, "
           "generation, created_at, modified_at) VALUES (:uid, :name, :name_key, :description, :project_uid, "
           ":expires_at, :is_active, :generation, :created_at, :modified_at)",
        row_of(token);
    return token.uid;
}

Result<void> RegistrationTokenStore::update(model::RegistrationToken token) {
    token.modified = now_;
    TRY(refuse_taken(token));
    sql_ << "UPDATE registration_token SET name = :name, name_key = :name_key, description = :description, "
            "project_uid = :project_uid, expires_at = :expires_at, is_active = :is_active, "
            "generation = :generation, modified_at = :modified_at WHERE uid = :uid",
        row_of(token);
    return {};
}

void RegistrationTokenStore::remove(RegistrationTokenUid const& uid) {
    sql_ << "DELETE FROM registration_token WHERE uid = :uid", use(uid.str(), "uid");
}

}  // namespace gatehouse::store
