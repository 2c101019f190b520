#include "cli/values.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cli/command.h"

namespace gatehouse::cli {

namespace {

struct Unit {
    char letter;
    std::chrono::seconds length;
};

constexpr Unit units[] = {
    // the longest first
    {'d', std::chrono::days(1)},
    {'h', std::chrono::hours(1)},
    {'m', std::chrono::minutes(1)},
    {'s', std::chrono::seconds(1)},
};
constexpr std::int64_t most_of_a_unit = 1'000'000;

}  // namespace

Result<std::chrono::seconds> parse_duration(std::string_view text) {
    for (auto const& [letter, length] : units)
        if (text.ends_with(letter))
            if (auto const number = to_number<std::int64_t>(text.substr(0, text.size() - 1));
                number && *number >= 0 && *number <= most_of_a_unit)
                return *number * length;
    return refuse_usage(fmt::format("{} is no duration; write it as 90s, 15m, 12h or 30d", text));
}

Result<Time> parse_time(std::string_view text, Time now, Direction direction) {
    if (auto const duration = parse_duration(text))
        return direction == Direction::ahead ? now + *duration : now - *duration;
    if (auto const time = parse_rfc3339(text))
        return *time;
    if (auto const date = parse_rfc3339(fmt::format("{}T00:00:00Z", text)))
        return *date;
    return refuse_usage(
        fmt::format("{} is no time; write it as 2026-12-31, as 2026-12-31T18:00:00Z, or as 12h or 30d {}",
                    text, direction == Direction::ahead ? "from now" : "ago"));
}

std::string show(std::optional<Time> time) {
    if (!time || *time == Time{})
        return {};
    return to_rfc3339(*time).substr(0, std::string_view("2006-01-02T15:04:05").size()) + "Z";
}

std::string show(std::vector<std::string> const& items) { return join(items, ","); }

std::string show(std::chrono::seconds duration) {
    for (auto const& [letter, length] : units)
        if (duration >= length && duration % length == std::chrono::seconds(0))
            return fmt::format("{}{}", duration / length, letter);
    return "0s";
}

}  // namespace gatehouse::cli
