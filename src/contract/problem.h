#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "json/describe.h"

namespace gatehouse::contract {

/// Where a refusal points to. Ours, inside Palette's `details`.
struct ProblemDetails {
    std::optional<std::string> field;  ///< JSON pointer of the offending member
    std::optional<std::string> rule;   ///< stable name of the rule that refused
    std::optional<std::string> other;  ///< uid of the object it collides with
    std::vector<std::string> items;    ///< what stands in the way, one line each
};
BOOST_DESCRIBE_STRUCT(ProblemDetails, (), (field, rule, other, items))

/// Palette's v1Error: the body of every answer that is not a success.
struct Problem {
    std::string code;
    std::string message;
    std::optional<ProblemDetails> details;
    std::optional<std::string> ref;  ///< the request's id
};
BOOST_DESCRIBE_STRUCT(Problem, (), (code, message, details, ref))

/// A kind of refusal as it travels: an HTTP status and Problem::code.
struct Refusal {
    int status;
    std::string_view code;
    std::string_view meaning;  ///< for people
    bool retry_after;          ///< carries the header Retry-After
};

/// Every kind there is, by status.
std::span<Refusal const> refusals();

}  // namespace gatehouse::contract
