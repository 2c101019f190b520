#include "sshkey/names.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <fmt/format.h>

#include "base/text.h"
#include "sshkey/unicode_text.h"

namespace gatehouse::sshkey {

namespace {

tl::unexpected<Error> refuse_name(std::string const& field, std::string rule, std::string message) {
    return refuse(Code::invalid, std::move(message), field, std::move(rule));
}

Result<void> check_name_characters(std::string_view name, std::string const& field) {
    std::size_t position = 0;
    bool space = false;
    for (std::size_t at = 0; at < name.size();) {
        auto const code_point = next_code_point(name, at);
        ++position;
        if (is_hidden(code_point))
            return refuse_name(
                field, "NAME_CHARACTER",
                fmt::format("character {} of the name is U+{:04X}, which cannot be seen: remove it", position,
                            static_cast<std::uint32_t>(code_point)));
        space = is_white_space(code_point);
        if (space && position == 1)
            break;
    }
    if (space)
        return refuse_name(field, "NAME_SPACE", "the name starts or ends with a space: remove it");
    return {};
}

bool is_login_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/// An address as bytes in network order: 4 or 16 of them.
std::vector<unsigned char> read_address(std::string const& text) {
    std::array<unsigned char, 16> bytes{};
    // inet_pton() is strict: four decimal parts without leading zeros, no names, no interface after "%".
    if (inet_pton(AF_INET, text.c_str(), bytes.data()) == 1)
        return {bytes.begin(), bytes.begin() + 4};
    if (inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1)
        return {bytes.begin(), bytes.end()};
    return {};
}

bool has_bits_after(std::vector<unsigned char> const& address, unsigned prefix) {
    for (unsigned bit = prefix; bit < address.size() * 8; ++bit)
        if ((address[bit / 8] & 0x80U >> bit % 8) != 0)
            return true;
    return false;
}

bool is_mapped_ipv4(std::vector<unsigned char> const& address) {
    constexpr std::array<unsigned char, 12> prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    return address.size() == 16 && std::ranges::equal(prefix, std::span(address).first<12>());
}

tl::unexpected<Error> refuse_from(std::string const& field, std::string message) {
    return refuse(Code::invalid, std::move(message), field, "FROM");
}

}  // namespace

Result<void> check_name(std::string_view name, int most_code_points, std::string const& field) {
    if (!is_utf8(name))
        return refuse_name(field, "NAME_ENCODING", "the name is not UTF-8: send it as UTF-8");
    TRY(check_name_characters(name, field));
    // A name of nothing but variation selectors folds to nothing: it is as empty as "".
    if (name_key(name).empty())
        return refuse_name(field, "NAME_EMPTY", "the name is empty: give it one that people will recognise");
    if (auto const length = count_code_points(name); length > static_cast<std::size_t>(most_code_points))
        return refuse_name(
            field, "NAME_TOO_LONG",
            fmt::format("the name has {} characters and may have {}: shorten it", length, most_code_points));
    if (!is_nfc(name))
        return refuse_name(
            field, "NAME_NOT_NFC",
            "the name is not in Unicode form NFC: type it anew instead of copying it, or normalise it");
    return {};
}

std::string name_key(std::string_view name) { return nfkc_casefold(name); }

Result<void> check_login(std::string_view login, std::string const& field) {
    constexpr std::size_t longest = 32;  // utmp keeps no more, and useradd(8) refuses more
    // What starts with a digit can be all digits, which chown(1) and others take for a uid.
    auto const good_start =
        !login.empty() && ((login.front() >= 'a' && login.front() <= 'z') || login.front() == '_');
    if (good_start && login.size() <= longest && std::ranges::all_of(login, is_login_character))
        return {};
    return refuse(Code::invalid,
                  fmt::format("a login is a small letter or _ and then up to {} small letters, digits, _ "
                              "or -, such as \"deploy\" or \"ci_runner\"",
                              longest - 1),
                  field, "LOGIN");
}

Result<void> check_from(std::string_view pattern, std::string const& field) {
    if (pattern.starts_with('!'))
        pattern.remove_prefix(1);
    auto const slash = pattern.find('/');
    auto const address = read_address(std::string(pattern.substr(0, slash)));
    if (address.empty() || pattern.find('\0') != std::string_view::npos)
        return refuse_from(
            field, "only IP addresses and CIDR ranges may stand here, each with or without ! in front, "
                   "such as 192.0.2.7, 10.0.0.0/8 or !2001:db8::/32; host names and wildcards may not");
    // sshd compares a client that arrives so by its IPv4 address, so such a pattern never matches.
    if (is_mapped_ipv4(address))
        return refuse_from(field, "this is an IPv4 address in the clothes of IPv6: write it as 192.0.2.7");
    if (slash == std::string_view::npos)
        return {};
    auto const digits = pattern.substr(slash + 1);
    auto const prefix = to_number<unsigned>(digits);
    if (!prefix || *prefix > address.size() * 8 || digits != std::to_string(*prefix))
        return refuse_from(field,
                           fmt::format("the number behind / must be between 0 and {}", address.size() * 8));
    // sshd takes such a range for a mistake and refuses the login ("Inconsistent mask length").
    if (has_bits_after(address, *prefix))
        return refuse_from(field,
                           fmt::format("the address has bits behind its first {}: write the first address of "
                                       "the range, such as 10.0.0.0/8",
                                       *prefix));
    return {};
}

Result<void> check_from_list(std::vector<std::string> const& patterns, std::string const& field) {
    for (auto const& pattern : patterns)
        TRY(check_from(pattern, field));
    if (!patterns.empty() && std::ranges::all_of(patterns, [](auto const& p) { return p.starts_with('!'); }))
        return refuse_from(
            field, "every pattern starts with !, so that nobody could log in: add the range to log in "
                   "from, such as 0.0.0.0/0");
    return {};
}

}  // namespace gatehouse::sshkey
