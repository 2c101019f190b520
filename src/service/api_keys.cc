#include "service/api_keys.h"

#include "base/log.h"
#include "base/text.h"
#include "crypto/api_key.h"
#include "crypto/random.h"
#include "service/change.h"
#include "service/meta.h"
#include "service/rights_change.h"
#include "store/api_key_store.h"
#include "store/rights_store.h"
#include "store/user_store.h"

namespace gatehouse::service {

using namespace contract;
using policy::Caller;
using store::ApiKeyStore;
using store::ReadTx;
using store::UserStore;
using store::WriteTx;

namespace {

constexpr int most_name_code_points = 64;

/// What the audit trail keeps of an API key.
struct ApiKeyDetail {
    std::string name;
    std::string user;
    std::map<std::string, std::string> annotations;
    Time expiry{};
    bool isActive = false;
};
BOOST_DESCRIBE_STRUCT(ApiKeyDetail, (), (name, user, annotations, expiry, isActive))

ApiKeyDetail detail_of(model::ApiKey const& key) {
    return {key.meta.name, key.user.email, key.meta.annotations, key.expiry, key.active};
}

contract::ApiKey to_wire(model::ApiKey const& key) {
    return {service::to_wire(key.uid.str(), key.meta),
            {key.expiry, "", {key.user.uid.str(), key.user.first_name, key.user.last_name}},
            {key.active, key.last_used, key.last_used_from}};
}

/// Whoever may not know of other people's keys learns no more of one than of one that is not there.
template <class E, class Tx>
Result<model::ApiKey> find(Tx& tx, ApiKeyUid const& uid) {
    auto key = ApiKeyStore(tx).by_uid(uid);
    if (!tx.template permit_on<E>(key ? key->user.uid : UserUid()) || !key)
        return refuse(Code::not_found, "there is no such API key, or it is not yours");
    return *std::move(key);
}

/// Absent, or the zero time that Go's clients cannot leave out: nothing is wanted.
Result<std::optional<Time>> wanted_expiry(std::optional<Time> const& expiry, Time now) {
    if (!expiry || *expiry == go_zero)
        return std::optional<Time>();
    if (*expiry <= now)
        return refuse(Code::invalid, "the expiry lies in the past; choose a later time", "/spec/expiry");
    return expiry;
}

/// Whose a new key is to be.
Result<model::User> owner_of(WriteTx& tx, Caller const& caller,
                             std::optional<CreateApiKey::Spec> const& spec) {
    UserStore const users(tx);
    auto const named = spec ? spec->userUid.value_or("") : "";
    bool const oneself = named.empty() || named == users.tenant().uid.str();
    UserUid const uid(oneself ? caller.user : UserUid(named));
    auto const visible = TRY(tx.permit_on<CreateApiKey>(uid));
    auto user = users.find(visible, uid);
    if (!user)
        return refuse(Code::invalid, "there is no such user", "/spec/userUid");
    TRY(may_act_as(tx, uid, "/spec/userUid"));
    return user;
}

}  // namespace

Result<CreateApiKey::Response> ApiKeys::create(Caller const& caller, CreateApiKey::Request wanted) {
    model::ApiKey key;
    key.meta = TRY(from_wire(std::move(wanted.metadata), most_name_code_points));
    auto const value = crypto::new_api_key();
    key.digest = crypto::token_digest(value.reveal());
    return db_.write(caller, [&](WriteTx& tx) -> Result<CreateApiKey::Response> {
        key.user = TRY(owner_of(tx, caller, wanted.spec));
        auto const expiry = wanted.spec ? wanted.spec->expiry : std::nullopt;
        key.expiry = TRY(wanted_expiry(expiry, tx.now())).value_or(tx.now() + default_life);
        ApiKeyStore keys(tx);
        if (keys.owned_by(key.user.uid).size() >= most_per_user)
            return refuse(Code::conflict,
                          fmt::format("a user has at most {} API keys; delete one first", most_per_user), {},
                          "TOO_MANY_API_KEYS");
        auto const uid = TRY(keys.add(key));
        auto const event = tx.audit<CreateApiKey>(model::Scope::tenant(), {uid.str(), key.meta.name},
                                                  change<ApiKeyDetail>({}, detail_of(key)));
        return CreateApiKey::Response{uid.str(), std::string(value.reveal()), event};
    });
}

Result<ListApiKeys::Response> ApiKeys::list(Caller const& caller, Nothing) {
    return db_.read(caller, [&](ReadTx& tx) -> Result<ListApiKeys::Response> {
        auto const visible = TRY(tx.permit_on<ListApiKeys>(caller.user));
        bool const everybodys = caller.rights.holds(ListApiKeys::of_others, model::Scope::tenant());
        ApiKeyStore const keys(tx);
        ListApiKeys::Response answer;
        for (auto const& key : everybodys ? keys.list(visible) : keys.owned_by(caller.user))
            answer.items.push_back(to_wire(key));
        return answer;
    });
}

Result<contract::ApiKey> ApiKeys::get(Caller const& caller, GetApiKey::Request wanted) {
    return db_.read(caller, [&](ReadTx& tx) -> Result<contract::ApiKey> {
        return to_wire(TRY(find<GetApiKey>(tx, wanted.uid)));
    });
}

Result<NoContent> ApiKeys::update(Caller const& caller, UpdateApiKey::Request wanted) {
    auto meta = TRY(from_wire(std::move(wanted.metadata), most_name_code_points));
    return db_.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        auto const old = TRY(find<UpdateApiKey>(tx, wanted.uid));
        auto key = old;
        key.meta.name = meta.name;
        key.meta.labels = meta.labels;
        key.meta.annotations = meta.annotations;
        auto const expiry = wanted.spec ? wanted.spec->expiry : std::nullopt;
        key.expiry = TRY(wanted_expiry(expiry, tx.now())).value_or(old.expiry);
        if (key.expiry > old.expiry)
            TRY(may_act_as(tx, key.user.uid, "/spec/expiry"));
        TRY(ApiKeyStore(tx).update(key));
        tx.audit<UpdateApiKey>(model::Scope::tenant(), {key.uid.str(), key.meta.name},
                               change<ApiKeyDetail>(detail_of(old), detail_of(key)));
        return NoContent{};
    });
}

