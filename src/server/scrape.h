#pragma once

#include <filesystem>
#include <optional>

#include "http/message.h"
#include "metrics/metrics.h"
#include "server/forwards.h"
#include "store/database.h"

namespace gatehouse::server {

/// GET /metrics for Prometheus, which shows a bearer token of the operator's. Safe to use from any thread.
class Scrape {
public:
    /// Without a file there is no such page. Throws std::runtime_error where the file holds no token of 32 to
    /// 512 characters.
    Scrape(std::filesystem::path const& token_file, metrics::Metrics& metrics, store::Database& db,
           Forwards const& forwards);

    /// Nothing for any other path.
    std::optional<http::Response> answer(http::Request const& request) const;

private:
    metrics::Metrics& metrics_;
    store::Database& db_;
    Forwards const& forwards_;
    std::string digest_;  ///< of the token; empty: no page
};

}  // namespace gatehouse::server
