#include <gmock/gmock.h>

#include "metrics/metrics.h"

namespace gatehouse::metrics {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

class MetricsPage : public testing::Test {
protected:
    Metrics metrics{"1.2.3"};
    service::Standing standing;

    std::string text() { return metrics.text(standing); }
};

TEST_F(MetricsPage, counts_answers_by_method_route_and_status) {
    metrics.answered("GET", "/v1/projects/{uid}", 200, 3ms);
    metrics.answered("GET", "/v1/projects/{uid}", 200, 30ms);
    metrics.answered("GET", "/v1/projects/{uid}", 404, 1ms);

    EXPECT_THAT(text(), HasSubstr("gatehouse_http_requests_total{method=\"GET\",route=\"/v1/projects/{uid}\","
                                  "status=\"200\"} 2\n"));
    EXPECT_THAT(text(), HasSubstr("status=\"404\"} 1\n"));
    EXPECT_THAT(text(), HasSubstr("gatehouse_http_request_duration_seconds_bucket{method=\"GET\",route=\"/v1/"
                                  "projects/{uid}\",le=\"0.005\"} 2\n"));
    EXPECT_THAT(text(), HasSubstr("gatehouse_http_request_duration_seconds_count{method=\"GET\",route=\"/v1/"
                                  "projects/{uid}\"} 3\n"));
}

TEST_F(MetricsPage, has_one_series_for_whatever_strangers_invent) {
    metrics.answered("BREW", "", 404, 1ms);
    metrics.answered("WHEN", "", 404, 1ms);

    EXPECT_THAT(text(), HasSubstr("{method=\"any\",route=\"none\",status=\"404\"} 2\n"));
    EXPECT_THAT(text(), Not(HasSubstr("BREW")));
}

TEST_F(MetricsPage, tells_commits_and_how_many_writes_shared_them) {
    metrics.committed(1, 2ms);
    metrics.committed(7, 2ms);

    EXPECT_THAT(text(), HasSubstr("gatehouse_database_commit_duration_seconds_count 2\n"));
    EXPECT_THAT(text(), HasSubstr("gatehouse_database_commit_writes_bucket{le=\"1\"} 1\n"));
    EXPECT_THAT(text(), HasSubstr("gatehouse_database_commit_writes_sum 8\n"));
}

TEST_F(MetricsPage, tells_how_the_house_stands_now) {
    standing.sessions = 3;
    standing.nodes = {{"connected", 4}, {"offline", 1}};
    standing.nodes_behind = 2;
    standing.revision_lag = 5;
    standing.keys = {{"active", 9}};
    text();
    standing.keys = {{"active", 8}};

    for (auto const* line : {"gatehouse_sessions 3\n", "gatehouse_nodes{state=\"connected\"} 4\n",
                             "gatehouse_nodes{state=\"offline\"} 1\n", "gatehouse_nodes_behind 2\n",
                             "gatehouse_revision_lag 5\n", "gatehouse_ssh_keys{state=\"active\"} 8\n",
                             "gatehouse_build_info{version=\"1.2.3\"} 1\n"})
        EXPECT_THAT(text(), HasSubstr(line));
}

}  // namespace
}  // namespace gatehouse::metrics
