#include "server/scrape.h"

#include <stdexcept>

#include "base/files.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "crypto/random.h"
#include "http/problem.h"
#include "service/standing.h"

namespace gatehouse::server {

Scrape::Scrape(std::filesystem::path const& token_file, metrics::Metrics& metrics, store::Database& db,
               Forwards const& forwards)
    : metrics_(metrics), db_(db), forwards_(forwards) {
    if (token_file.empty())
        return;
    auto token = read_file(token_file).value_or("");
    while (token.ends_with('\n') || token.ends_with('\r'))
        token.pop_back();
    if (token.size() < 32 || token.size() > 512)
        throw std::runtime_error(
            fmt::format("{} must hold a token of 32 to 512 characters; make one with: openssl rand -hex 32",
                        token_file.string()));
    digest_ = crypto::token_digest(token);
}

std::optional<http::Response> Scrape::answer(http::Request const& request) const {
    if (request.path != "/metrics" || request.method != "GET" || digest_.empty())
        return std::nullopt;
    static constexpr std::string_view scheme = "Bearer ";
    auto shown = request.header("Authorization");
    if (!shown.starts_with(scheme) || crypto::token_digest(shown.substr(scheme.size())) != digest_) {
        auto refused = http::problem(401, "show the token of --metrics-token-file: Authorization: Bearer ...",
                                     crypto::to_hex(crypto::random_bytes(8)));
        refused.headers.emplace_back("WWW-Authenticate", "Bearer");
        return refused;
    }
    http::Response response;
    response.content_type = metrics::Metrics::content_type;
    auto now = service::standing(db_);
    now.audit_backlog = forwards_.backlog();
    response.body = metrics_.text(now);
    return response;
}

}  // namespace gatehouse::server