template <class E>
Result<NoContent> ApiKeys::switch_to(Caller const& caller, ApiKeyStateWanted const& wanted) {
    return db_.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        auto const old = TRY(find<E>(tx, wanted.uid));
        auto key = old;
        key.active = wanted.isActive;
        if (key.active && !old.active)  // whoever made it for its user may still know it
            TRY(may_act_as(tx, key.user.uid, "/isActive"));
        TRY(ApiKeyStore(tx).update(key));
        tx.audit<E>(model::Scope::tenant(), {key.uid.str(), key.meta.name},
                    change<ApiKeyDetail>(detail_of(old), detail_of(key)));
        return NoContent{};
    });
}

Result<NoContent> ApiKeys::set_state(Caller const& caller, ApiKeyStateWanted wanted) {
    return switch_to<SetApiKeyState>(caller, wanted);
}

Result<NoContent> ApiKeys::patch_state(Caller const& caller, ApiKeyStateWanted wanted) {
    return switch_to<PatchApiKeyState>(caller, wanted);
}

Result<NoContent> ApiKeys::remove(Caller const& caller, DeleteApiKey::Request wanted) {
    return db_.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        auto const key = TRY(find<DeleteApiKey>(tx, wanted.uid));
        ApiKeyStore(tx).remove(key.uid);
        tx.audit<DeleteApiKey>(model::Scope::tenant(), {key.uid.str(), key.meta.name},
                               change<ApiKeyDetail>(detail_of(key), {}));
        return NoContent{};
    });
}

Result<Caller> ApiKeys::identify(Secret value, std::string const& address) {
    if (!crypto::is_api_key(value.reveal()))
        return refuse(Code::unauthenticated, "this is no API key of Gatehouse; copy the whole of it");
    auto const digest = crypto::token_digest(value.reveal());
    Caller caller;
    auto const key = db_.look([&](store::SystemTx& tx) {
        auto found = ApiKeyStore(tx).in_force(digest);
        if (found)
            caller.rights = store::RightsStore(tx).of(found->user.uid);
        return found;
    });
    if (!key)
        return refuse(Code::unauthenticated,
                      "this API key does not work: it was revoked or deleted, or it has expired");
    caller.credential = policy::Credential::api_key;
    caller.user = key->user.uid;
    caller.email = key->user.email;
    caller.name = key->user.name();
    caller.session = key->uid.str();
    caller.session_ends = key->expiry;
    note_use(*key, address);
    return caller;
}

void ApiKeys::note_use(model::ApiKey const& key, std::string const& address) {
    if (key.last_used && clock_.now() - *key.last_used < note_use_after)
        return;
    try {
        db_.system([&](store::SystemTx& tx) -> Result<void> {
            ApiKeyStore keys(tx);
            if (keys.by_uid(key.uid))  // it may have been deleted meanwhile
                keys.note_use(key.uid, address);
            return {};
        });
    } catch (store::DatabaseFault const& fault) {
        // Programs go on reading while the disk is full.
        log::error("the use of an API key could not be noted: {}", fault.what());
    }
}

}  // namespace gatehouse::service
