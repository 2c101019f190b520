#include "sshkey/authorized_keys_line.h"

#include <algorithm>
#include <ctime>
#include <fmt/format.h>

#include "base/text.h"
#include "sshkey/key_type.h"
#include "sshkey/names.h"

namespace gatehouse::sshkey {

namespace {

using std::chrono::seconds;

// From sshd(8) and the release notes. `restrict` is older (7.2).
constexpr SshdVersion knows_expiry_time{7, 7};
constexpr SshdVersion knows_security_keys{8, 2};
constexpr SshdVersion knows_utc{9, 1};

tl::unexpected<Error> refuse_line(std::string rule, std::string message) {
    return refuse(Code::invalid, std::move(message), {}, std::move(rule));
}

/// Decimal digits at the front of `text`, which moves behind them.
std::optional<int> take_number(std::string_view& text) {
    auto const end = std::min(text.find_first_not_of("0123456789"), text.size());
    auto const number = to_number<int>(text.substr(0, end));
    text.remove_prefix(end);
    return number;
}

/// The fields of a calendar in which no zone counts.
std::tm calendar(std::chrono::sys_seconds moment) {
    auto const since_epoch = static_cast<std::time_t>(moment.time_since_epoch().count());
    std::tm fields{};
    gmtime_r(&since_epoch, &fields);
    return fields;
}

Result<void> check_uid(std::string_view uid) {
    auto const plain = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
    };
    if (uid.empty() || uid.size() > 64 || !std::ranges::all_of(uid, plain))
        return refuse_line("KEY_UID", "the uid of a key is 1 to 64 letters, digits and -");
    return {};
}

Result<void> check_version(SshdVersion sshd, KeyType type) {
    auto const needed = info(type).security_key ? knows_security_keys : knows_expiry_time;
    if (sshd < needed)
        return refuse_line("SSHD_TOO_OLD",
                           fmt::format("OpenSSH {}.{} cannot enforce this line, which needs {}.{}: "
                                       "update OpenSSH on the node",
                                       sshd.major, sshd.minor, needed.major, needed.minor));
    return {};
}

std::string options_text(SshOptions const& options) {
    std::string out = "restrict";  // first everything off, also what later versions invent (sshd(8))
    if (options.pty)
        out += ",pty";
    if (options.port_forwarding)
        out += ",port-forwarding";
    if (options.agent_forwarding)
        out += ",agent-forwarding";
    if (options.x11_forwarding)
        out += ",X11-forwarding";
    return out;
}

Result<std::string> expiry_text(Time expiry, SshdVersion sshd, LocalOffset local_offset) {
    auto const in_utc = sshd >= knows_utc;
    // Down, because up would let a key live longer than its lease.
    auto const second = std::chrono::floor<seconds>(in_utc ? expiry : expiry + local_offset(expiry));
    auto const fields = calendar(second);
    auto const year = fields.tm_year + 1900;
    // sshd takes 0 for "never", refuses what lies before 1970, and reads four digits of a year.
    if (second.time_since_epoch() <= std::chrono::days(2) || year > 9999)
        return refuse_line("EXPIRY", "a line's expiry must lie after 1970-01-02 and before the year 10000");
    return fmt::format("{:04}{:02}{:02}{:02}{:02}{:02}{}", year, fields.tm_mon + 1, fields.tm_mday,
                       fields.tm_hour, fields.tm_min, fields.tm_sec, in_utc ? "Z" : "");
}

}  // namespace

std::optional<SshdVersion> SshdVersion::parse(std::string_view text) {
    constexpr std::string_view name = "OpenSSH_";
    if (!text.starts_with(name))
        return std::nullopt;
    text.remove_prefix(name.size());
    auto const major_number = take_number(text);
    if (!major_number || !text.starts_with('.'))
        return std::nullopt;
    text.remove_prefix(1);
    auto const minor_number = take_number(text);
    if (!minor_number)
        return std::nullopt;
    return SshdVersion{*major_number, *minor_number};
}

// sshd hands the digits to mktime() with tm_isdst = 0, so it reads standard time in summer too
// (parse_absolute_time() in its misc.c). So we ask mktime() the same question: which offset does it use near
// this moment? Where the answer would be late, because the zone changes its offset just then, the earlier one
// counts.
std::chrono::seconds sshd_local_offset(Time moment) {
    auto const wanted = std::chrono::floor<seconds>(moment);
    auto const read_by_sshd = [](std::chrono::sys_seconds digits) {
        auto fields = calendar(digits);
        fields.tm_isdst = 0;
        return std::chrono::sys_seconds(seconds(std::mktime(&fields)));
    };
    auto digits = wanted + (wanted - read_by_sshd(wanted));
    if (auto const late = read_by_sshd(digits) - wanted; late > seconds(0))
        digits -= late;
    return digits - wanted;
}

Result<std::string> authorized_keys_line(LineInput const& input, SshdVersion sshd, LocalOffset local_offset) {
    TRY(check_uid(input.key_uid));
    TRY(check_version(sshd, input.key.type()));
    TRY(check_from_list(input.from, {}));
    auto const expiry = TRY(expiry_text(input.expiry, sshd, local_offset));
    auto const from = input.from.empty() ? std::string() : fmt::format(",from=\"{}\"", join(input.from, ","));
    return fmt::format("{}{},expiry-time=\"{}\" {} {} gatehouse:{}\n", options_text(input.options), from,
                       expiry, wire_name(input.key.type()), input.key.base64(), input.key_uid);
}

}  // namespace gatehouse::sshkey
