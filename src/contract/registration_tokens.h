#pragma once

#include "base/id.h"
#include "contract/endpoint.h"
#include "contract/wire.h"
#include "json/patch.h"

namespace gatehouse::contract {

struct RegistrationTokenSpec {
    std::string token;
    Time expiry;
    std::optional<NamedUid> defaultProject;
};
BOOST_DESCRIBE_STRUCT(RegistrationTokenSpec, (), (token, expiry, defaultProject))

struct ActiveState {
    bool isActive = true;
};
BOOST_DESCRIBE_STRUCT(ActiveState, (), (isActive))

struct RegistrationToken {
    ObjectMeta metadata;
    RegistrationTokenSpec spec;
    ActiveState status;
};
BOOST_DESCRIBE_STRUCT(RegistrationToken, (), (metadata, spec, status))

struct RegistrationTokenInput {
    std::optional<std::string> defaultProjectUid;
    std::optional<Time> expiry;
};
BOOST_DESCRIBE_STRUCT(RegistrationTokenInput, (), (defaultProjectUid, expiry))

struct ListRegistrationTokens {
    static constexpr Endpoint endpoint{
        Method::get,      "/v1/edgehosts/tokens",    200, policy::Permission::edge_token_list,
        "edgeToken.list", "List registration tokens"};
    using Request = Nothing;
    using Response = Items<RegistrationToken>;
};

struct CreateRegistrationToken {
    static constexpr Endpoint endpoint{
        Method::post,       "/v1/edgehosts/tokens",       201, policy::Permission::edge_token_create,
        "edgeToken.create", "Create a registration token"};
    struct Request {
        MetaInput metadata;
        std::optional<RegistrationTokenInput> spec;
    };
    using Response = Uid;
};
BOOST_DESCRIBE_STRUCT(CreateRegistrationToken::Request, (), (metadata, spec))

struct GetRegistrationToken {
    static constexpr Endpoint endpoint{
        Method::get,     "/v1/edgehosts/tokens/{uid}", 200, policy::Permission::edge_token_get,
        "edgeToken.get", "See a registration token"};
    using Request = ByUid<RegistrationTokenUid>;
    using Response = RegistrationToken;
};

struct UpdateRegistrationToken {
    static constexpr Endpoint endpoint{
        Method::put,        "/v1/edgehosts/tokens/{uid}", 204, policy::Permission::edge_token_update,
        "edgeToken.update", "Edit a registration token"};
    struct Request {
        RegistrationTokenUid uid;
        MetaInput metadata;
        std::optional<RegistrationTokenInput> spec;
    };
    using Response = NoContent;
};
BOOST_DESCRIBE_STRUCT(UpdateRegistrationToken::Request, (), (uid, metadata, spec))

struct DeleteRegistrationToken {
    static constexpr Endpoint endpoint{
        Method::remove,     "/v1/edgehosts/tokens/{uid}", 204, policy::Permission::edge_token_delete,
        "edgeToken.delete", "Delete a registration token"};
    using Request = ByUid<RegistrationTokenUid>;
    using Response = NoContent;
};

struct SetRegistrationTokenState {
    static constexpr Endpoint endpoint{
        Method::put,       "/v1/edgehosts/tokens/{uid}/state",     204, policy::Permission::edge_token_update,
        "edgeToken.state", "Switch a registration token on or off"};
    struct Request {
        RegistrationTokenUid uid;
        bool isActive = false;  ///< Palette's Go client leaves false out
    };
    using Response = NoContent;
};
BOOST_DESCRIBE_STRUCT(SetRegistrationTokenState::Request, (), (uid, isActive))

}  // namespace gatehouse::contract
