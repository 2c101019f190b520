#pragma once

#include <chrono>
#include <map>
#include <string>

#include "base/clock.h"
#include "base/guarded.h"
#include "model/scope.h"
#include "json/json.h"

namespace gatehouse::service {

/// Answers that are the same for everybody who may have them, one a scope, kept while the database's change
/// counter stands still; and for a second at most, because time alone ends keys and leases. Whether a caller
/// may have one is decided before, for each request. Safe to call from any thread.
template <class T>
class RecentAnswers {
public:
    static constexpr auto life = std::chrono::seconds(1);

    /// `changes`: read before the transaction that `make` reads in saw anything.
    template <class Make>
    json::Encoded<T> get(model::Scope const& scope, std::uint64_t changes, Time now, Make const& make) {
        auto const kept = answers_.with([&](auto const& answers) -> std::optional<json::Encoded<T>> {
            auto const found = answers.find(scope.str());
            if (found == answers.end() || found->second.changes != changes || !found->second.is_fresh(now))
                return std::nullopt;
            return found->second.answer;
        });
        if (kept)
            return *kept;
        json::Encoded<T> const fresh(make());
        answers_.with([&](auto& answers) {
            std::erase_if(answers, [&](auto const& entry) { return !entry.second.is_fresh(now); });
            answers.insert_or_assign(scope.str(), Entry{changes, now, fresh});
        });
        return fresh;
    }

private:
    struct Entry {
        std::uint64_t changes;
        Time made;
        json::Encoded<T> answer;

        bool is_fresh(Time now) const { return now >= made && now - made < life; }
    };
    Guarded<std::map<std::string, Entry>> answers_;
};

}  // namespace gatehouse::service
