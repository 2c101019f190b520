#include "service/registration_tokens.h"

#include "base/text.h"
#include "crypto/digest.h"
#include "service/change.h"
#include "service/meta.h"
#include "sshkey/names.h"
#include "store/project_store.h"
#include "store/registration_token_store.h"

namespace gatehouse::service {

using namespace contract;
using policy::Caller;
using store::ReadTx;
using store::RegistrationTokenStore;
using store::WriteTx;

namespace {

constexpr int most_name_code_points = 64;
constexpr auto default_life = std::chrono::days(30);
constexpr char description[] = "description";
constexpr std::size_t seal_length = 43;  ///< 256 bits in base64url

std::string purpose_of(RegistrationTokenUid const& uid, std::int64_t generation) {
    return fmt::format("token {} {}", uid.str(), generation);
}
std::string purpose_of(ClusterUid const& cluster, std::int64_t expiry_seconds) {
    return fmt::format("enrolment {} {}", cluster.str(), expiry_seconds);
}

Result<void> refuse_past(std::optional<Time> expiry, Time now) {
    if (expiry && *expiry <= now)
        return refuse(Code::invalid, "the expiry lies in the past; choose a later time", "/spec/expiry");
    return {};
}

/// Go's clients cannot leave a time out: they send its zero.
std::optional<Time> wanted_expiry(std::optional<RegistrationTokenInput> const& spec) {
    return spec && spec->expiry != go_zero ? spec->expiry : std::nullopt;
}

/// Only an absent default project may be named by an empty uid, as Go clients send it.
Result<ProjectUid> default_project(store::Transaction const& tx,
                                   std::optional<RegistrationTokenInput> const& spec) {
    ProjectUid const project(spec ? spec->defaultProjectUid.value_or("") : "");
    if (!project.empty() && !store::ProjectStore(tx).exists(project))
        return refuse(Code::invalid, "there is no such project", "/spec/defaultProjectUid");
    return project;
}

/// What the audit trail keeps of a token: never its value.
struct TokenDetail {
    std::string name;
    std::string description;
    Time expiry;
    std::string defaultProjectUid;
    bool isActive = true;
};
BOOST_DESCRIBE_STRUCT(TokenDetail, (), (name, description, expiry, defaultProjectUid, isActive))

TokenDetail detail_of(model::RegistrationToken const& token) {
    return {token.name, token.description, token.expiry, token.project.str(), token.active};
}

std::string text_of(model::Meta const& meta) {
    auto const found = meta.annotations.find(description);
    return found == meta.annotations.end() ? "" : found->second;
}

}  // namespace

std::string RegistrationTokens::seal(std::string const& purpose) const {
    return crypto::to_base64url(crypto::hmac_sha256(key_.reveal(), purpose));
}

// A value is "<uid>.<seal>", or "<cluster>.<expiry>.<seal>": what it is for, and the proof that we made it.
std::string RegistrationTokens::value_of(model::RegistrationToken const& token) const {
    return token.uid.str() + "." + seal(purpose_of(token.uid, token.generation));
}

std::string RegistrationTokens::enrolment_value(ClusterUid const& cluster, Time expiry) const {
    auto const at = std::chrono::floor<std::chrono::seconds>(expiry).time_since_epoch().count();
    return fmt::format("{}.{}.{}", cluster.str(), at, seal(purpose_of(cluster, at)));
}

Result<RegistrationTokens::Admission> RegistrationTokens::admit(store::Transaction const& tx,
                                                                std::string const& value) const {
    auto const wrong = [] {
        return refuse(
            Code::unauthenticated,
            "this registration token is not valid here, switched off or expired; make a new one under "
            "Clusters > Add node",
            "/token");
    };
    auto const parts = split(value, '.');
    if (parts.size() < 2 || parts.size() > 3 || parts.back().size() != seal_length)
        return wrong();
    if (parts.size() == 3) {
        ClusterUid const cluster(parts[0]);
        auto const expiry = to_number<std::int64_t>(parts[1]);
        if (!expiry || !crypto::equal_in_constant_time(seal(purpose_of(cluster, *expiry)), parts[2]) ||
            std::chrono::sys_seconds(std::chrono::seconds(*expiry)) <= tx.now())
            return wrong();
        return Admission{{}, cluster, "enrolment command"};
    }
    auto const token = RegistrationTokenStore(tx).by_uid(RegistrationTokenUid(parts[0]));
    if (!token ||
        !crypto::equal_in_constant_time(seal(purpose_of(token->uid, token->generation)), parts[1]) ||
        !token->active || token->expiry <= tx.now())
        return wrong();
    return Admission{token->project, {}, "registration token " + token->name};
}

RegistrationToken RegistrationTokens::to_wire(model::RegistrationToken const& token) const {
    RegistrationToken wire;
    wire.metadata = service::to_wire(token.uid.str(), {token.name, {}, {}, token.created, token.modified});
    wire.metadata.annotations[description] = token.description;
    wire.spec.token = value_of(token);
    wire.spec.expiry = token.expiry;
    if (!token.project.empty())
        wire.spec.defaultProject = NamedUid{token.project.str(), token.project_name};
    wire.status.isActive = token.active;
    return wire;
}

Result<Items<RegistrationToken>> RegistrationTokens::list(Caller const& caller, Nothing) {
    return db_.read(caller, [&](ReadTx& tx) -> Result<Items<RegistrationToken>> {
        auto const visible = TRY(tx.permit<ListRegistrationTokens>(model::Scope::tenant()));
        Items<RegistrationToken> answer;
        for (auto const& token : RegistrationTokenStore(tx).list(visible))
            answer.items.push_back(to_wire(token));
        return answer;
    });
}

Result<RegistrationToken> RegistrationTokens::get(Caller const& caller,
                                                  GetRegistrationToken::Request wanted) {
    return db_.read(caller, [&](ReadTx& tx) -> Result<RegistrationToken> {
        auto const visible = TRY(tx.permit<GetRegistrationToken>(model::Scope::tenant()));
        return to_wire(TRY(RegistrationTokenStore(tx).find(visible, wanted.uid)));
    });
}

Result<Uid> RegistrationTokens::create(Caller const& caller, CreateRegistrationToken::Request wanted) {
    auto const meta = TRY(from_wire(std::move(wanted.metadata), most_name_code_points));
    return db_.write(caller, [&](WriteTx& tx) -> Result<Uid> {
        TRY(tx.permit<CreateRegistrationToken>(model::Scope::tenant()));
        model::RegistrationToken token;
        token.name = meta.name;
        token.description = text_of(meta);
        token.project = TRY(default_project(tx, wanted.spec));
        auto const expiry = wanted_expiry(wanted.spec);
        TRY(refuse_past(expiry, tx.now()));
        token.expiry = expiry.value_or(tx.now() + default_life);
        auto const uid = TRY(RegistrationTokenStore(tx).add(token));
        return Uid{uid.str(),
                   tx.audit<CreateRegistrationToken>(model::Scope::tenant(), {uid.str(), token.name},
                                                     change<TokenDetail>({}, detail_of(token)))};
    });
}

Result<NoContent> RegistrationTokens::update(Caller const& caller, UpdateRegistrationToken::Request wanted) {
    auto const meta = TRY(from_wire(std::move(wanted.metadata), most_name_code_points));
    return db_.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        auto const visible = TRY(tx.permit<UpdateRegistrationToken>(model::Scope::tenant()));
        auto const old = TRY(RegistrationTokenStore(tx).find(visible, wanted.uid));
        auto token = old;
        token.name = meta.name;
        token.description = text_of(meta);
        if (wanted.spec && wanted.spec->defaultProjectUid)
            token.project = TRY(default_project(tx, wanted.spec));
        if (auto const expiry = wanted_expiry(wanted.spec)) {
            TRY(refuse_past(expiry, tx.now()));
            token.expiry = *expiry;
        }
        TRY(RegistrationTokenStore(tx).update(token));
        tx.audit<UpdateRegistrationToken>(model::Scope::tenant(), {token.uid.str(), token.name},
                                          change<TokenDetail>(detail_of(old), detail_of(token)));
        return NoContent{};
    });
}

