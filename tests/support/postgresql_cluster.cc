#include "tests/support/postgresql_cluster.h"

#include <algorithm>
#include <chrono>
#include <fcntl.h>
#include <fmt/format.h>
#include <libpq-fe.h>
#include <memory>
#include <signal.h>
#include <spawn.h>
#include <stdexcept>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace gatehouse::test {

namespace {

std::filesystem::path programs() {
    for (auto const& version : std::filesystem::directory_iterator("/usr/lib/postgresql"))
        if (std::filesystem::exists(version.path() / "bin" / "initdb"))
            return version.path() / "bin";
    throw std::runtime_error("PostgreSQL is not installed; ./dev setup installs it");
}

/// PostgreSQL refuses to run as root: then it runs as the user whom its package made.
pid_t spawn(std::vector<std::string> arguments) {
    std::vector<std::string> words = {"setpriv", "--pdeathsig=INT"};
    if (::geteuid() == 0)
        words.insert(words.end(), {"--reuid=postgres", "--regid=postgres", "--clear-groups"});
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (auto& word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    posix_spawn_file_actions_t quiet;
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&quiet, STDOUT_FILENO, STDERR_FILENO);
    pid_t child = 0;
    if (::posix_spawnp(&child, argv[0], &quiet, nullptr, argv.data(), environ) != 0)
        throw std::runtime_error("cannot run setpriv");
    posix_spawn_file_actions_destroy(&quiet);
    return child;
}

}  // namespace

PostgresqlCluster& PostgresqlCluster::instance() {
    static PostgresqlCluster only;
    return only;
}

PostgresqlCluster::PostgresqlCluster() {
    std::string name = "/tmp/gatehouse-postgresql-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr)
        throw std::runtime_error("no temporary directory");
    directory_ = name;
    std::filesystem::permissions(directory_, std::filesystem::perms::all);  // for the server's own user
    auto const data = (directory_ / "data").string();
    int status = -1;
    ::waitpid(spawn({programs() / "initdb", "--pgdata=" + data, "--username=gatehouse", "--auth=trust",
                     "--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US",
                     "--no-sync"}),
              &status, 0);
    if (status != 0)
        throw std::runtime_error("initdb failed");
    server_ = spawn({programs() / "postgres", "-D", data, "-k", directory_, "-c", "listen_addresses=", "-c",
                     "fsync=off", "-c", "max_connections=200"});
    wait_until_ready();
}

PostgresqlCluster::~PostgresqlCluster() {
    ::kill(server_, SIGINT);
    ::waitpid(server_, nullptr, 0);
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
}

std::string PostgresqlCluster::url(std::string const& database) const {
    return fmt::format("postgresql:///{}?host={}&user=gatehouse", database, directory_.string());
}

void PostgresqlCluster::wait_until_ready() const {
    auto const deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (PQping(url("postgres").c_str()) != PQPING_OK) {
        if (std::chrono::steady_clock::now() > deadline)
            throw std::runtime_error("PostgreSQL did not start");
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
}

void PostgresqlCluster::run(std::string const& statement) const {
    std::unique_ptr<PGconn, decltype(&PQfinish)> const connection(PQconnectdb(url("postgres").c_str()),
                                                                  &PQfinish);
    std::unique_ptr<PGresult, decltype(&PQclear)> const answer(PQexec(connection.get(), statement.c_str()),
                                                               &PQclear);
    auto const status = PQresultStatus(answer.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        throw std::runtime_error(PQerrorMessage(connection.get()));
}

std::string PostgresqlCluster::a_database() {
    auto const name = fmt::format("test_{}", ++databases_);
    run("CREATE DATABASE " + name);
    return url(name);
}

void PostgresqlCluster::break_connections(std::string const& url) {
    auto const name = url.substr(14, url.find('?') - 14);  // after postgresql:///
    run(fmt::format("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'", name));
}

}  // namespace gatehouse::test
