#include "http/problem.h"

#include <optional>

#include "contract/problem.h"
#include "json/json.h"

namespace gatehouse::http {

namespace {

struct Row {
    int status;
    char const* code;
};

Row row_of(Code code) {
    switch (code) {
    case Code::invalid:
        return {400, "InvalidRequest"};
    case Code::unauthenticated:
        return {401, "Unauthenticated"};
    case Code::forbidden:
        return {403, "Forbidden"};
    case Code::not_found:
        return {404, "ResourceNotFound"};
    case Code::conflict:
        return {409, "Conflict"};
    case Code::too_large:
        return {413, "RequestTooLarge"};
    case Code::too_many_requests:
        return {429, "TooManyRequests"};
    case Code::unavailable:
        return {503, "Unavailable"};
    }
    return {500, "InternalError"};
}

char const* code_of(int status) {
    switch (status) {
    case 404:
        return "ResourceNotFound";
    case 405:
        return "MethodNotAllowed";
    case 413:
        return "RequestTooLarge";
    case 431:
        return "HeadersTooLarge";
    case 500:
        return "InternalError";
    case 503:
        return "Unavailable";
    default:
        return "InvalidRequest";
    }
}

std::optional<std::string> unless_empty(std::string const& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace

Response problem(Error const& error, std::string const& ref) {
    auto const [status, code] = row_of(error.code);
    Response response{.status = status};
    response.body = json::encode(
        contract::Problem{code, error.message,
                          contract::ProblemDetails{unless_empty(error.field), unless_empty(error.rule),
                                                   unless_empty(error.other), error.items},
                          ref});
    if (error.code == Code::too_many_requests || error.code == Code::unavailable)
        response.headers.emplace_back("Retry-After", std::to_string(std::max(1, error.retry_after_seconds)));
    return response;
}

Response problem(int status, std::string const& sentence, std::string const& ref) {
    Response response{.status = status};
    response.body =
        json::encode(contract::Problem{code_of(status), sentence, contract::ProblemDetails{}, ref});
    if (status == 503)
        response.headers.emplace_back("Retry-After", "1");
    return response;
}

}  // namespace gatehouse::http
