#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gatehouse::http {

using Headers = std::vector<std::pair<std::string, std::string>>;
using Query = std::vector<std::pair<std::string, std::string>>;

/// The names and values of "a=1&b=two%20words" (a plus is a space, as browsers and Go's clients write it), in
/// order; nothing where a percent sign is not followed by two hexadecimal digits.
std::optional<Query> parse_query(std::string_view query);

/// One request as handlers see it: no Beast, no executor.
struct Request {
    std::string method;  ///< "GET", upper case as it came
    std::string target;  ///< path and query as they came
    std::string path;    ///< the target's path, still percent-encoded
    Query query{};       ///< decoded
    Headers headers{};
    std::string body{};
    std::string peer{};  ///< the caller's IP address, without the port

    /// The first header of that name, compared without regard to case; empty where there is none.
    std::string_view header(std::string_view name) const;
    /// The first query parameter of that name; names compare without regard to case.
    std::optional<std::string> query_value(std::string_view name) const;
};

/// Fills `path` and `query` from `target`. False where the target is neither a path nor an absolute URL of
/// ours, or its query does not decode.
bool split_target(Request& request);

/// "Nothing new yet": the server keeps the connection and asks the handler again when one of `topics` is
/// notified or `longest` has passed since the request came, whichever is first. No worker is held meanwhile.
struct Hold {
    std::vector<std::string> topics;
    std::chrono::milliseconds longest;
};

struct Response {
    int status = 200;
    std::string content_type = "application/json";
    std::string body{};
    Headers headers{};
    std::string_view route{};  ///< the pattern of the endpoint that answered, which outlives it; empty: none
    std::optional<Hold> hold{};  ///< set: a complete answer, but one worth sending only when the hold is over
};

/// Which bounded queue and threads a request takes. Each lane has its own, so that slow work of one kind
/// never holds up another.
enum class Lane {
    quick,     ///< everything else
    password,  ///< Argon2id: one thread
    nodes,     ///< nodes' polls: after a change all of them come at once
    keys,      ///< checks of public keys, and the writes that follow them, which wait together for the disk
};

}  // namespace gatehouse::http
