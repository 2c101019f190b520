#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace gatehouse {

/// Why a request was refused, in the few kinds a caller can act on. Only `http/problem.cc` knows which HTTP
/// status and wire code each becomes.
enum class Code {
    invalid,            ///< the request is wrong; change it
    unauthenticated,    ///< who are you?
    forbidden,          ///< we know you; you may not
    not_found,          ///< there is no such thing, or none you may know of
    conflict,           ///< it collides with something that exists
    too_large,          ///< over a stated size limit
    too_many_requests,  ///< slow down; `retry_after_seconds` says for how long
    unavailable,        ///< try again later
};

/// A refusal: a value that tells the person who can act what is wrong and what to do.
struct Error {
    Code code = Code::invalid;
    std::string message;               ///< one sentence: what was found, and the remedy
    std::string field;                 ///< JSON pointer of the offending member ("/spec/publicKey"), or empty
    std::string rule;                  ///< stable name of the rule that refused ("RSA_TOO_SHORT"), or empty
    std::string other;                 ///< uid of the object it collides with, or empty
    int retry_after_seconds = 0;       ///< for too_many_requests and unavailable
    std::vector<std::string> items{};  ///< what stands in the way, one line each, or empty
};

/// A value or a refusal. Faults (database gone, disk full, a bug) are exceptions, never a Result.
template <class T>
using Result = tl::expected<T, Error>;

/// `return refuse(Code::conflict, "...")` from any function that returns a Result.
inline tl::unexpected<Error> refuse(Code code, std::string message, std::string field = {},
                                    std::string rule = {}) {
    return tl::unexpected<Error>(
        Error{code, std::move(message), std::move(field), std::move(rule), {}, 0, {}});
}
inline tl::unexpected<Error> refuse(Error error) { return tl::unexpected<Error>(std::move(error)); }

}  // namespace gatehouse

/// Passes a refusal up, or yields the value: `auto const key = TRY(PublicKey::parse(text));`
#define TRY(expression) GATEHOUSE_TRY(expression, __COUNTER__)
#define GATEHOUSE_TRY(expression, number) GATEHOUSE_TRY_NAMED(expression, number)
#define GATEHOUSE_TRY_NAMED(expression, number)                                                              \
    ({                                                                                                       \
        auto try_##number = (expression);                                                                    \
        if (!try_##number)                                                                                   \
            return ::gatehouse::refuse(std::move(try_##number).error());                                     \
        ::gatehouse::detail::unwrap(std::move(try_##number));                                                \
    })

namespace gatehouse::detail {
template <class T>
T unwrap(Result<T>&& result) {
    return std::move(*result);
}
inline void unwrap(Result<void>&&) {}
}  // namespace gatehouse::detail
