#include "sshkey/authorized_keys_line.h"

#include <algorithm>
#include <map>

#include "agent/own_line.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "fuzz/property.h"

// What sshd is given. An input is either a line that a node finds in its files, or what a line is made of:
// the key's uid, patterns, the expiry, the options and sshd's version, each on a line of its own.
namespace gatehouse::fuzz {

namespace {

using sshkey::LineInput;
using sshkey::SshdVersion;

sshkey::PublicKey const& a_key() {
    static auto const key =
        sshkey::PublicKey::parse(
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAID1AF8PoQ4lakrcKp00bfrycmCzPLsSWjMDNVfEq9GYM")
            .value();
    return key;
}

/// A line as sshd reads it (opt_match() and opt_dequote() in OpenSSH's auth-options), by a reader of this
/// file's own.
struct SshdsView {
    std::vector<std::pair<std::string, std::string>> options;
    std::string type, base64, comment;
};

SshdsView sshds_view(std::string_view line) {
    SshdsView view;
    bool quoted = false;
    std::string* part = &view.options.emplace_back().first;
    while (!line.empty() && (quoted || line.front() != ' ')) {
        auto const c = line.front();
        line.remove_prefix(1);
        if (quoted && c == '\\' && line.starts_with('"')) {
            *part += '"';
            line.remove_prefix(1);
        } else if (c == '"')
            quoted = !quoted;
        else if (!quoted && c == ',')
            part = &view.options.emplace_back().first;
        else if (!quoted && c == '=')
            part = &view.options.back().second;
        else
            *part += c;
    }
    must_hold(!quoted, "every quote is closed");
    auto const words = split(line, ' ');
    must_hold(words.size() == 4 && words[0].empty(), "type, base64 and comment follow");
    view.type = words[1];
    view.base64 = words[2];
    view.comment = words[3];
    return view;
}

void check_shape(std::string_view line) {
    must_hold(std::ranges::all_of(line, [](char c) { return c >= ' ' && c <= '~'; }), "a line is plain text");
    auto const view = sshds_view(line);
    must_hold(view.options.front().first == "restrict", "everything is off first");
    std::map<std::string, int> times;
    for (auto const& [name, value] : view.options)
        ++times[name];
    must_hold(times["expiry-time"] == 1, "a line ends");
    for (auto const& [name, count] : times)
        must_hold(count == 1 && (name == "restrict" || name == "pty" || name == "port-forwarding" ||
                                 name == "agent-forwarding" || name == "X11-forwarding" || name == "from" ||
                                 name == "expiry-time"),
                  "an option is one of ours, and stands once");
    must_hold(view.comment.starts_with("gatehouse:"), "a line is marked as ours");
}

std::string value_of(SshdsView const& view, std::string_view name) {
    auto const found = std::ranges::find(view.options, name, [](auto const& option) { return option.first; });
    return found == view.options.end() ? "(none)" : found->second;
}

void check_content(std::string_view line, LineInput const& input) {
    auto const view = sshds_view(line);
    auto const has = [&](std::string_view name) { return value_of(view, name) != "(none)"; };
    must_hold(view.type == wire_name(input.key.type()) && view.base64 == input.key.base64(), "it is the key");
    must_hold(view.comment == "gatehouse:" + input.key_uid, "it names the key");
    must_hold(input.from.empty() ? !has("from") : value_of(view, "from") == join(input.from, ","),
              "it opens from where it was asked");
    must_hold(has("pty") == input.options.pty && has("port-forwarding") == input.options.port_forwarding &&
                  has("agent-forwarding") == input.options.agent_forwarding &&
                  has("X11-forwarding") == input.options.x11_forwarding,
              "it allows what was asked");
}

void check_line_of(std::string_view text) {
    auto const parts = split(text, '\n');
    if (parts.size() != 5)
        return;
    auto const expiry = parse_rfc3339(parts[2]);
    auto const sshd = SshdVersion::parse(parts[4]);
    if (!expiry || !sshd)
        return;
    auto const allowed = [&](char letter) { return parts[3].find(letter) != std::string::npos; };
    LineInput const input{.key_uid = parts[0],
                          .key = a_key(),
                          .options = {.pty = allowed('p'),
                                      .port_forwarding = allowed('f'),
                                      .agent_forwarding = allowed('a'),
                                      .x11_forwarding = allowed('x')},
                          .from = parts[1].empty() ? std::vector<std::string>() : split(parts[1], ','),
                          .expiry = *expiry};
    auto const line = sshkey::authorized_keys_line(input, *sshd);
    if (!line)
        return;
    must_hold(line->ends_with('\n'), "a line ends");
    auto const body = std::string_view(*line).substr(0, line->size() - 1);
    check_shape(body);
    check_content(body, input);
    must_hold(agent::is_own_line(body, *sshd, *expiry), "a node knows its own lines");
}

}  // namespace

}  // namespace gatehouse::fuzz

int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using namespace gatehouse::fuzz;
    auto const input = text_of(data, size);
    if (!input.starts_with("restrict"))
        check_line_of(input);
    else if (gatehouse::agent::is_own_line(input, {9, 2},
                                           gatehouse::parse_rfc3339("2030-01-01T00:00:00Z").value()))
        check_shape(input);
    return 0;
}
