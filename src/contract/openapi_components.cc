#include "contract/openapi_components.h"

#include "contract/problem.h"
#include "contract/wire.h"

namespace gatehouse::contract {

namespace {

using json::Object;
using json::Value;

Value security_schemes() {
    return {
        {"token",
         {{"type", "apiKey"},
          {"in", "header"},
          {"name", "Authorization"},
          {"description", "A person's token, from POST /v1/auth/authenticate, with nothing before it."}}},
        {"apiKey",
         {{"type", "apiKey"},
          {"in", "header"},
          {"name", api_key_header},
          {"description", "An API key, from POST /v1/apiKeys: its user, with the rights of that moment."}}},
        {"cookie",
         {{"type", "apiKey"},
          {"in", "cookie"},
          {"name", session_cookie},
          {"description", "The console's session, from POST /v1/auth/session. Anything but GET also needs "
                          "the header Origin with the console's own address."}}},
        {"node",
         {{"type", "http"},
          {"scheme", "Node"},
          {"description", "A node's credential, from POST /v1/nodes: Authorization: Node, a space, the "
                          "credential."}}}};
}

Value common_parameters() {
    constexpr char scope[] = "The uid of the project that is meant; absent or empty: the tenant.";
    return {{"ProjectUid",
             {{"name", project_header},
              {"in", "header"},
              {"description", scope},
              {"schema", {{"type", "string"}}}}},
            {"ProjectUidInQuery",
             {{"name", project_header},
              {"in", "query"},
              {"description", "The same as the header, for links. The header wins."},
              {"schema", {{"type", "string"}}}}},
            {"Background",
             {{"name", background_header},
              {"in", "header"},
              {"description",
               "\"true\": a poll of a page that nobody touched, which does not prolong the session."},
              {"schema", {{"type", "string"}}}}},
            {"IfNoneMatch",
             {{"name", "If-None-Match"},
              {"in", "header"},
              {"description", "The ETag of the answer one has: 304 while it is the newest."},
              {"schema", {{"type", "string"}}}}}};
}

Value refusal_responses() {
    Object responses;
    for (auto const& refusal : refusals()) {
        Object response{{"description", refusal.meaning}};
        if (refusal.retry_after)
            response["headers"] = headers({{"Retry-After", "In how many seconds to try again."}});
        response["content"] = {{"application/json", {{"schema", reference("schemas", "Problem")}}}};
        responses[refusal.code] = std::move(response);
    }
    return responses;
}

}  // namespace

Value reference(std::string_view kind, std::string_view name) {
    return {{"$ref", fmt::format("#/components/{}/{}", kind, name)}};
}

Value headers(std::initializer_list<std::pair<std::string_view, std::string_view>> descriptions) {
    Object all;
    for (auto const& [name, description] : descriptions)
        all[name] = {{"description", description}, {"schema", {{"type", "string"}}}};
    return all;
}

Value components(json::Schemas const& schemas) {
    return {{"securitySchemes", security_schemes()},
            {"parameters", common_parameters()},
            {"responses", refusal_responses()},
            {"schemas", schemas.all()}};
}

}  // namespace gatehouse::contract
