#pragma once

#include <fmt/format.h>
#include <string_view>

namespace gatehouse::log {

enum class Level { debug, info, warn, error };

/// Sends lines of this level and above to standard error as "time level message". Called once, at start.
void start(Level least);
void write(Level level, std::string_view line);

/// Logs are sentences with named values: log::info("node enrolled node={} cluster={}", uid, cluster).
/// error: somebody must act. warn: somebody should know. info: what happened. Never key material, tokens,
/// passwords or bodies. No value breaks a line: see base/harmless.h.
template <class... Args>
void debug(fmt::format_string<Args...> text, Args&&... args) {
    write(Level::debug, fmt::format(text, std::forward<Args>(args)...));
}
template <class... Args>
void info(fmt::format_string<Args...> text, Args&&... args) {
    write(Level::info, fmt::format(text, std::forward<Args>(args)...));
}
template <class... Args>
void warn(fmt::format_string<Args...> text, Args&&... args) {
    write(Level::warn, fmt::format(text, std::forward<Args>(args)...));
}
template <class... Args>
void error(fmt::format_string<Args...> text, Args&&... args) {
    write(Level::error, fmt::format(text, std::forward<Args>(args)...));
}

}  // namespace gatehouse::log
