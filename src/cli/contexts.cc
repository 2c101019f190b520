#include "cli/contexts.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include "base/files.h"
#include "json/json.h"

namespace gatehouse::cli {

namespace {

/// The file's form. It does hold secrets: this is the one place where they are written down.
struct Entry {
    std::string name;
    std::string server;
    std::string ca;
    std::string person;
    std::string token;
    Time renewed;
    std::string apiKey;
    contract::NamedUid project;
};
BOOST_DESCRIBE_STRUCT(Entry, (), (name, server, ca, person, token, renewed, apiKey, project))

struct File {
    std::string current;
    std::vector<Entry> contexts;
};
BOOST_DESCRIBE_STRUCT(File, (), (current, contexts))

/// Held until it goes: two commands at once must not undo each other's change.
class Lock {
public:
    explicit Lock(std::filesystem::path const& path)
        : fd_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
        if (fd_ < 0 || ::flock(fd_, LOCK_EX) != 0)
            throw std::system_error(errno, std::generic_category(), "cannot lock " + path.string());
    }
    Lock(Lock const&) = delete;
    Lock& operator=(Lock const&) = delete;
    ~Lock() { ::close(fd_); }

private:
    int fd_;
};

void make_private(std::filesystem::path const& directory) {
    std::filesystem::create_directories(directory.parent_path());
    if (::mkdir(directory.c_str(), 0700) != 0 && errno != EEXIST)
        throw std::system_error(errno, std::generic_category(), "cannot make " + directory.string());
    if (::chmod(directory.c_str(), 0700) != 0)
        throw std::system_error(errno, std::generic_category(),
                                "cannot set the mode of " + directory.string());
}

std::string variable(char const* name) {
    auto const* const value = std::getenv(name);
    return value ? value : "";
}

}  // namespace

Context* Contexts::find(std::string_view name) {
    auto const found = std::ranges::find(all, name, &Context::name);
    return found == all.end() ? nullptr : &*found;
}

void Contexts::put(Context context) {
    remove(context.name);
    current = context.name;
    all.push_back(std::move(context));
}

void Contexts::remove(std::string_view name) {
    if (current == name)
        current.clear();
    std::erase_if(all, [&](Context const& context) { return context.name == name; });
}

Result<ContextFile> ContextFile::own() {
    if (std::filesystem::path const config = variable("XDG_CONFIG_HOME"); config.is_absolute())
        return ContextFile(config / "gatehouse");
    if (std::filesystem::path const home = variable("HOME"); home.is_absolute())
        return ContextFile(home / ".config" / "gatehouse");
    return refuse(Code::invalid, "set HOME or XDG_CONFIG_HOME: the sign-in is kept below it");
}

Result<Contexts> ContextFile::load() const {
    auto text = read_file(path());
    if (!text)
        return Contexts{};
    auto file = json::decode<File>(*text);
    wipe(*text);
    if (!file)
        return refuse(Code::invalid, fmt::format("{} is damaged ({}); delete it and sign in again",
                                                 path().string(), file.error().message));
    Contexts contexts{.current = std::move(file->current), .all = {}};
    for (auto& entry : file->contexts)
        contexts.all.push_back({.name = std::move(entry.name),
                                .server = std::move(entry.server),
                                .ca = std::move(entry.ca),
                                .person = std::move(entry.person),
                                .token = Secret(std::move(entry.token)),
                                .renewed = entry.renewed,
                                .api_key = Secret(std::move(entry.apiKey)),
                                .project = std::move(entry.project)});
    return contexts;
}

Result<void> ContextFile::change(std::function<Result<void>(Contexts&)> const& change) const {
    make_private(directory_);
    Lock const lock(directory_ / "lock");
    auto contexts = TRY(load());
    TRY(change(contexts));
    save(contexts);
    return {};
}

void ContextFile::save(Contexts const& contexts) const {
    File file{.current = contexts.current, .contexts = {}};
    for (auto const& context : contexts.all)
        file.contexts.push_back({.name = context.name,
                                 .server = context.server,
                                 .ca = context.ca,
                                 .person = context.person,
                                 .token = std::string(context.token.reveal()),
                                 .renewed = context.renewed,
                                 .apiKey = std::string(context.api_key.reveal()),
                                 .project = context.project});
    auto text = json::encode(file);
    write_file_atomically(path(), text, 0600);
    wipe(text);
    for (auto& entry : file.contexts) {
        wipe(entry.token);
        wipe(entry.apiKey);
    }
}

}  // namespace gatehouse::cli
