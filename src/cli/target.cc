#include "cli/target.h"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>

#include "base/files.h"
#include "cli/command.h"

namespace gatehouse::cli {

namespace {

constexpr std::size_t largest_ca_file = 1U << 20U;

std::string variable(char const* name) {
    auto const* const value = std::getenv(name);
    return value ? value : "";
}

/// The one that is in use where it is for this server, else any that is, else a new one without a sign-in.
Context of_server(Contexts& contexts, std::string url) {
    if (auto* const current = contexts.find(contexts.current); current && current->server == url)
        return std::move(*current);
    auto const known = std::ranges::find(contexts.all, url, &Context::server);
    if (known != contexts.all.end())
        return std::move(*known);
    Context fresh;
    fresh.server = std::move(url);
    return fresh;
}

}  // namespace

Environment Environment::read() {
    return {variable("GATEHOUSE_URL"), variable("GATEHOUSE_API_KEY"), variable("GATEHOUSE_PROJECT"),
            variable("GATEHOUSE_CA_FILE")};
}

Result<Context> choose(Contexts contexts, Environment const& environment) {
    Context chosen;
    if (!environment.url.empty())
        chosen = of_server(contexts, TRY(checked_url(environment.url)));
    else if (auto* const current = contexts.find(contexts.current))
        chosen = std::move(*current);
    else
        return refuse(Code::unauthenticated,
                      "sign in first: gatehouse login https://console.example.com --email you@example.com");
    if (!environment.ca_file.empty())
        chosen.ca = TRY(read_ca(environment.ca_file));
    if (!environment.api_key.empty()) {
        chosen.api_key = TRY(checked_secret(environment.api_key, "GATEHOUSE_API_KEY"));
        chosen.token = {};
        chosen.person.clear();
    }
    if (chosen.token.empty() && chosen.api_key.empty())
        return refuse(Code::unauthenticated,
                      fmt::format("nobody is signed in to {}; set GATEHOUSE_API_KEY, or run "
                                  "gatehouse login {}",
                                  chosen.server, chosen.server));
    return chosen;
}

Result<std::string> read_ca(std::string const& path) {
    auto pem = read_file(path, largest_ca_file);
    if (!pem)
        return refuse_usage(
            fmt::format("there is no file {}; name one that holds the console's CA certificate", path));
    if (pem->find("-----BEGIN CERTIFICATE-----") == std::string::npos)
        return refuse_usage(fmt::format("{} holds no certificate in PEM form", path));
    return *std::move(pem);
}

Result<std::string> checked_url(std::string url) {
    while (url.ends_with('/'))
        url.pop_back();
    if (!url.starts_with("https://") || url.find_first_of(" \t\r\n?#", 8) != std::string::npos ||
        url.size() == 8)
        return refuse_usage(
            fmt::format("{} is no console's address; write it as https://console.example.com", url));
    return url;
}

Result<Secret> checked_secret(std::string text, std::string_view what) {
    while (text.ends_with('\n') || text.ends_with('\r'))
        text.pop_back();
    Secret secret(std::move(text));
    if (secret.empty())
        return refuse_usage(fmt::format("{} is empty", what));
    if (std::ranges::any_of(secret.reveal(), [](char c) { return c >= 0 && c < ' '; }))
        return refuse_usage(
            fmt::format("{} holds a line break or another control character; give it alone, on one "
                        "line",
                        what));
    return secret;
}

}  // namespace gatehouse::cli
