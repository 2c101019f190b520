#pragma once

#include <memory>

#include "server/settings.h"

namespace gatehouse::server {

/// The whole server, built in the order its parts depend on each other.
class House {
public:
    /// Opens everything; throws where something is missing, with a message for whoever starts it.
    explicit House(Settings const& settings);
    ~House();

    /// Serves until SIGINT or SIGTERM, which must be blocked in every thread (see main.cc).
    void serve();
    /// Prints the administrator's new password as one line of JSON; the exit status.
    int reset_admin();

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// Prints the pin of the CA under the settings; the exit status.
int print_ca_pin(Settings const& settings);
/// Copies one database into another, telling each table; the exit status.
int migrate_database(Settings const& settings);

}  // namespace gatehouse::server
