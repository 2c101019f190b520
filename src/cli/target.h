#pragma once

#include <string>

#include "base/result.h"
#include "cli/contexts.h"

namespace gatehouse::cli {

/// What the variables GATEHOUSE_* say; empty: not set. They win over what was signed in to.
struct Environment {
    std::string url;
    std::string api_key;
    std::string project;  ///< name or uid
    std::string ca_file;

    static Environment read();
};

/// Where a command goes, and as whom: the context with the environment laid over it. A sign-in is for its own
/// server alone: it goes to no other that the environment names.
Result<Context> choose(Contexts contexts, Environment const& environment);

/// The certificates of a file that a person named.
Result<std::string> read_ca(std::string const& path);
/// "https://console.example.com", without a slash at its end. Refuses what is no https address.
Result<std::string> checked_url(std::string url);
/// `text` without the line's end that files and pipes have. Refuses what no header can carry.
Result<Secret> checked_secret(std::string text, std::string_view what);

}  // namespace gatehouse::cli
