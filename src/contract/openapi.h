#pragma once

#include <string>

#include "contract/endpoint.h"
#include "contract/wire.h"

namespace gatehouse::contract {

struct GetOpenApi {
    static constexpr Endpoint endpoint{Method::get,      "/v1/openapi.json", 200,
                                       policy::Anyone{}, "openapi.get",      "This document"};
    using Request = Nothing;
    struct Response {
        static constexpr char content_type[] = "application/json";
        std::string text;
        std::string etag;
    };
};

}  // namespace gatehouse::contract
