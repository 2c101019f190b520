#include "store/api_key_store.h"

#include "crypto/random.h"
#include "sshkey/names.h"
#include "store/rows.h"

namespace soci {
template <>
struct type_conversion<gatehouse::model::ApiKey> {
    using base_type = values;
    static void from_base(values const& row, indicator, gatehouse::model::ApiKey& key) {
        using namespace gatehouse;
        using namespace gatehouse::store;
        key.uid = ApiKeyUid(text(row, "uid"));
        key.user.uid = UserUid(text(row, "person_uid"));
        key.user.email = text(row, "email");
        key.user.first_name = text(row, "first_name");
        key.user.last_name = text(row, "last_name");
        key.meta = meta(row);
        key.digest = text(row, "digest");
        key.expiry = time(row, "expires_at");
        key.active = flag(row, "is_active");
        key.last_used = maybe_time(row, "used_at");
        key.last_used_from = text(row, "used_from");
    }
    static void to_base(gatehouse::model::ApiKey const& key, values& row, indicator& state) {
        using namespace gatehouse;
        using namespace gatehouse::store;
        set(row, "uid", key.uid);
        set(row, "person_uid", key.user.uid);
        set(row, key.meta);
        set(row, "digest", key.digest);
        set(row, "expires_at", key.expiry);
        set(row, "is_active", key.active);
        state = i_ok;
    }
};
}  // namespace soci

namespace gatehouse::store {

using soci::into;
using soci::use;

namespace {

constexpr char with_user_and_use[] =
    "SELECT api_key.*, person.email, person.first_name, person.last_name, api_key_use.used_at, "
    "COALESCE(api_key_use.used_from, '') AS used_from FROM api_key "
    "JOIN person ON person.uid = api_key.person_uid "
    "LEFT JOIN api_key_use ON api_key_use.api_key_uid = api_key.uid ";

}  // namespace

std::vector<model::ApiKey> ApiKeyStore::list(Visibility const&) const {
    soci::rowset<model::ApiKey> const rows =
        (sql_.prepare << std::string(with_user_and_use) +
                             "ORDER BY person.name_key, person.uid, api_key.name_key");
    return all(rows);
}

std::vector<model::ApiKey> ApiKeyStore::owned_by(UserUid const& user) const {
    soci::rowset<model::ApiKey> const rows =
        (sql_.prepare << std::string(with_user_and_use) +
                             "WHERE api_key.person_uid = :user ORDER BY api_key.name_key",
         use(user.str(), "user"));
    return all(rows);
}

std::optional<model::ApiKey> ApiKeyStore::by_uid(ApiKeyUid const& uid) const {
    model::ApiKey key;
    sql_ << std::string(with_user_and_use) + "WHERE api_key.uid = :uid", use(uid.str(), "uid"), into(key);
    return sql_.got_data() ? std::optional(key) : std::nullopt;
}

std::optional<model::ApiKey> ApiKeyStore::in_force(std::string const& digest) const {
    model::ApiKey key;
    long long const now = to_micros(now_);
    sql_ << std::string(with_user_and_use) +
                "WHERE api_key.digest = :digest AND api_key.is_active = 1 AND api_key.expires_at > :now AND "
                "person.is_active = 1",
        use(digest, "digest"), use(now, "now"), into(key);
    return sql_.got_data() ? std::optional(key) : std::nullopt;
}

Result<void> ApiKeyStore::refuse_taken(model::ApiKey const& key) const {
    std::string other;
    std::string other_name;
    auto const name = sshkey::name_key(key.meta.name);
    sql_ << "SELECT uid, name FROM api_key WHERE person_uid = :user AND name_key = :name AND uid <> :but",
        use(key.user.uid.str(), "user"), use(name, "name"), use(key.uid.str(), "but"), into(other),
        into(other_name);
    if (!sql_.got_data())
        return {};
    return refuse(Error{Code::conflict,
                        fmt::format("the API key \"{}\" has this name already; choose another", other_name),
                        "/metadata/name", "NAME_TAKEN", other});
}

Result<ApiKeyUid> ApiKeyStore::add(model::ApiKey key) {
    key.uid = ApiKeyUid(crypto::new_uid(now_));
    key.meta.created = key.meta.modified = now_;
    TRY(refuse_taken(key));
    sql_ << "INSERT INTO api_key (uid, person_uid, name, name_key, labels, annotations, digest, expires_at, "
            "is_active, created_at, modified_at) VALUES (:uid, :person_uid, :name, :name_key, :labels, "
            ":annotations, :digest, :expires_at, :is_active, :created_at, :modified_at)",
        row_of(key);
    return key.uid;
}

Result<void> ApiKeyStore::update(model::ApiKey key) {
    key.meta.modified = now_;
    TRY(refuse_taken(key));
    sql_
        << "UPDATE api_key SET name = :name, name_key = :name_key, labels = :labels, annotations = "
           ":annotations, expires_at = :expires_at, is_active = :is_active, modified_at = :modified_at WHERE "
           "uid = :uid",
        row_of(key);
    return {};
}

void ApiKeyStore::remove(ApiKeyUid const& uid) {
    sql_ << "DELETE FROM api_key WHERE uid = :uid", use(uid.str(), "uid");
}

void ApiKeyStore::revoke_all(UserUid const& user) {
    long long const now = to_micros(now_);
    sql_ << "UPDATE api_key SET is_active = 0, modified_at = :now WHERE person_uid = :user AND is_active = 1",
        use(now, "now"), use(user.str(), "user");
}

void ApiKeyStore::note_use(ApiKeyUid const& uid, std::string const& address) {
    long long const now = to_micros(now_);
    sql_ << "INSERT INTO api_key_use (api_key_uid, used_at, used_from) VALUES (:uid, :now, :address) "
            "ON CONFLICT (api_key_uid) DO UPDATE SET used_at = excluded.used_at, used_from = "
            "excluded.used_from",
        use(uid.str(), "uid"), use(now, "now"), use(address, "address");
}

}  // namespace gatehouse::store
