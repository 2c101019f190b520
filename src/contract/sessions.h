#pragma once

#include "base/secret.h"
#include "contract/endpoint.h"
#include "contract/wire.h"

namespace gatehouse::contract {

struct Credentials {
    std::string emailId;
    std::string password;
};
BOOST_DESCRIBE_STRUCT(Credentials, (), (emailId, password))

/// Palette's v1UserToken: the token has no "Bearer" before it.
struct UserToken {
    std::string Authorization;
    bool isMfa = false;
};
BOOST_DESCRIBE_STRUCT(UserToken, (), (Authorization, isMfa))

struct Authenticate {
    static constexpr Endpoint endpoint{
        Method::post,     "/v1/auth/authenticate", 200,
        policy::Anyone{}, "session.create",        "Sign in and get an API token for 15 minutes",
        Work::password};
    using Request = Credentials;
    using Response = UserToken;
};

struct RefreshToken {
    static constexpr Endpoint endpoint{
        Method::get,      "/v1/auth/refresh/{token}", 200,
        policy::Anyone{}, "session.refresh",          "Exchange an API token that still holds for a new one"};
    struct Request {
        std::string token;
    };
    using Response = UserToken;
};
BOOST_DESCRIBE_STRUCT(RefreshToken::Request, (), (token))

struct RevokeTokens {
    static constexpr Endpoint endpoint{
        Method::post,     "/v1/users/auth/tokens/revoke", 204, policy::SignedIn{},
        "session.revoke", "End one's own API tokens"};
    struct Request {
        std::vector<std::string> tokens;
    };
    using Response = NoContent;
};
BOOST_DESCRIBE_STRUCT(RevokeTokens::Request, (), (tokens))

/// What the browser keeps; not described, so it cannot be put into a body.
struct BrowserSession {
    Secret session;
    Secret device;  ///< tells later that this browser signed in before; empty: it has one already
};

struct StartBrowserSession {
    static constexpr Endpoint endpoint{Method::post,     "/v1/auth/session", 204,
                                       policy::Anyone{}, "session.create",   "Sign this browser in",
                                       Work::password};
    using Request = Credentials;
    using Response = BrowserSession;
};

struct EndBrowserSession {
    static constexpr Endpoint endpoint{Method::remove,     "/v1/auth/session", 204,
                                       policy::SignedIn{}, "session.delete",   "Sign this browser out"};
    using Request = Nothing;
    using Response = NoContent;
};

struct GetUserInfo {
    static constexpr Endpoint endpoint{Method::get, "/v1/users/info",
                                       200,         policy::SignedIn{},
                                       "user.info", "The tenant and user of these credentials"};
    using Request = Nothing;
    struct Response {
        std::string orgName;
        std::string tenantUid;
        std::string userUid;
    };
};
BOOST_DESCRIBE_STRUCT(GetUserInfo::Response, (), (orgName, tenantUid, userUid))

struct GetMe {
    static constexpr Endpoint endpoint{Method::get, "/v1/me",
                                       200,         policy::SignedIn{},
                                       "user.me",   "Who is signed in, and what they may do where"};
    using Request = Nothing;
    struct Project {
        std::string uid;
        std::string name;
        std::vector<policy::Permission> permissions;  ///< beside those of every project
    };
    struct Response {
        std::string uid;
        std::string emailId;
        std::string firstName;
        std::string lastName;
        std::string orgName;
        std::string tenantUid;
        std::vector<policy::Permission> tenantPermissions;
        std::vector<policy::Permission> projectPermissions;  ///< in every project
        std::vector<Project> projects;
        Time sessionEnds;
    };
};
BOOST_DESCRIBE_STRUCT(GetMe::Project, (), (uid, name, permissions))
BOOST_DESCRIBE_STRUCT(GetMe::Response, (),
                      (uid, emailId, firstName, lastName, orgName, tenantUid, tenantPermissions,
                       projectPermissions, projects, sessionEnds))

struct GetChanges {
    static constexpr Endpoint endpoint{Method::get,   "/v1/changes",
                                       200,           policy::SignedIn{},
                                       "changes.get", "Whether anything a console shows has changed"};
    using Request = Nothing;
    struct Response {
        std::string etag;
    };
};

}  // namespace gatehouse::contract
