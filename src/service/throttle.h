#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "base/clock.h"
#include "base/guarded.h"
#include "base/result.h"

namespace gatehouse::service {

/// Slows down who guesses passwords. Each bucket (an account, an address, a known browser) allows a few wrong
/// attempts, then one per growing pause: 1 s, 2 s, 4 s ... at most 5 minutes; a right password empties it,
/// and an hour without attempts too. Kept in memory: a restart forgives. Safe to call from any thread.
class Throttle {
public:
    enum class RightPassword {
        forgives_all,     ///< the right password ends the suspicion
        forgives_itself,  ///< many accounts share this: whoever owns one must not clear the way to the others
    };
    struct Bucket {
        std::string name;
        int free_attempts;
        RightPassword right = RightPassword::forgives_all;
    };

    /// Counts an attempt in each bucket, or refuses with the seconds to wait.
    Result<void> attempt(std::vector<Bucket> const& buckets, Time now);
    /// The attempt was right.
    void forgive(std::vector<Bucket> const& buckets);

private:
    struct Count {
        int attempts = 0;
        Time last{};
    };
    Guarded<std::unordered_map<std::string, Count>> counts_;
};

}  // namespace gatehouse::service
