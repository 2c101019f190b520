#include "server/settings.h"

#include <CLI/CLI.hpp>
#include <cstdlib>

namespace gatehouse::server {

namespace {

constexpr char purpose[] = "The Gatehouse console and API: decides which SSH keys open which clusters.\n\n"
                           "Without a command it serves until it is told to stop (Ctrl-C or SIGTERM). The "
                           "first start makes the database, an\n"
                           "own CA and a certificate under the state directory, and the project Default; "
                           "then, with the server stopped:\n\n"
                           "  gatehouse-server reset-admin --email you@example.com\n\n"
                           "makes the first administrator and prints a password once.";

constexpr char more[] =
    "\nEvery option can also be set in the environment (as shown) or in the --config file, in TOML (listen "
    "=\n"
    "\"0.0.0.0:8443\"); the command line wins over the file, the file over the environment.\n"
    "Exit status: 0 stopped as asked; 1 a fault, told on standard error; 2 and above: a mistake on the "
    "command line.";

void add_mail_options(CLI::App& app, Settings& settings) {
    auto* url =
        app.add_option(
               "--smtp-url", settings.smtp_url,
               "The mail server: smtp://mail.example.com:587 with STARTTLS, or smtps://...; without it "
               "no mail is sent, and links to set a password are shown to whoever made them")
            ->envname("GATEHOUSE_SMTP_URL");
    auto* from = app.add_option("--smtp-from", settings.smtp_from, "The address that mail comes from")
                     ->envname("GATEHOUSE_SMTP_FROM");
    auto* user = app.add_option("--smtp-user", settings.smtp_user, "Who to sign in as at the mail server")
                     ->envname("GATEHOUSE_SMTP_USER");
    auto* password =
        app.add_option("--smtp-password-file", settings.smtp_password, "File with the password for that")
            ->envname("GATEHOUSE_SMTP_PASSWORD_FILE")
            ->check(CLI::ExistingFile);
    auto* ca =
        app.add_option("--smtp-ca", settings.smtp_ca,
                       "The only authority whose certificate of the mail server is taken, PEM [the system's]")
            ->envname("GATEHOUSE_SMTP_CA")
            ->check(CLI::ExistingFile);
    auto* plain = app.add_flag("--smtp-without-tls", settings.smtp_without_tls,
                               "Send mail unencrypted, to a mail server on this machine")
                      ->envname("GATEHOUSE_SMTP_WITHOUT_TLS");
    url->needs(from);
    from->needs(url);
    user->needs(url)->needs(password);
    password->needs(user);
    ca->needs(url);
    plain->needs(url);
}

}  // namespace

Settings read_settings(int argc, char** argv) {
    Settings settings;
    CLI::App app(purpose, "gatehouse-server");
    app.footer(more);
    app.set_version_flag("--version", "gatehouse-server " GATEHOUSE_VERSION);
    app.set_config("--config", "", "Read settings from this file", false)->check(CLI::ExistingFile);
    app.allow_config_extras(CLI::config_extras_mode::error);
    app.require_subcommand(0, 1);
    app.fallthrough();

    app.add_option("--state-dir", settings.state_dir, "Where the database, keys and certificates are kept")
        ->envname("GATEHOUSE_STATE_DIR")
        ->capture_default_str();
    app.add_option(
           "--database", settings.database,
           "The database: a SQLite file, or the URL of a PostgreSQL database, which several servers may "
           "share, as in postgresql://gatehouse@db.example.com/gatehouse?sslmode=verify-full; a "
           "password belongs into the environment (PGPASSWORD) or a file (?passfile=...) "
           "[<state-dir>/gatehouse.db]")
        ->envname("GATEHOUSE_DATABASE");
    app.add_option("--listen", settings.listen, "Address and port to serve HTTPS on; port 0 takes a free one")
        ->envname("GATEHOUSE_LISTEN")
        ->capture_default_str();
    app.add_option(
           "--public-url", settings.public_url,
           "The URL by which browsers and nodes reach this server, as in https://console.example.com; its "
           "host "
           "goes into the own certificate, and the console works under no other [https://localhost:<port>]")
        ->envname("GATEHOUSE_PUBLIC_URL");
    app.add_option("--console-dir", settings.console_dir, "The built console's files")
        ->envname("GATEHOUSE_CONSOLE_DIR");
    auto* cert = app.add_option("--tls-cert", settings.tls_cert, "Your own certificate with its issuers, PEM")
                     ->envname("GATEHOUSE_TLS_CERT")
                     ->check(CLI::ExistingFile);
    auto* key = app.add_option("--tls-key", settings.tls_key, "Its private key, PEM")
                    ->envname("GATEHOUSE_TLS_KEY")
                    ->check(CLI::ExistingFile);
    auto* ca = app.add_option("--tls-ca", settings.tls_ca, "The CA certificate that nodes pin, PEM")
                   ->envname("GATEHOUSE_TLS_CA")
                   ->check(CLI::ExistingFile);
    cert->needs(key)->needs(ca);
    key->needs(cert);
    ca->needs(cert);
    app.add_option("--key-blocklist", settings.blocklist,
                   "File of SHA256 fingerprints of keys to refuse, one a line as ssh-keygen -l prints them")
        ->envname("GATEHOUSE_KEY_BLOCKLIST")
        ->check(CLI::ExistingFile);
    app.add_option(
           "--metrics-token-file", settings.metrics_token,
           "File with the bearer token that Prometheus shows at /metrics; without it there is no /metrics")
        ->envname("GATEHOUSE_METRICS_TOKEN_FILE")
        ->check(CLI::ExistingFile);
    auto* syslog = app.add_option("--audit-syslog", settings.audit_syslog,
                                  "Forward the audit trail to this syslog receiver, host:port, over TLS (RFC "
                                  "5424 and 5425)")
                       ->envname("GATEHOUSE_AUDIT_SYSLOG");
    auto* syslog_ca = app.add_option("--audit-syslog-ca", settings.audit_syslog_ca,
                                     "The authority of that receiver's certificate, PEM")
                          ->envname("GATEHOUSE_AUDIT_SYSLOG_CA")
                          ->check(CLI::ExistingFile);
    syslog->needs(syslog_ca);
    syslog_ca->needs(syslog);
    app.add_option("--audit-file", settings.audit_file,
                   "Forward the audit trail to the end of this file, as JSON Lines; opened anew when it was "
                   "rotated")
        ->envname("GATEHOUSE_AUDIT_FILE");
    add_mail_options(app, settings);
    std::map<std::string, log::Level> const levels = {{"debug", log::Level::debug},
                                                      {"info", log::Level::info},
                                                      {"warn", log::Level::warn},
                                                      {"error", log::Level::error}};
    app.add_option("--log-level", settings.log_level, "debug, info, warn or error [info]")
        ->envname("GATEHOUSE_LOG_LEVEL")
        ->transform(CLI::CheckedTransformer(levels, CLI::ignore_case).description(""));

    auto* reset = app.add_subcommand(
        "reset-admin", "Make a tenant administrator, or give one a new password, and print it once as JSON");
    reset->add_option("--email", settings.email, "The administrator's e-mail address")->required();
    auto* pin = app.add_subcommand("ca-pin", "Print what gatehouse-agent enroll --ca-pin takes");
    auto* migrate = app.add_subcommand(
        "migrate",
        "Copy everything from one database into another, empty one, with both servers stopped; then "
        "start the server with --database set to the new one");
    migrate->add_option("--from", settings.from, "A SQLite file or a postgresql:// URL")->required();
    migrate->add_option("--to", settings.to, "Likewise")->required();
    auto* backup = app.add_subcommand(
        "backup", "Save the database, the keys and the own certificates into a new directory, also while the "
                  "server runs (SQLite; for PostgreSQL use its own tools)");
    backup->add_option("DIRECTORY", settings.backup, "Where to; must not be there yet")->required();
    auto* restore = app.add_subcommand(
        "restore", "Go back to a backup, with the server stopped; shows first which access that would bring "
                   "back, and takes it back");
    restore->add_option("DIRECTORY", settings.backup, "What backup wrote")->required();
    restore->add_flag("--yes", settings.yes, "Do not ask");
    restore->add_flag("--json", settings.json, "Print what is taken back as JSON");

    auto* audit = app.add_subcommand("audit", "The audit trail");
    audit->require_subcommand(1);
    auto* verify = audit->add_subcommand(
        "verify",
        "Check that every event of the audit trail is as it was written, also while the server runs, "
        "and name the first that is not. Exit status: 0 all are sound; 1 one is not, or the check "
        "could not be made");

    try {
        app.parse(argc, argv);
    } catch (CLI::ParseError const& error) {
        std::exit(app.exit(error));
    }
    if (*reset)
        settings.command = Settings::Command::reset_admin;
    if (*pin)
        settings.command = Settings::Command::ca_pin;
    if (*migrate)
        settings.command = Settings::Command::migrate;
    if (*backup)
        settings.command = Settings::Command::backup;
    if (*restore)
        settings.command = Settings::Command::restore;
    if (*verify)
        settings.command = Settings::Command::audit_verify;
    if (settings.database.empty())
        settings.database = settings.state_dir / "gatehouse.db";
    return settings;
}

}  // namespace gatehouse::server
