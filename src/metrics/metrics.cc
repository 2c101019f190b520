#include "metrics/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace gatehouse::metrics {

namespace {

using prometheus::Family;
using prometheus::Histogram;

/// From a tenth of a millisecond, which a read takes, to what a client still waits for.
Histogram::BucketBoundaries const seconds = {0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                             0.05,   0.1,     0.25,   0.5,   1,      2.5,   5,    10};
Histogram::BucketBoundaries const writes_together = {1, 2, 4, 8, 16, 32, 64};

double in_seconds(std::chrono::nanoseconds time) { return std::chrono::duration<double>(time).count(); }

template <class Metric>
Family<Metric>& family(prometheus::Registry& registry, prometheus::detail::Builder<Metric> (&make)(),
                       char const* name, char const* help) {
    return make().Name(name).Help(help).Register(registry);
}

/// One member a state, or another label's value; one that nothing has any more is 0, so that its line does
/// not vanish.
void set(Family<prometheus::Gauge>& family, std::map<std::string, std::int64_t> const& by_state,
         char const* label = "state") {
    for (auto const& [state, count] : by_state)
        family.Add({{label, state}}).Set(static_cast<double>(count));
}

}  // namespace

struct Metrics::State {
    prometheus::Registry registry;

    Family<prometheus::Gauge>& build = family(registry, prometheus::BuildGauge, "gatehouse_build_info",
                                              "1; the program's version is a label");
    Family<prometheus::Counter>& requests =
        family(registry, prometheus::BuildCounter, "gatehouse_http_requests_total",
               "Requests answered, by method, route and status");
    Family<Histogram>& latencies =
        family(registry, prometheus::BuildHistogram, "gatehouse_http_request_duration_seconds",
               "Time to an answer, without the time a request was held for news");
    Histogram& commits =
        family(registry, prometheus::BuildHistogram, "gatehouse_database_commit_duration_seconds",
               "Time of one transaction that writes, to the end of its commit")
            .Add({}, seconds);
    Histogram& batches = family(registry, prometheus::BuildHistogram, "gatehouse_database_commit_writes",
                                "Writes that were committed together")
                             .Add({}, writes_together);
    prometheus::Gauge& sessions =
        family(registry, prometheus::BuildGauge, "gatehouse_sessions", "Sessions that have not ended")
            .Add({});
    Family<prometheus::Gauge>& nodes =
        family(registry, prometheus::BuildGauge, "gatehouse_nodes", "Nodes by state");
    prometheus::Gauge& behind = family(registry, prometheus::BuildGauge, "gatehouse_nodes_behind",
                                       "Connected nodes that do not enforce their cluster's newest revision")
                                    .Add({});
    prometheus::Gauge& lag = family(registry, prometheus::BuildGauge, "gatehouse_revision_lag",
                                    "The most revisions by which a connected node is behind its cluster")
                                 .Add({});
    Family<prometheus::Gauge>& keys =
        family(registry, prometheus::BuildGauge, "gatehouse_ssh_keys", "SSH keys by state");
    Family<prometheus::Gauge>& backlog =
        family(registry, prometheus::BuildGauge, "gatehouse_audit_backlog",
               "Events of the audit trail that were not forwarded yet, by sink");
};

Metrics::Metrics(std::string const& version) : state_(std::make_unique<State>()) {
    state_->build.Add({{"version", version}}).Set(1);
}
Metrics::~Metrics() = default;

void Metrics::answered(std::string_view method, std::string_view route, int status,
                       std::chrono::nanoseconds took) {
    std::string const where = route.empty() ? "none" : std::string(route);
    // A method that no route has is the client's invention, and would be a new series each.
    std::string const how = route.empty() ? "any" : std::string(method);
    state_->requests.Add({{"method", how}, {"route", where}, {"status", std::to_string(status)}}).Increment();
    state_->latencies.Add({{"method", how}, {"route", where}}, seconds).Observe(in_seconds(took));
}

void Metrics::committed(std::size_t writes, std::chrono::nanoseconds took) {
    state_->commits.Observe(in_seconds(took));
    state_->batches.Observe(static_cast<double>(writes));
}

std::string Metrics::text(service::Standing const& standing) {
    state_->sessions.Set(static_cast<double>(standing.sessions));
    set(state_->nodes, standing.nodes);
    state_->behind.Set(static_cast<double>(standing.nodes_behind));
    state_->lag.Set(static_cast<double>(standing.revision_lag));
    set(state_->keys, standing.keys);
    set(state_->backlog, standing.audit_backlog, "sink");
    return prometheus::TextSerializer().Serialize(state_->registry.Collect());
}

}  // namespace gatehouse::metrics