Result<NoContent> RegistrationTokens::remove(Caller const& caller, DeleteRegistrationToken::Request wanted) {
    return db_.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        auto const visible = TRY(tx.permit<DeleteRegistrationToken>(model::Scope::tenant()));
        auto const token = TRY(RegistrationTokenStore(tx).find(visible, wanted.uid));
        RegistrationTokenStore(tx).remove(token.uid);
        tx.audit<DeleteRegistrationToken>(model::Scope::tenant(), {token.uid.str(), token.name},
                                          change<TokenDetail>(detail_of(token), {}));
        return NoContent{};
    });
}

Result<NoContent> RegistrationTokens::set_state(Caller const& caller,
                                                SetRegistrationTokenState::Request wanted) {
    return db_.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        auto const visible = TRY(tx.permit<SetRegistrationTokenState>(model::Scope::tenant()));
        auto const old = TRY(RegistrationTokenStore(tx).find(visible, wanted.uid));
        auto token = old;
        token.active = wanted.isActive;
        TRY(RegistrationTokenStore(tx).update(token));
        tx.audit<SetRegistrationTokenState>(model::Scope::tenant(), {token.uid.str(), token.name},
                                            change<TokenDetail>(detail_of(old), detail_of(token)));
        return NoContent{};
    });
}

}  // namespace gatehouse::service
