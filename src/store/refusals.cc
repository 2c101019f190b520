#include "store/refusals.h"

#include <fmt/format.h>

#include "base/text.h"
#include "json/json.h"

namespace gatehouse::store {

using model::AuditEvent;

namespace {

/// What the trail keeps of refusals that it tells together.
struct Together {
    std::int64_t times = 0;
    Time from;
    Time until;
};
BOOST_DESCRIBE_STRUCT(Together, (), (times, from, until))

struct TogetherDetail {
    std::optional<Together> before;
    Together after;
};
BOOST_DESCRIBE_STRUCT(TogetherDetail, (), (before, after))

std::string kind_of(AuditEvent const& event) {
    return join({event.actor, event.address, event.action, event.scope.str(), event.object.uid,
                 event.object.name, event.decision.reason},
                std::string_view("\0", 1));
}

AuditEvent too_many(std::string const& address, Time at) {
    AuditEvent event;
    event.at = at;
    event.is({"refusal.count", model::ActionType::action, "Refuse what was too much to tell one by one"});
    event.outcome = model::Outcome::denied;
    event.actor_type = model::ActorType::service;
    event.actor = "anyone";
    event.address = address;
    return event;
}

}  // namespace

std::optional<AuditEvent> Refusals::take(AuditEvent event) {
    return state_.with([&](State& state) -> std::optional<AuditEvent> {
        auto& [kinds, of_address] = state;
        auto found = kinds.find(kind_of(event));
        if (found == kinds.end()) {
            bool const room_for_all = kinds.size() < most_kinds;
            if (auto& own = of_address[event.address]; room_for_all && own < most_of_an_address) {
                ++own;
                kinds[kind_of(event)] = {event, 0, {}, event.at};
                return event;
            }
            // Twice the room: an address that asks for much still has one count of its own.
            auto const address = kinds.size() < 2 * most_kinds ? event.address : "";
            if (of_address[event.address] == 0)
                of_address.erase(event.address);
            found = kinds.try_emplace(address, Count{too_many(address, event.at), 0, {}, {}}).first;
        }
        auto& count = found->second;
        if (count.more++ == 0)
            count.since = event.at;
        count.until = event.at;
        return std::nullopt;
    });
}

std::vector<AuditEvent> Refusals::take_out(State& state, std::optional<Time> begun_by) {
    std::vector<AuditEvent> told;
    std::erase_if(state.kinds, [&](auto& kind) {
        auto& [name, count] = kind;
        if (begun_by && count.first.at > *begun_by)
            return false;
        if (count.more > 0) {
            auto event = count.first;
            event.request.clear();
            event.message += fmt::format(" ({} more times)", count.more);
            event.detail = json::encode(TogetherDetail{{}, {count.more, count.since, count.until}});
            told.push_back(std::move(event));
        }
        if (auto const own = state.of_address.find(count.first.address);
            name == kind_of(count.first) && own != state.of_address.end() && --own->second == 0)
            state.of_address.erase(own);
        return true;
    });
    return told;
}

std::vector<AuditEvent> Refusals::due(Time now) {
    return state_.with([&](State& state) { return take_out(state, now - together); });
}

std::vector<AuditEvent> Refusals::all() {
    return state_.with([](State& state) { return take_out(state, std::nullopt); });
}

}  // namespace gatehouse::store
