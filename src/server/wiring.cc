#include <csignal>
#include <cstdio>
#include <sys/resource.h>
#include <thread>

#include "api/services.h"
#include "base/files.h"
#include "base/log.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "crypto/random.h"
#include "crypto/tls.h"
#include "http/server.h"
#include "http/static_files.h"
#include "server/forwards.h"
#include "server/health.h"
#include "server/host_and_port.h"
#include "server/house.h"
#include "server/jobs.h"
#include "server/mail_job.h"
#include "server/scrape.h"
#include "server/service_manager.h"
#include "store/copy_database.h"
#include "json/json.h"

namespace gatehouse::server {

namespace {

/// The host of an https URL, for the certificate; refuses what would make a console that no browser can use.
std::string host_of(std::string const& url) {
    static constexpr std::string_view scheme = "https://";
    auto host = url.starts_with(scheme) ? url.substr(scheme.size()) : "";
    if (host.empty() || host.find('/') != std::string::npos)
        throw std::runtime_error(fmt::format(
            "--public-url {}: write https://host or https://host:port, and nothing after it", url));
    if (host.starts_with('['))
        return host.substr(1, host.find(']') - 1);
    return host.substr(0, host.find(':'));
}

crypto::TlsFiles tls_files(Settings const& settings, Time now) {
    if (!settings.tls_cert.empty())
        return {settings.tls_cert, settings.tls_key, settings.tls_ca};
    std::vector<std::string> names = {"localhost", "127.0.0.1", "::1"};
    if (!settings.public_url.empty())
        if (auto const host = host_of(settings.public_url); std::ranges::find(names, host) == names.end())
            names.insert(names.begin(), host);
    return crypto::ensure_own_ca(settings.state_dir / "tls", names, now);
}

std::string read_or_fail(std::filesystem::path const& file) {
    auto text = read_file(file);
    if (!text)
        throw std::runtime_error(fmt::format("there is no file {}", file.string()));
    return *std::move(text);
}

void make_private(std::filesystem::path const& directory) {
    if (std::filesystem::create_directories(directory))
        std::filesystem::permissions(directory, std::filesystem::perms::owner_all);
}

struct NewAdmin {
    std::string email;
    std::string password;
};
BOOST_DESCRIBE_STRUCT(NewAdmin, (), (email, password))

}  // namespace

struct House::Parts {
    explicit Parts(Settings const& wanted)
        : settings((make_private(wanted.state_dir), make_private(wanted.state_dir / "keys"), wanted)),
          files(tls_files(settings, clock.now())), db(settings.database, clock),
          blocklist(settings.blocklist),
          services(db, clock, blocklist, installation, settings.state_dir / "keys") {
        installation.ca_pem = read_or_fail(files.ca);
        installation.ca_pin = crypto::certificate_pin(installation.ca_pem);
        installation.public_url = settings.public_url;
        installation.sends_mail = !settings.smtp_url.empty();
    }

