#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace gatehouse::cli {

/// "90s", "15m", "12h" or "30d".
Result<std::chrono::seconds> parse_duration(std::string_view text);

enum class Direction { ahead, back };

/// A moment: RFC 3339, a date ("2026-12-31", its first moment in UTC), or a duration from now.
Result<Time> parse_time(std::string_view text, Time now, Direction direction);

/// To the second, which is what people read; nothing where there is none.
std::string show(std::optional<Time> time);
std::string show(std::vector<std::string> const& items);
std::string show(std::chrono::seconds duration);

}  // namespace gatehouse::cli
