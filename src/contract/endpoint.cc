#include "contract/endpoint.h"

#include "base/text.h"

namespace gatehouse::contract {

std::string_view name(Method method) {
    switch (method) {
    case Method::get:
        return "GET";
    case Method::post:
        return "POST";
    case Method::put:
        return "PUT";
    case Method::patch:
        return "PATCH";
    case Method::remove:
        return "DELETE";
    }
    return "";
}

namespace {

model::ActionType type_of(Endpoint const& endpoint) {
    using enum model::ActionType;
    switch (endpoint.method) {
    case Method::get:
        return activity;
    case Method::post:
        return endpoint.success == 201 ? create : action;
    case Method::put:
    case Method::patch:
        return update;
    case Method::remove:
        return remove;
    }
    return action;
}

}  // namespace

model::AuditAction Endpoint::audit() const { return {action, type_of(*this), summary}; }

std::vector<std::string> path_parameters(std::string_view path) {
    std::vector<std::string> names;
    for (auto const& step : split(path, '/'))
        if (step.starts_with('{'))
            names.push_back(step.substr(1, step.size() - 2));
    return names;
}

}  // namespace gatehouse::contract
