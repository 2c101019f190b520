#include "agent/authorized_keys_writer.h"

#include <algorithm>
#include <cerrno>
#include <exception>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include "agent/own_line.h"
#include "base/files.h"
#include "base/text.h"

namespace gatehouse::agent {

namespace fs = std::filesystem;

namespace {

constexpr mode_t file_mode = 0644;  // sshd reads it as the user
constexpr mode_t directory_mode = 0755;
/// sshd lets in until the end of the second that expiry-time names, so the line names the one before.
constexpr std::chrono::seconds last_second{1};

[[noreturn]] void fail(std::string const& what, fs::path const& path) {
    throw std::system_error(errno, std::generic_category(), what + " " + path.string());
}

/// A plain file of our own with the right mode: sshd refuses others, and a link could lead anywhere.
bool is_ours(fs::path const& path) {
    struct stat found {};
    return ::lstat(path.c_str(), &found) == 0 && S_ISREG(found.st_mode) &&
           (found.st_mode & 07777) == file_mode && found.st_uid == ::geteuid();
}

void sync_directory(fs::path const& directory) {
    int const fd = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        fail("cannot open", directory);
    int const outcome = ::fsync(fd);
    ::close(fd);
    if (outcome != 0)
        fail("cannot sync", directory);
}

/// 1 where the file had to be written.
int replace(fs::path const& path, std::string const& text) {
    if (is_ours(path) && fs::file_size(path) == text.size() && read_file(path) == text)
        return 0;
    if (fs::is_directory(fs::symlink_status(path)))
        fs::remove_all(path);
    write_file_atomically(path, text, file_mode);
    return 1;
}

}  // namespace

Lines lines_for(std::string const& login, snapshot::Content const& content, sshkey::SshdVersion sshd,
                Moment moment) {
    Lines lines;
    std::vector<std::string> sorted;
    for (auto const& grant : content.grants) {
        if (std::find(grant.logins.begin(), grant.logins.end(), login) == grant.logins.end())
            continue;
        auto input = snapshot::line_input(content, grant);
        if (input && input->expiry <= moment.now)
            continue;
        auto const end = input ? input->expiry : content.leaseEnd;
        if (input)
            input->expiry += moment.correction - last_second;
        auto line = input ? sshkey::authorized_keys_line(*input, sshd) : refuse(input.error());
        if (!line) {
            lines.refused.push_back(
                fmt::format("key {} has no line: {}", grant.keyUid, line.error().message));
            continue;
        }
        lines.next_end = std::min(lines.next_end.value_or(end), end);
        sorted.push_back(std::move(*line));
    }
    std::sort(sorted.begin(), sorted.end());
    lines.text = join(sorted, "");
    return lines;
}

AuthorizedKeysWriter::Written AuthorizedKeysWriter::write(snapshot::Content const& content,
                                                          std::vector<std::string> const& logins,
                                                          sshkey::SshdVersion sshd, Moment moment) {
    prepare();
    Written written;
    written.changed = remove_all_but({logins.begin(), logins.end()});
    std::exception_ptr trouble;
    for (auto const& login : logins) {
        auto lines = lines_for(login, content, sshd, moment);
        if (lines.next_end)
            written.next_end = std::min(written.next_end.value_or(*lines.next_end), *lines.next_end);
        std::move(lines.refused.begin(), lines.refused.end(), std::back_inserter(written.refused));
        try {
            written.changed += replace(directory_ / login, lines.text);
        } catch (std::system_error const&) {  // one file that cannot be written must not keep a leaver in the
                                              // others
            if (!trouble)
                trouble = std::current_exception();
        }
    }
    if (trouble)
        std::rethrow_exception(trouble);
    return written;
}

int AuthorizedKeysWriter::tidy(sshkey::SshdVersion sshd, Time node_time) {
    if (!fs::exists(directory_))
        return 0;
    std::set<std::string> plain;
    for (auto const& entry : fs::directory_iterator(directory_))
        if (is_ours(entry.path()) && !entry.path().filename().string().starts_with('.'))
            plain.insert(entry.path().filename().string());
    int changed = remove_all_but(plain);
    for (auto const& name : plain) {
        auto const path = directory_ / name;
        auto const text = read_file(path).value_or("");
        std::string kept;
        for (auto const& line : split(text, '\n'))
            if (is_own_line(line, sshd, node_time))
                kept += line + "\n";
        if (kept == text)
            continue;
        write_file_atomically(path, kept, file_mode);
        ++changed;
    }
    return changed;
}

void AuthorizedKeysWriter::prepare() const {
    if (::mkdir(directory_.c_str(), directory_mode) != 0 && errno != EEXIST)
        fail("cannot make", directory_);
    struct stat found {};
    if (::lstat(directory_.c_str(), &found) != 0)
        fail("cannot look at", directory_);
    if (!S_ISDIR(found.st_mode)) {
        errno = ENOTDIR;
        fail("cannot use", directory_);
    }
    if ((found.st_mode & 07777) != directory_mode && ::chmod(directory_.c_str(), directory_mode) != 0)
        fail("cannot set the mode of", directory_);
}

int AuthorizedKeysWriter::remove_all_but(std::set<std::string> const& names) const {
    std::vector<fs::path> surplus;
    for (auto const& entry : fs::directory_iterator(directory_))
        if (!names.contains(entry.path().filename().string()))
            surplus.push_back(entry.path());
    for (auto const& path : surplus)
        fs::remove_all(path);
    if (!surplus.empty())
        sync_directory(directory_);
    return int(surplus.size());
}

}  // namespace gatehouse::agent
