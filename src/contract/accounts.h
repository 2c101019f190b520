#pragma once

#include "base/id.h"
#include "contract/endpoint.h"
#include "contract/wire.h"

// Passwords: who sets them, and how somebody who has none gets one.
namespace gatehouse::contract {

struct NewPassword {
    std::string token;  ///< of an activation or reset link
    std::string password;
};
BOOST_DESCRIBE_STRUCT(NewPassword, (), (token, password))

struct ActivateUser {
    static constexpr Endpoint endpoint{Method::patch,
                                       "/v1/auth/password/{token}/activate",
                                       204,
                                       policy::Anyone{},
                                       "user.activate",
                                       "Set the first password with an activation link",
                                       Work::password};
    using Request = NewPassword;
    using Response = NoContent;
};

struct ResetPassword {
    static constexpr Endpoint endpoint{
        Method::patch,   "/v1/auth/password/{token}/reset",      204,           policy::Anyone{},
        "user.password", "Set a new password with a reset link", Work::password};
    using Request = NewPassword;
    using Response = NoContent;
};

/// Oneself with the present password; an administrator sets another user's without it.
struct ChangePassword {
    static constexpr Endpoint endpoint{Method::patch,
                                       "/v1/users/{uid}/password/change",
                                       204,
                                       policy::SignedIn{},
                                       "user.password",
                                       "Change a password",
                                       Work::password};
    static constexpr auto of_others = policy::Permission::user_update;
    struct Request {
        UserUid uid;
        std::optional<std::string> currentPassword;
        std::string newPassword;
    };
    using Response = NoContent;
};
BOOST_DESCRIBE_STRUCT(ChangePassword::Request, (), (uid, currentPassword, newPassword))

/// For whoever cannot sign in because their password has expired.
struct ChangeOwnPassword {
    static constexpr Endpoint endpoint{Method::patch,
                                       "/v1/users/password/change",
                                       204,
                                       policy::Anyone{},
                                       "user.password",
                                       "Change one's own password by showing the present one",
                                       Work::password};
    struct Request {
        std::string emailId;
        std::string currentPassword;
        std::string newPassword;
    };
    using Response = NoContent;
};
BOOST_DESCRIBE_STRUCT(ChangeOwnPassword::Request, (), (emailId, currentPassword, newPassword))

struct ForgottenPassword {
    std::string emailId;
};
BOOST_DESCRIBE_STRUCT(ForgottenPassword, (), (emailId))

/// 204 whether or not there is such a user.
struct RequestPasswordReset {
    static constexpr Endpoint endpoint{
        Method::post,  "/v1/auth/user/password/reset", 204,           policy::Anyone{},
        "user.forgot", "Ask for a reset link by mail", Work::password};
    using Request = ForgottenPassword;
    using Response = NoContent;
};

/// The same under Palette's other address.
struct RequestPasswordResetByPatch {
    static constexpr Endpoint endpoint{
        Method::patch, "/v1/users/password/reset",     204,           policy::Anyone{},
        "user.forgot", "Ask for a reset link by mail", Work::password};
    using Request = ForgottenPassword;
    using Response = NoContent;
};

struct SendPasswordReset {
    static constexpr Endpoint endpoint{
        Method::patch,    "/v1/users/{uid}/password/reset",      204, policy::Permission::user_update,
        "user.resetLink", "Mail a user a link to set a password"};
    using Request = ByUid<UserUid>;
    using Response = NoContent;
};

struct CreatePasswordLink {
    static constexpr Endpoint endpoint{Method::post,
                                       "/v1/users/{uid}/password/link",
                                       201,
                                       policy::Permission::user_update,
                                       "user.resetLink",
                                       "Make a link by which a user sets a password"};
    using Request = ByUid<UserUid>;
    struct Response {
        std::string uid;   ///< the user's
        std::string link;  ///< shown this once; empty where it was sent by mail
        std::string audit_uid{};
    };
};
BOOST_DESCRIBE_STRUCT(CreatePasswordLink::Response, (), (uid, link))

}  // namespace gatehouse::contract