    Settings settings;
    SystemClock clock;
    crypto::TlsFiles files;
    store::Database db;
    service::BlocklistFile blocklist;
    service::Installation installation;
    api::Services services;
    metrics::Metrics metrics{GATEHOUSE_VERSION};
    Forwards forwards{db};
    Scrape scrape{settings.metrics_token, metrics, db, forwards};
};

House::House(Settings const& settings) : parts_(std::make_unique<Parts>(settings)) {}
House::~House() = default;

void House::serve() {
    auto& p = *parts_;
    http::StaticFiles const console(p.settings.console_dir);
    http::Wakeups wakeups;
    p.db.on_commit([&](std::size_t writes, auto took) { p.metrics.committed(writes, took); });
    p.db.on_change([&](std::vector<std::string> const& topics) { wakeups.notify(topics); });

    p.forwards.start(p.settings);
    p.services.epochs.start();
    p.services.trail_note.note();

    std::unique_ptr<http::Router> router;
    http::Handlers handlers;
    handlers.lane = [&](http::Request const& request) { return router->lane(request); };
    handlers.handle = [&](http::Request const& request) -> http::Response {
        if (auto answer = answer_health(request, p.db))
            return *std::move(answer);
        if (auto answer = p.scrape.answer(request))
            return *std::move(answer);
        if (!request.path.starts_with("/v1/"))
            if (auto file = console.find(request))
                return *std::move(file);
        try {
            return router->dispatch(request);
        } catch (store::DatabaseFault const& fault) {
            log::error("the database failed a request method={} fault={}", request.method, fault.what());
            return http::problem(503, "the database cannot do this just now; try again in a moment",
                                 crypto::to_hex(crypto::random_bytes(8)));
        }
    };
    handlers.problem = [](int status, std::string sentence) {
        return http::problem(status, sentence, crypto::to_hex(crypto::random_bytes(8)));
    };
    handlers.answered = [&](http::Request const& request, http::Response const& response, auto took) {
        p.metrics.answered(request.method, response.route, response.status, took);
    };
    auto const [address, port] = parse_host_and_port("--listen", p.settings.listen);
    http::Server server({.address = address, .port = port}, crypto::make_server_context(p.files), handlers,
                        wakeups);
    if (p.installation.public_url.empty())
        p.installation.public_url = fmt::format("https://localhost:{}", server.port());
    else if (p.installation.public_url.ends_with(":0"))
        p.installation.public_url.replace(p.installation.public_url.size() - 1, 1,
                                          std::to_string(server.port()));

    router = std::make_unique<http::Router>(
        p.installation.public_url,
        [&](http::Presented shown) { return p.services.identify(std::move(shown)); },
        [&](auto const& caller, auto const& endpoint, auto const& reason) {
            p.db.refused(caller, endpoint.audit(), reason);
        });
    p.services.serve(*router, crypto::to_hex(crypto::random_bytes(8)));

    if (!p.services.passwords.has_admin())
        log::warn(
            "there is no administrator yet; stop the server and run: gatehouse-server reset-admin --email "
            "you@example.com");
    Jobs const jobs(p.db, p.services.sessions, p.services.removals, p.services.epochs, p.services.trail_note);
    std::optional<MailJob> mail;
    if (p.installation.sends_mail)
        mail.emplace(p.settings, p.services.letters);
    Repeat const key_audit(std::chrono::seconds(2), [&p] {
        setpriority(PRIO_PROCESS, 0, 19);  // of this thread: whoever waits for an answer goes first
        return p.services.key_audit.step();
    });
    std::thread signals([&server] {
        sigset_t wanted;
        sigemptyset(&wanted);
        sigaddset(&wanted, SIGINT);
        sigaddset(&wanted, SIGTERM);
        int got = 0;
        sigwait(&wanted, &got);
        log::info("stopping");
        server.stop();
    });
    log::info("listening url={} address={} port={}", p.installation.public_url, address, server.port());
    // For whoever started us: only now is it worth connecting.
    fmt::print("listening {}\n", p.installation.public_url);
    std::fflush(stdout);
    tell_ready();
    server.run();
    pthread_kill(signals.native_handle(), SIGTERM);  // where run() ended by itself
    signals.join();
    p.db.on_change({});
    p.db.on_commit({});
    p.db.write_all_refusals();
    p.services.epochs.note();
    p.services.trail_note.note();
}

int House::reset_admin() {
    parts_->services.trail_note.note();
    auto const password = parts_->services.passwords.reset_admin(parts_->settings.email);
    parts_->services.trail_note.note();
    if (!password) {
        fmt::print(stderr, "gatehouse-server: {}\n", password.error().message);
        return 1;
    }
    fmt::print("{}\n", json::encode(NewAdmin{parts_->settings.email, std::string(password->reveal())}));
    return 0;
}

int print_ca_pin(Settings const& settings) {
    auto const ca = settings.tls_ca.empty() ? settings.state_dir / "tls" / "ca.pem" : settings.tls_ca;
    fmt::print("{}\n", crypto::certificate_pin(read_or_fail(ca)));
    return 0;
}

int migrate_database(Settings const& settings) {
    auto const told = [](std::string const& table, long long rows) {
        fmt::print("{}: {} rows\n", table, rows);
    };
    store::copy_database(settings.from, settings.to, SystemClock().now(), told);
    fmt::print(
        "done; the database that was read is as it was: start the server with --database naming the new "
        "one, and put the old one away\n");
    return 0;
}

}  // namespace gatehouse::server
