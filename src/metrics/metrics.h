#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "service/standing.h"

namespace gatehouse::metrics {

/// What the server counts of itself, in the form that Prometheus reads
/// (https://prometheus.io/docs/instrumenting/exposition_formats/). Safe to use from any thread.
class Metrics {
public:
    explicit Metrics(std::string const& version);
    ~Metrics();
    Metrics(Metrics const&) = delete;
    Metrics& operator=(Metrics const&) = delete;

    /// A request was answered. `route` is the pattern of its path, never the path itself, which may hold a
    /// token; `took` is the time until the answer was known, without the time for which it was held.
    void answered(std::string_view method, std::string_view route, int status, std::chrono::nanoseconds took);

    /// The database committed this many writes together.
    void committed(std::size_t writes, std::chrono::nanoseconds took);

    /// Everything counted so far and `standing`, as text of version 0.0.4.
    std::string text(service::Standing const& standing);

    static constexpr char content_type[] = "text/plain; version=0.0.4; charset=utf-8";

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace gatehouse::metrics
