#include "contract/problem.h"

namespace gatehouse::contract {

namespace {

constexpr Refusal table[] = {
    {400, "InvalidRequest", "The request is not understood, or a member is wrong: details.field.", false},
    {401, "Unauthenticated", "Not signed in, or not any more.", false},
    {403, "Forbidden", "Signed in, and not allowed; or sent by a foreign web page.", false},
    {404, "ResourceNotFound", "Absent, or not yours to know.", false},
    {405, "MethodNotAllowed", "The path takes other methods: the header Allow.", false},
    {409, "Conflict", "It collides with something that is there: details.", false},
    {413, "RequestTooLarge", "The body is larger than 64 KiB.", false},
    {429, "TooManyRequests", "Too many attempts.", true},
    {431, "HeadersTooLarge", "The headers are too large.", false},
    {500, "InternalError", "A fault of the server: its log tells more, by ref.", false},
    {503, "Unavailable", "Busy just now.", true},
};

}  // namespace

std::span<Refusal const> refusals() { return table; }

}  // namespace gatehouse::contract
