#include <csignal>
#include <cstdio>
#include <exception>

#include "base/log.h"
#include "base/text.h"
#include "server/audit_verify.h"
#include "server/backup.h"
#include "server/house.h"
#include "server/settings.h"

int main(int argc, char** argv) {
    using namespace gatehouse::server;
    auto const settings = read_settings(argc, argv);
    gatehouse::log::start(settings.log_level);
    // Blocked before the first thread exists, so that only the one that waits for them gets them.
    sigset_t handled;
    sigemptyset(&handled);
    sigaddset(&handled, SIGINT);
    sigaddset(&handled, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &handled, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    try {
        if (settings.command == Settings::Command::ca_pin)
            return print_ca_pin(settings);
        if (settings.command == Settings::Command::migrate)
            return migrate_database(settings);
        if (settings.command == Settings::Command::backup)
            return back_up(settings);
        if (settings.command == Settings::Command::restore)
            return restore(settings);
        if (settings.command == Settings::Command::audit_verify)
            return verify_audit(settings);
        House house(settings);
        if (settings.command == Settings::Command::reset_admin)
            return house.reset_admin();
        house.serve();
        return 0;
    } catch (std::exception const& fault) {
        fmt::print(stderr, "gatehouse-server: {}\n", fault.what());
        return 1;
    }
}
