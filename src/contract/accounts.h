#pragma once

#include "contract/endpoint.h"
#include "contract/wire.h"

namespace gatehouse::contract {

struct ActivateUser {
    static constexpr Endpoint endpoint{Method::patch,
                                       "/v1/auth/password/{token}/activate",
                                       204,
                                       policy::Anyone{},
                                       "user.activate",
                                       "Set the first password with an activation link",
                                       Work::password};
    struct Request {
        std::string token;
        std::string password;
    };
    using Response = NoContent;
};
BOOST_DESCRIBE_STRUCT(ActivateUser::Request, (), (token, password))

}  // namespace gatehouse::contract
