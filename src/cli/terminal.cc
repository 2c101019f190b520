#include "cli/terminal.h"

#include <cerrno>
#include <csignal>
#include <fmt/format.h>
#include <iostream>
#include <sys/ioctl.h>
#include <system_error>
#include <termios.h>
#include <unistd.h>

#include "base/files.h"
#include "cli/printable.h"

namespace gatehouse::cli {

namespace {

constexpr std::size_t longest_answer = 4096;

bool somebody_answers() { return ::isatty(STDIN_FILENO) == 1; }

volatile std::sig_atomic_t interrupted = 0;

/// While it lives the terminal does not show what is typed. A signal that would end the program ends it only
/// after the terminal is as it was.
class Hushed {
public:
    Hushed() {
        struct sigaction note {};
        note.sa_handler = [](int number) { interrupted = number; };  // without SA_RESTART: it ends the read()
        for (std::size_t i = 0; i < std::size(signals); ++i) {
            ::sigaction(signals[i], &note, &before_[i]);
            if (before_[i].sa_handler == SIG_IGN)  // as nohup has it: then it ends nothing here either
                ::sigaction(signals[i], &before_[i], nullptr);
        }
        if (::tcgetattr(STDIN_FILENO, &terminal_) != 0)
            throw std::system_error(errno, std::generic_category(),
                                    "cannot ask the terminal for its settings");
        auto quiet = terminal_;
        quiet.c_lflag &= ~tcflag_t(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    Hushed(Hushed const&) = delete;
    Hushed& operator=(Hushed const&) = delete;
    ~Hushed() {
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &terminal_);
        fmt::print(stderr, "\n");
        for (std::size_t i = 0; i < std::size(signals); ++i)
            ::sigaction(signals[i], &before_[i], nullptr);
        if (interrupted != 0)
            std::raise(int(interrupted));
    }

private:
    static constexpr int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    struct sigaction before_[std::size(signals)]{};
    termios terminal_{};
};

/// Up to the line's end, byte for byte: what follows is left to whoever reads next.
std::string read_line() {
    std::string line;
    char c = 0;
    while (line.size() < longest_answer && interrupted == 0) {
        auto const count = ::read(STDIN_FILENO, &c, 1);
        if (count == 0 || (count < 0 && errno != EINTR) || (count == 1 && c == '\n'))
            break;
        if (count == 1)
            line += c;
    }
    return line;
}

}  // namespace

int terminal_width() {
    winsize size{};
    return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

Result<Secret> ask_secret(std::string const& prompt) {
    if (!somebody_answers())
        return Secret(read_line());
    Hushed const hushed;
    fmt::print(stderr, "{}: ", printable(prompt));
    return Secret(read_line());
}

Parameter yes_parameter() { return flag("-y,--yes", "Do not ask first"); }

Result<void> confirm(Arguments const& said, std::string const& question,
                     std::vector<std::string> const& consequences) {
    if (said.given(yes_key))
        return {};
    if (!somebody_answers())
        return refuse_usage("nobody is there to confirm this: standard input is no terminal; say --yes");
    for (auto const& consequence : consequences)
        fmt::print(stderr, "  {}\n", printable(consequence));
    fmt::print(stderr, "{} [y/N] ", printable(question));
    auto const answer = read_line();
    if (answer != "y" && answer != "Y" && answer != "yes")
        return refuse(Code::conflict, "nothing was changed");
    return {};
}

Result<std::string> read_input(std::string const& path, std::size_t most) {
    if (path != "-") {
        auto text = read_file(path, most);
        if (!text)
            return refuse_usage(fmt::format("there is no file {}", path));
        return *std::move(text);
    }
    std::string text(most + 1, '\0');
    std::cin.read(text.data(), std::streamsize(text.size()));
    text.resize(std::size_t(std::cin.gcount()));
    if (text.size() > most)
        return refuse_usage(fmt::format("standard input holds more than {} bytes", most));
    return text;
}

}  // namespace gatehouse::cli
