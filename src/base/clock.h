#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/result.h"

namespace gatehouse {

/// A moment in UTC, in microseconds: what the database keeps.
using Time = std::chrono::sys_time<std::chrono::microseconds>;

/// What time it is. Tests use a ManualClock, so that nobody sleeps. Safe to call from any thread.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Time now() const = 0;
};

class SystemClock final : public Clock {
public:
    Time now() const override;
};

/// "2006-01-02T15:04:05.000Z": RFC 3339 in UTC with milliseconds, the form Palette's clients parse.
std::string to_rfc3339(Time time);

/// Reads an RFC 3339 date-time with any offset and 0 to 9 digits of a second; refuses anything else, and
/// years outside 0001 to 9999.
Result<Time> parse_rfc3339(std::string_view text);

std::int64_t to_micros(Time time);
Time from_micros(std::int64_t micros);

}  // namespace gatehouse
