#include "agent/own_line.h"

#include <chrono>
#include <optional>

#include "base/text.h"
#include "crypto/digest.h"

namespace gatehouse::agent {

namespace {

using namespace std::chrono;

/// The longest lease a cluster can have; a line that ends later was not written by us.
constexpr days longest_lease{30};

std::optional<Time> read_expiry(std::string_view digits) {
    bool const utc = digits.ends_with('Z');
    if (utc)
        digits.remove_suffix(1);
    if (digits.size() != 14)
        return std::nullopt;
    auto const field = [&](std::size_t at, std::size_t width) {
        return to_number<unsigned>(digits.substr(at, width)).value_or(9999);
    };
    year_month_day const date{year(int(field(0, 4))), month(field(4, 2)), day(field(6, 2))};
    if (!date.ok())
        return std::nullopt;
    Time const written = sys_days(date) + hours(field(8, 2)) + minutes(field(10, 2)) + seconds(field(12, 2));
    return utc ? written : written - sshkey::sshd_local_offset(written);
}

/// Cuts `name="value"` from the front of `options`, with the comma after it.
std::optional<std::string_view> cut_quoted(std::string_view& options, std::string_view name) {
    if (!options.starts_with(name) || !options.substr(name.size()).starts_with("=\""))
        return std::nullopt;
    auto const value = options.substr(name.size() + 2);
    auto const end = value.find('"');
    if (end == std::string_view::npos)
        return std::nullopt;
    options = value.substr(end + 1);
    if (options.starts_with(','))
        options.remove_prefix(1);
    return value.substr(0, end);
}

bool cut_flag(std::string_view& options, std::string_view name) {
    if (!options.starts_with(name) || !options.substr(name.size()).starts_with(','))
        return false;
    options.remove_prefix(name.size() + 1);
    return true;
}

/// The key of "options type base64 gatehouse:uid", into `key_uid` and `options` what stands around it.
std::optional<sshkey::PublicKey> read_key(std::string_view line, std::string_view& options,
                                          std::string& key_uid) {
    constexpr std::string_view mark = "gatehouse:";
    auto const words = split(line, ' ');
    if (words.size() != 4 || !words[3].starts_with(mark))
        return std::nullopt;
    options = line.substr(0, words[0].size());
    key_uid = words[3].substr(mark.size());
    auto const blob = crypto::from_base64(words[2]);
    if (!blob)
        return std::nullopt;
    auto key = sshkey::PublicKey::from_blob(*blob);
    return key ? std::optional(std::move(*key)) : std::nullopt;
}

}  // namespace

bool is_own_line(std::string_view line, sshkey::SshdVersion sshd, Time node_time) {
    std::string_view options;
    std::string key_uid;
    auto key = read_key(line, options, key_uid);
    if (!key || !cut_flag(options, "restrict"))
        return false;
    sshkey::SshOptions allowed{.pty = false, .port_forwarding = false};
    std::vector<std::string> from;
    std::optional<Time> expiry;
    while (!options.empty()) {
        if (cut_flag(options, "pty"))
            allowed.pty = true;
        else if (cut_flag(options, "port-forwarding"))
            allowed.port_forwarding = true;
        else if (cut_flag(options, "agent-forwarding"))
            allowed.agent_forwarding = true;
        else if (cut_flag(options, "X11-forwarding"))
            allowed.x11_forwarding = true;
        else if (auto const list = cut_quoted(options, "from"))
            from = split(*list, ',');
        else if (auto const moment = cut_quoted(options, "expiry-time"))
            expiry = read_expiry(*moment);
        else
            return false;
    }
    if (!expiry || *expiry > node_time + longest_lease)
        return false;
    // Order, repetition, spelling: whatever the reading above let pass, writing it again shows.
    auto const again = sshkey::authorized_keys_line(
        {.key_uid = key_uid, .key = std::move(*key), .options = allowed, .from = from, .expiry = *expiry},
        sshd);
    return again && *again == std::string(line) + "\n";
}

}  // namespace gatehouse::agent
