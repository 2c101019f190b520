#include "server/health.h"

#include "json/json.h"

namespace gatehouse::server {

namespace {

struct Health {
    bool live = true;
    bool readyToRead = false;
    bool readyToWrite = false;
};
BOOST_DESCRIBE_STRUCT(Health, (), (live, readyToRead, readyToWrite))

}  // namespace

std::optional<http::Response> answer_health(http::Request const& request, store::Database& db) {
    if (request.path != "/healthz" || (request.method != "GET" && request.method != "HEAD"))
        return std::nullopt;
    Health const health{true, db.can_read(), db.can_write()};
    http::Response response{.status = health.readyToRead ? 200 : 503};
    response.body = json::encode(health);
    return response;
}

}  // namespace gatehouse::server
