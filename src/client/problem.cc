#include "client/problem.h"

#include <fmt/format.h>
#include <optional>
#include <string>
#include <utility>

#include "contract/problem.h"
#include "json/json.h"

namespace gatehouse::client {

namespace {

constexpr std::pair<std::string_view, Code> codes[] = {
    {"InvalidRequest", Code::invalid},    {"Unauthenticated", Code::unauthenticated},
    {"Forbidden", Code::forbidden},       {"ResourceNotFound", Code::not_found},
    {"Conflict", Code::conflict},         {"RequestTooLarge", Code::too_large},
    {"MethodNotAllowed", Code::invalid},  {"TooManyRequests", Code::too_many_requests},
    {"InternalError", Code::unavailable}, {"Unavailable", Code::unavailable},
};

std::optional<Code> code_of(std::string_view wanted) {
    for (auto const& [name, code] : codes)
        if (name == wanted)
            return code;
    return std::nullopt;
}

}  // namespace

Error to_error(Answer const& answer, std::string_view base_url) {
    Error error{.code = Code::unavailable, .retry_after_seconds = answer.retry_after_seconds};
    auto problem = json::decode<contract::Problem>(answer.body);
    auto const code = problem ? code_of(problem->code) : std::nullopt;
    if (!code) {
        error.message =
            fmt::format("{} answered with status {} and not in Gatehouse's form; is the address right, "
                        "and is there a proxy in between?",
                        base_url, answer.status);
        return error;
    }
    error.code = *code;
    error.message = std::move(problem->message);
    if (auto& details = problem->details) {
        error.field = details->field.value_or("");
        error.rule = details->rule.value_or("");
        error.other = details->other.value_or("");
        error.items = std::move(details->items);
    }
    return error;
}

}  // namespace gatehouse::client
