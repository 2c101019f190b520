#include "base/clock.h"

#include <charconv>
#include <fmt/format.h>

namespace gatehouse {

using namespace std::chrono;

Time SystemClock::now() const { return time_point_cast<microseconds>(system_clock::now()); }

std::string to_rfc3339(Time time) {
    auto const day = floor<days>(time);
    year_month_day const date{day};
    hh_mm_ss const clock{floor<milliseconds>(time) - day};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", int(date.year()), unsigned(date.month()),
                       unsigned(date.day()), clock.hours().count(), clock.minutes().count(),
                       clock.seconds().count(), clock.subseconds().count());
}

namespace {

/// Reads fixed-width decimal fields one after the other; any misstep makes the whole text invalid.
class Fields {
public:
    explicit Fields(std::string_view text) : rest_(text) {}

    int number(std::size_t width) {
        int value = 0;
        if (rest_.size() < width)
            return fail();
        for (char const digit : rest_.substr(0, width)) {
            if (digit < '0' || digit > '9')
                return fail();
            value = value * 10 + (digit - '0');
        }
        rest_.remove_prefix(width);
        return value;
    }
    char any_of(std::string_view allowed) {
        if (rest_.empty() || allowed.find(rest_.front()) == std::string_view::npos)
            return char(fail());
        char const found = rest_.front();
        rest_.remove_prefix(1);
        return found;
    }
    bool next_is(char wanted) const { return !rest_.empty() && rest_.front() == wanted; }
    bool next_is_digit() const { return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; }
    bool finished() const { return good_ && rest_.empty(); }
    bool good() const { return good_; }

private:
    int fail() {
        good_ = false;
        return 0;
    }
    std::string_view rest_;
    bool good_ = true;
};

}  // namespace

Result<Time> parse_rfc3339(std::string_view text) {
    auto const wrong = [] {
        return refuse(Code::invalid,
                      "this is not a date and time of RFC 3339; write it like 2030-01-31T18:00:00Z");
    };
    Fields in(text);
    int const y = in.number(4);
    in.any_of("-");
    int const mo = in.number(2);
    in.any_of("-");
    int const d = in.number(2);
    in.any_of("Tt ");
    int const h = in.number(2);
    in.any_of(":");
    int const mi = in.number(2);
    in.any_of(":");
    int const s = in.number(2);
    microseconds fraction{0};
    if (in.next_is('.')) {
        in.any_of(".");
        std::int64_t scale = 100'000;
        int digits = 0;
        while (in.good() && in.next_is_digit() && digits < 9) {
            fraction += microseconds(in.number(1) * scale);
            scale /= 10;
            ++digits;
        }
        if (digits == 0)
            return wrong();
    }
    char const zone = in.any_of("Zz+-");
    minutes offset{0};
    if (zone == '+' || zone == '-') {
        int const oh = in.number(2);
        in.any_of(":");
        int const om = in.number(2);
        if (oh > 23 || om > 59)
            return wrong();
        offset = minutes(oh * 60 + om) * (zone == '+' ? 1 : -1);
    }
    year_month_day const date{year(y), month(unsigned(mo)), day(unsigned(d))};
    if (!in.finished() || !date.ok() || y < 1 || h > 23 || mi > 59 || s > 60)
        return wrong();
    auto const time = Time{sys_days(date)} + hours(h) + minutes(mi) + seconds(s) + fraction - offset;
    // An offset, or a leap second, may lead out of the years that four digits can write.
    if (time < Time{sys_days(year(1) / 1 / 1)} || time >= Time{sys_days(year(10000) / 1 / 1)})
        return wrong();
    return time;
}

std::int64_t to_micros(Time time) { return time.time_since_epoch().count(); }
Time from_micros(std::int64_t micros) { return Time{microseconds(micros)}; }

}  // namespace gatehouse
