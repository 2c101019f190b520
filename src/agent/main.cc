#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fmt/format.h>
#include <string>
#include <vector>

#include "agent/enrol.h"
#include "agent/run.h"
#include "base/files.h"
#include "base/log.h"

namespace {

using namespace gatehouse;

constexpr auto about =
    R"(The agent of a Gatehouse node: opens this machine's accounts to the keys of its cluster.

It writes one file per login under the state directory, which sshd reads; each line ends by itself with its lease, also
when this program or the console is dead. Enrol once, then run it as a service.)";

constexpr auto epilogue =
    R"(Exit codes: 0 done, or stopped by SIGTERM or SIGINT; 1 refused, and the sentence on standard error says what to do;
2 the command line is wrong; 3 something broke on this machine (disk full, no permission).)";

enum Exit { done = 0, refused = 1, wrong_command_line = 2, broken = 3 };

struct CommandLine {
    std::string state_dir = "/var/lib/gatehouse";
    std::string server;
    std::string ca_pin;
    std::string token;
    std::string token_file;
    std::string cluster;
    std::string name;
    std::vector<std::string> addresses;
    std::string sshd = "/usr/sbin/sshd";
    std::string sshd_config = "/etc/ssh/sshd_config";
    std::string drop_in = "/etc/ssh/sshd_config.d/10-gatehouse.conf";
    bool replace = false;
};

agent::StatePaths paths_of(CommandLine const& line) {
    return {std::filesystem::absolute(line.state_dir).lexically_normal()};
}

int say(Error const& error) {
    fmt::print(stderr, "gatehouse-agent: {}\n", error.message);
    for (auto const& item : error.items)
        fmt::print(stderr, "  {}\n", item);
    return refused;
}

Result<Secret> find_token(CommandLine& line) {
    if (!line.token_file.empty()) {
        auto text = read_file(line.token_file, 4096);
        if (!text)
            return refuse(Code::not_found, fmt::format("there is no token file {}", line.token_file));
        while (text->ends_with('\n') || text->ends_with('\r'))
            text->pop_back();
        line.token = std::move(*text);
    }
    if (line.token.empty())
        return refuse(Code::invalid,
                      "give the registration token in GATEHOUSE_TOKEN, --token-file or --token; the "
                      "console shows it under \"Add node\"");
    return Secret(std::move(line.token));
}

int enrol(CommandLine& line) {
    auto token = find_token(line);
    if (!token)
        return say(token.error());
    auto const outcome =
        agent::enrol({.server = line.server,
                      .ca_pin = line.ca_pin,
                      .token = std::move(*token),
                      .cluster = line.cluster,
                      .paths = paths_of(line),
                      .name = line.name,
                      .addresses = line.addresses,
                      .sshd = {.program = line.sshd, .config = line.sshd_config},
                      .drop_in = line.drop_in,
                      .existing = line.replace ? agent::Existing::replace : agent::Existing::refuse},
                     GATEHOUSE_VERSION);
    if (!outcome)
        return say(outcome.error());
    fmt::print("Enrolled as node {} of cluster {}.\n", outcome->node, outcome->cluster_name);
    if (outcome->reload_needed)
        fmt::print("Wrote {}; make sshd read it: systemctl reload ssh\n", line.drop_in);
    fmt::print("Then start the agent: systemctl restart gatehouse-agent\n"
               "(or, where it was not installed from its package: gatehouse-agent run --state-dir {})\n",
               paths_of(line).directory.string());
    return done;
}

int run(CommandLine const& line) {
    auto const outcome = agent::run(paths_of(line), GATEHOUSE_VERSION);
    return outcome ? done : say(outcome.error());
}

void describe_enrol(CLI::App& command, CommandLine& line) {
    command.add_option("--server", line.server, "The console's address: https://console.example.com")
        ->required();
    command
        .add_option("--ca-pin", line.ca_pin,
                    "SHA-256 of the console's CA certificate, as the console shows it")
        ->required();
    command.add_option("--cluster", line.cluster, "The cluster to join: its name or uid")->required();
    command.add_option("--token", line.token, "Registration token; others on this machine can see it in ps")
        ->envname("GATEHOUSE_TOKEN");
    command.add_option("--token-file", line.token_file, "File that holds the registration token");
    command.add_option("--name", line.name,
                       "The node's name (default: the host's name, followed when it changes)");
    command.add_option(
        "--address", line.addresses,
        "Address under which users reach this machine; may be repeated (default: those of its interfaces)");
    command.add_option("--sshd", line.sshd, "The sshd program")->capture_default_str();
    command.add_option("--sshd-config", line.sshd_config, "Its configuration file")->capture_default_str();
    command.add_option("--drop-in", line.drop_in, "File to write for it; the configuration must include it")
        ->capture_default_str();
    command.add_flag("--replace", line.replace, "Enrol anew a machine that is enrolled already");
}

}  // namespace

int main(int argc, char** argv) {
    CommandLine line;
    CLI::App app(about, "gatehouse-agent");
    app.footer(epilogue);
    app.require_subcommand(1);
    app.set_version_flag("--version", std::string(GATEHOUSE_VERSION));
    auto* const enrol_command = app.add_subcommand("enroll", "Make this machine a node of a cluster");
    auto* const run_command =
        app.add_subcommand("run", "Keep this node in step with its cluster, until stopped");
    for (auto* const command : {enrol_command, run_command}) {
        command->add_option("--state-dir", line.state_dir, "Where this node keeps what it knows")
            ->capture_default_str();
        command->footer(epilogue);
    }
    describe_enrol(*enrol_command, line);
    try {
        app.parse(argc, argv);
    } catch (CLI::ParseError const& problem) {
        return app.exit(problem) == 0 ? done : wrong_command_line;
    }
    log::start(log::Level::info);
    try {
        return enrol_command->parsed() ? enrol(line) : run(line);
    } catch (std::exception const& fault) {
        fmt::print(stderr, "gatehouse-agent: {}\n", fault.what());
        return broken;
    }
}
