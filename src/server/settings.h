#pragma once

#include <filesystem>
#include <string>

#include "base/log.h"

namespace gatehouse::server {

/// Everything that can be set, by flag, by environment (GATEHOUSE_...) or in a TOML file; see
/// read_settings().
struct Settings {
    std::filesystem::path state_dir = "/var/lib/gatehouse-server";
    std::string database;  ///< as store::Database takes it
    std::filesystem::path console_dir;
    std::string listen = "127.0.0.1:8443";
    std::string public_url;          ///< empty: https://localhost:<port>
    std::filesystem::path tls_cert;  ///< empty: an own CA under state_dir
    std::filesystem::path tls_key;
    std::filesystem::path tls_ca;
    std::filesystem::path blocklist;        ///< empty: none
    std::filesystem::path metrics_token;    ///< a file; empty: no /metrics
    std::string audit_syslog;               ///< "host:port"; empty: none
    std::filesystem::path audit_syslog_ca;  ///< PEM
    std::filesystem::path audit_file;       ///< empty: none
    std::string smtp_url;                   ///< empty: no mail is sent
    std::string smtp_from;
    std::string smtp_user;                ///< empty: no authentication
    std::filesystem::path smtp_password;  ///< a file
    std::filesystem::path smtp_ca;        ///< empty: the system's authorities
    bool smtp_without_tls = false;
    log::Level log_level = log::Level::info;

    enum class Command {
        serve,
        reset_admin,
        ca_pin,
        migrate,
        backup,
        restore,
        audit_verify
    } command = Command::serve;
    std::string email;  ///< for reset_admin
    std::string from;   ///< for migrate
    std::string to;
    std::filesystem::path backup;  ///< for backup and restore: a directory
    bool yes = false;              ///< for restore: nobody is asked
    bool json = false;
};

/// Reads the command line, environment and file. Ends the process after --help, --version or a mistake, which
/// it names.
Settings read_settings(int argc, char** argv);

}  // namespace gatehouse::server
