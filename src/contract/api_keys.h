#pragma once

#include "base/id.h"
#include "contract/endpoint.h"
#include "contract/wire.h"

namespace gatehouse::contract {

struct ApiKeyUser {
    std::string uid;
    std::string firstName;
    std::string lastName;
};
BOOST_DESCRIBE_STRUCT(ApiKeyUser, (), (uid, firstName, lastName))

struct ApiKeySpec {
    Time expiry{};
    std::string key;  ///< always empty: a key is shown once, when it is made
    ApiKeyUser user;
};
BOOST_DESCRIBE_STRUCT(ApiKeySpec, (), (expiry, key, user))

struct ApiKeyStatus {
    bool isActive = false;
    std::optional<Time> lastUsed;  ///< to the minute
    std::string lastUsedFrom;      ///< address; empty: never used
};
BOOST_DESCRIBE_STRUCT(ApiKeyStatus, (), (isActive, lastUsed, lastUsedFrom))

struct ApiKey {
    ObjectMeta metadata;
    ApiKeySpec spec;
    ApiKeyStatus status;
};
BOOST_DESCRIBE_STRUCT(ApiKey, (), (metadata, spec, status))

struct ListApiKeys {
    static constexpr Endpoint endpoint{Method::get,   "/v1/apiKeys",
                                       200,           policy::SignedIn{},
                                       "apiKey.list", "List one's own API keys, or everybody's"};
    static constexpr auto of_others = policy::Permission::api_key_list;
    using Request = Nothing;
    using Response = Items<ApiKey>;
};

struct CreateApiKey {
    static constexpr Endpoint endpoint{Method::post,       "/v1/apiKeys",   201,
                                       policy::SignedIn{}, "apiKey.create", "Create an API key"};
    static constexpr auto of_others = policy::Permission::api_key_create;
    struct Spec {
        std::optional<Time> expiry;  ///< absent: 90 days
        std::optional<std::string>
            userUid;  ///< absent, or the tenant's as Palette's Go client sends it: oneself
    };
    struct Request {
        MetaInput metadata;
        std::optional<Spec> spec;
    };
    struct Response {
        std::string uid;
        std::string apiKey;  ///< shown this once
        std::string audit_uid{};
    };
};
BOOST_DESCRIBE_STRUCT(CreateApiKey::Spec, (), (expiry, userUid))
BOOST_DESCRIBE_STRUCT(CreateApiKey::Request, (), (metadata, spec))
BOOST_DESCRIBE_STRUCT(CreateApiKey::Response, (), (uid, apiKey))

struct GetApiKey {
    static constexpr Endpoint endpoint{Method::get,        "/v1/apiKeys/{uid}", 200,
                                       policy::SignedIn{}, "apiKey.get",        "See an API key"};
    static constexpr auto of_others = policy::Permission::api_key_get;
    using Request = ByUid<ApiKeyUid>;
    using Response = ApiKey;
};

/// Name, annotations and expiry.
struct UpdateApiKey {
    static constexpr Endpoint endpoint{Method::put,        "/v1/apiKeys/{uid}", 204,
                                       policy::SignedIn{}, "apiKey.update",     "Edit an API key"};
    static constexpr auto of_others = policy::Permission::api_key_update;
    struct Spec {
        std::optional<Time> expiry;
    };
    struct Request {
        ApiKeyUid uid;
        MetaInput metadata;
        std::optional<Spec> spec;
    };
    using Response = NoContent;
};
BOOST_DESCRIBE_STRUCT(UpdateApiKey::Spec, (), (expiry))
BOOST_DESCRIBE_STRUCT(UpdateApiKey::Request, (), (uid, metadata, spec))

struct ApiKeyStateWanted {
    ApiKeyUid uid;
    bool isActive = false;  ///< Palette's Go client leaves false out
};
BOOST_DESCRIBE_STRUCT(ApiKeyStateWanted, (), (uid, isActive))

struct SetApiKeyState {
    static constexpr Endpoint endpoint{
        Method::put,    "/v1/apiKeys/{uid}/state",         204, policy::SignedIn{},
        "apiKey.state", "Revoke or re-activate an API key"};
    static constexpr auto of_others = policy::Permission::api_key_update;
    using Request = ApiKeyStateWanted;
    using Response = NoContent;
};

/// The same under Palette's other address.
struct PatchApiKeyState {
    static constexpr Endpoint endpoint{
        Method::patch,      "/v1/apiKeys/{uid}", 204,
        policy::SignedIn{}, "apiKey.state",      "Revoke or re-activate an API key"};
    static constexpr auto of_others = policy::Permission::api_key_update;
    using Request = ApiKeyStateWanted;
    using Response = NoContent;
};

struct DeleteApiKey {
    static constexpr Endpoint endpoint{Method::remove,     "/v1/apiKeys/{uid}", 204,
                                       policy::SignedIn{}, "apiKey.delete",     "Delete an API key"};
    static constexpr auto of_others = policy::Permission::api_key_delete;
    using Request = ByUid<ApiKeyUid>;
    using Response = NoContent;
};

}  // namespace gatehouse::contract
