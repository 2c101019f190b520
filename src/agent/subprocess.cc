#include "agent/subprocess.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

namespace gatehouse::agent {

namespace {

using SteadyClock = std::chrono::steady_clock;

[[noreturn]] void fail(int problem, std::string const& what) {
    throw std::system_error(problem, std::generic_category(), what);
}

class Pipe {
public:
    Pipe() {
        if (::pipe2(ends_.data(), O_CLOEXEC) != 0)
            fail(errno, "cannot make a pipe");
    }
    Pipe(Pipe const&) = delete;
    Pipe& operator=(Pipe const&) = delete;
    ~Pipe() {
        close_end(0);
        close_end(1);
    }
    int read_end() const { return ends_[0]; }
    int write_end() const { return ends_[1]; }
    void close_end(std::size_t which) {
        if (ends_[which] >= 0)
            ::close(ends_[which]);
        ends_[which] = -1;
    }

private:
    std::array<int, 2> ends_{-1, -1};
};

/// Reads what is there; false at the end.
bool drain(Pipe const& pipe, std::string& into) {
    char chunk[4096];
    ssize_t const count = ::read(pipe.read_end(), chunk, sizeof chunk);
    if (count > 0)
        into.append(chunk, std::size_t(count));
    return count > 0 || (count < 0 && errno == EINTR);
}

pid_t spawn(std::vector<std::string> const& command, Pipe const& out, Pipe const& err) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, out.write_end(), 1);
    posix_spawn_file_actions_adddup2(&actions, err.write_end(), 2);
    sigset_t none;  // the agent blocks the signals that end it, and a child must not inherit that
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);

    std::vector<std::string> words = command;
    std::vector<char*> arguments;
    for (auto& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::string path = "PATH=/usr/sbin:/usr/bin:/sbin:/bin";
    std::string locale = "LC_ALL=C";
    std::array<char*, 3> environment{path.data(), locale.data(), nullptr};

    pid_t child = 0;
    int const problem =
        ::posix_spawn(&child, words[0].c_str(), &actions, &attributes, arguments.data(), environment.data());
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    if (problem != 0)
        fail(problem, "cannot run " + command[0]);
    return child;
}

}  // namespace

Finished run_program(std::vector<std::string> const& command, std::chrono::milliseconds patience) {
    auto const deadline = SteadyClock::now() + patience;
    Pipe out;
    Pipe err;
    pid_t const child = spawn(command, out, err);
    out.close_end(1);
    err.close_end(1);

    Finished finished;
    std::array<pollfd, 2> waiting{pollfd{out.read_end(), POLLIN, 0}, pollfd{err.read_end(), POLLIN, 0}};
    while (waiting[0].fd >= 0 || waiting[1].fd >= 0) {
        auto const left = std::chrono::ceil<std::chrono::milliseconds>(deadline - SteadyClock::now()).count();
        if (left <= 0) {
            ::kill(child, SIGKILL);
            break;
        }
        if (::poll(waiting.data(), waiting.size(), int(left)) < 0 && errno != EINTR)
            fail(errno, "cannot wait for " + command[0]);
        if (waiting[0].revents && !drain(out, finished.out))
            waiting[0].fd = -1;
        if (waiting[1].revents && !drain(err, finished.err))
            waiting[1].fd = -1;
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            fail(errno, "cannot wait for " + command[0]);
    finished.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return finished;
}

}  // namespace gatehouse::agent
