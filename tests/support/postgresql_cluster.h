#pragma once

#include <filesystem>
#include <string>
#include <sys/types.h>

namespace gatehouse::test {

/// A PostgreSQL server of the tests' own, in a temporary directory, reached by a socket there; it ends with
/// the test program however that ends. Sorts by English rules unless a column says otherwise, so that a query
/// which relies on the database's order shows.
class PostgresqlCluster {
public:
    /// The one of this program, started by the first who asks. Throws std::runtime_error where PostgreSQL is
    /// not installed or does not start.
    static PostgresqlCluster& instance();

    /// The URL of a new, empty database.
    std::string a_database();
    /// Ends every connection to it, as a restart of the server would.
    void break_connections(std::string const& url);

    PostgresqlCluster(PostgresqlCluster const&) = delete;
    PostgresqlCluster& operator=(PostgresqlCluster const&) = delete;

private:
    PostgresqlCluster();
    ~PostgresqlCluster();
    std::string url(std::string const& database) const;
    void wait_until_ready() const;
    void run(std::string const& statement) const;

    std::filesystem::path directory_;
    pid_t server_ = 0;
    int databases_ = 0;
};

}  // namespace gatehouse::test
