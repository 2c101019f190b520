#include "store/feed.h"

#include <soci/soci.h>

#include "store/topic.h"

namespace gatehouse::store {

using soci::into;
using soci::use;

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

std::int64_t Feed::epoch() const {
    long long epoch = 0;
    sql_ << "SELECT epoch FROM feed_head WHERE id = 1", into(epoch);
    return epoch;
}

}  // namespace gatehouse::store
