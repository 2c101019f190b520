#include "agent/sshd_probe.h"

#include <chrono>
#include <fmt/format.h>

#include "agent/subprocess.h"
#include "base/files.h"
#include "base/log.h"
#include "base/text.h"
#include "sshkey/public_key.h"

namespace gatehouse::agent {

namespace {

constexpr std::chrono::seconds patience{10};
constexpr std::size_t largest_public_key = 64U << 10U;

std::string last_line(std::string_view text) {
    while (text.ends_with('\n') || text.ends_with('\r'))
        text.remove_suffix(1);
    return std::string(text.substr(text.rfind('\n') + 1));
}

/// The public half beside a host key: sshd -T names the private one, whether it exists or not.
std::optional<std::string> public_half(std::filesystem::path const& private_key) {
    auto const text = read_file(private_key.string() + ".pub", largest_public_key);
    if (!text)
        return std::nullopt;
    auto const key = sshkey::PublicKey::parse(*text);
    if (!key) {
        log::warn("host key left out of the report file={}.pub reason={}", private_key.string(),
                  key.error().message);
        return std::nullopt;
    }
    return fmt::format("{} {}", sshkey::wire_name(key->type()), key->base64());
}

Finished test_configuration(Sshd const& sshd, std::optional<std::string> const& login) {
    std::vector<std::string> command{sshd.program, "-T", "-f", sshd.config};
    if (login) {
        command.emplace_back("-C");
        command.push_back(
            fmt::format("user={},host=localhost,addr=127.0.0.1,laddr=127.0.0.1,lport=22", *login));
    }
    return run_program(command, patience);
}

}  // namespace

Result<SshdRelease> parse_release(std::string_view output) {
    auto const at = output.find("OpenSSH_");
    auto const version =
        at == std::string_view::npos ? std::nullopt : sshkey::SshdVersion::parse(output.substr(at));
    if (!version)
        return refuse(Code::invalid, "this is not OpenSSH's sshd; say where it is with --sshd");
    auto const name = output.substr(at, output.find_first_of(" ,\r\n", at) - at);
    if (*version < oldest_sshd)
        return refuse(
            Code::invalid,
            fmt::format("{} is too old: it cannot end a key by itself (expiry-time came with OpenSSH {}.{}), "
                        "so a node that is cut off would keep keys for ever; upgrade sshd",
                        name, oldest_sshd.major, oldest_sshd.minor));
    return SshdRelease{.name = std::string(name), .version = *version};
}

Result<SshdRelease> find_release(Sshd const& sshd) {
    // Releases before 9.1 do not know -V, and say who they are in the usage text.
    auto const answer = run_program({sshd.program, "-V"}, patience);
    return parse_release(answer.err + answer.out);
}

SshdSettings parse_settings(std::string_view output) {
    SshdSettings settings;
    bool port_found = false;
    for (auto const& line : split(output, '\n')) {
        auto const space = line.find(' ');
        auto const name = line.substr(0, space);
        auto const value = space == std::string::npos ? std::string() : line.substr(space + 1);
        if (name == "port" && !port_found) {
            settings.port = to_number<int>(value).value_or(settings.port);
            port_found = true;
        } else if (name == "hostkey") {
            if (auto key = public_half(value))
                settings.host_keys.push_back(std::move(*key));
        } else if (name == "authorizedkeysfile" && value != "none") {
            settings.authorized_keys_files = split(value, ' ');
        } else if (name == "pubkeyauthentication") {
            settings.pubkey_authentication = value == "yes";
        } else if (name == "strictmodes") {
            settings.strict_modes = value == "yes";
        }
    }
    return settings;
}

Result<SshdSettings> effective_settings(Sshd const& sshd, std::optional<std::string> const& login) {
    auto answer = test_configuration(sshd, login);
    // Older releases want to be told whom a Match block should be tested for.
    if (answer.exit_code != 0 && !login &&
        answer.err.find("connection test specification") != std::string::npos)
        answer = test_configuration(sshd, "root");
    if (answer.exit_code != 0)
        return refuse(Code::invalid, fmt::format("sshd does not accept {}: {}", sshd.config.string(),
                                                 last_line(answer.err)));
    return parse_settings(answer.out);
}

}  // namespace gatehouse::agent
