#include "store/feed.h"

#include <algorithm>
#include <soci/soci.h>

#include "store/topic.h"

namespace gatehouse::store {

using soci::into;
using soci::use;

namespace {

/// Far above what is lost, and small enough for two million epochs of numbers that JavaScript can hold.
constexpr std::int64_t jump = std::int64_t(1) << 32;

}  // namespace

std::int64_t Feed::advance(std::string const& topic) {
    long long revision = 0;
    // The row lock makes revision order equal commit order; a PostgreSQL SEQUENCE would let an agent read 42
    // before 41 is visible and never see 41.
    sql_ << "UPDATE feed_head SET revision = revision + 1 WHERE id = 1 RETURNING revision", into(revision);
    sql_ << "INSERT INTO feed_change (topic, revision) VALUES (:topic, :revision) "
            "ON CONFLICT (topic) DO UPDATE SET revision = excluded.revision",
        use(topic, "topic"), use(revision, "revision");
    return revision;
}

std::int64_t Feed::revision(ClusterUid const& cluster, ProjectUid const& project) const {
    auto const tenant_topic = topic(model::Scope::tenant());
    auto const project_topic = topic(model::Scope::of(project));
    auto const cluster_topic = topic(cluster);
    long long revision = 0;
    sql_ << "SELECT COALESCE(MAX(revision), 0) FROM feed_change WHERE topic IN (:tenant, :project, :cluster)",
        use(tenant_topic, "tenant"), use(project_topic, "project"), use(cluster_topic, "cluster"),
        into(revision);
    return revision;
}

FeedHead Feed::head() const {
    long long epoch = 0;
    long long revision = 0;
    sql_ << "SELECT epoch, revision FROM feed_head WHERE id = 1", into(epoch), into(revision);
    return {epoch, revision};
}

std::int64_t Feed::epoch_start() const {
    long long start = 0;
    sql_ << "SELECT epoch_start FROM feed_head WHERE id = 1", into(start);
    return start;
}

void Feed::begin_epoch(FeedHead const& known) {
    auto const own = head();
    long long const epoch = std::max(own.epoch, known.epoch) + 1;
    long long const revision = std::max(own.revision, known.revision) + jump;
    sql_ << "UPDATE feed_head SET epoch = :epoch, revision = :revision, epoch_start = :start WHERE id = 1",
        use(epoch, "epoch"), use(revision, "revision"), use(revision, "start");
}

}  // namespace gatehouse::store
