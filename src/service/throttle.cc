#include "service/throttle.h"

#include <algorithm>

#include "base/text.h"

namespace gatehouse::service {

using namespace std::chrono;

namespace {

constexpr auto forgotten_after = hours(1);
constexpr std::size_t most_buckets = 100'000;

seconds pause(int attempts, int free_attempts) {
    int const over = attempts - free_attempts;
    return over < 0 ? seconds(0) : seconds(std::min(300, 1 << std::min(over, 9)));
}

}  // namespace

Result<void> Throttle::attempt(std::vector<Bucket> const& buckets, Time now) {
    return counts_.with([&](auto& counts) -> Result<void> {
        if (counts.size() > most_buckets)
            std::erase_if(counts, [&](auto const& entry) { return now - entry.second.last > minutes(5); });
        seconds wait(0);
        for (auto const& bucket : buckets) {
            auto& count = counts[bucket.name];
            if (now - count.last > forgotten_after)
                count = {};
            if (count.attempts > 0)
                wait = std::max(
                    wait, ceil<seconds>(count.last + pause(count.attempts, bucket.free_attempts) - now));
        }
        if (wait > seconds(0)) {
            Error error{Code::too_many_requests,
                        fmt::format("too many attempts; try again in {} s", wait.count())};
            error.retry_after_seconds = int(wait.count());
            return refuse(std::move(error));
        }
        for (auto const& bucket : buckets) {
            auto& count = counts[bucket.name];
            ++count.attempts;
            count.last = now;
        }
        return {};
    });
}

void Throttle::forgive(std::vector<Bucket> const& buckets) {
    counts_.with([&](auto& counts) {
        for (auto const& bucket : buckets) {
            auto const found = counts.find(bucket.name);
            if (found == counts.end())
                continue;
            if (bucket.right == RightPassword::forgives_all || found->second.attempts <= 1)
                counts.erase(found);
            else
                --found->second.attempts;
        }
    });
}

}  // namespace gatehouse::service
