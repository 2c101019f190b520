#include "server/health.h"

#include "json/json.h"

namespace gatehouse::server {

namespace {

struct Health {
    bool live = true;
    bool readyToRead = false;
    bool readyToWrite = false;
    std::optional<std::string> problem{};
};
BOOST_DESCRIBE_STRUCT(Health, (), (live, readyToRead, readyToWrite, problem))

}  // namespace

std::optional<http::Response> answer_health(http::Request const& request, store::Database& db) {
    if (request.path != "/healthz" || (request.method != "GET" && request.method != "HEAD"))
        return std::nullopt;
    auto const unread = db.why_not_read();
    auto const unwritten = db.why_not_written();
    Health const health{true, !unread, !unwritten, unread ? unread : unwritten};
    http::Response response{.status = health.readyToRead ? 200 : 503};
    response.body = json::encode(health);
    return response;
}

}  // namespace gatehouse::server
