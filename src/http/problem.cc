#include "http/problem.h"

#include <optional>

#include "contract/problem.h"
#include "json/json.h"

namespace gatehouse::http {

namespace {

int status_of(Code code) {
    switch (code) {
    case Code::invalid:
        return 400;
    case Code::unauthenticated:
        return 401;
    case Code::forbidden:
        return 403;
    case Code::not_found:
        return 404;
    case Code::conflict:
        return 409;
    case Code::too_large:
        return 413;
    case Code::too_many_requests:
        return 429;
    case Code::unavailable:
        return 503;
    }
    return 500;
}

std::string code_of(int status) {
    for (auto const& kind : contract::refusals())
        if (kind.status == status)
            return std::string(kind.code);
    return "InvalidRequest";
}

std::optional<std::string> unless_empty(std::string const& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace

Response problem(Error const& error, std::string const& ref) {
    Response response{.status = status_of(error.code)};
    response.body = json::encode(
        contract::Problem{code_of(response.status), error.message,
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
