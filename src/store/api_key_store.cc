#include "store/api_key_store.h"

#include "store/rows.h"

namespace soci {
template <>
struct type_conversion<gatehouse::model::ApiKey> {
    using base_type = values;
    static void from_base(values const& row, indicator, gatehouse::model::ApiKey& key) {
        using namespace gatehouse;
        using namespace gatehouse::store;
        key.uid = ApiKeyUid(text(row, "uid"));
        key.user = UserUid(text(row, "person_uid"));
        key.meta = {text(row, "name"), map(row, "labels"), map(row, "annotations"), time(row, "created_at"),
                    time(row, "modified_at")};
        key.digest = text(row, "digest");
        key.expiry = maybe_time(row, "expires_at");
        key.active = flag(row, "is_active");
        key.last_used = maybe_time(row, "last_used_at");
        key.last_used_from = text(row, "last_used_from");
    }
};
}  // namespace soci

namespace gatehouse::store {

using soci::use;

std::vector<model::ApiKey> ApiKeyStore::owned_by(UserUid const& user) const {
    soci::rowset<model::ApiKey> const rows =
        (sql_.prepare << "SELECT * FROM api_key WHERE person_uid = :user ORDER BY name_key",
         use(user.str(), "user"));
    return all(rows);
}

void ApiKeyStore::revoke_all(UserUid const& user) {
    long long const now = to_micros(now_);
    sql_ << "UPDATE api_key SET is_active = 0, modified_at = :now WHERE person_uid = :user AND is_active = 1",
        use(now, "now"), use(user.str(), "user");
}

}  // namespace gatehouse::store
