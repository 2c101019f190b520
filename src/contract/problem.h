#pragma once

#include <optional>
#include <string>
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

}  // namespace gatehouse::contract
