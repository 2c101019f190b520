#include "agent/drop_in.h"

#include <algorithm>
#include <fmt/format.h>
#include <system_error>
#include <vector>

#include "base/files.h"
#include "base/log.h"
#include "base/text.h"

namespace gatehouse::agent {

namespace {

constexpr mode_t file_mode = 0644;

/// sshd takes one set of files only, so ours come on top of those that people log in with today.
std::vector<std::string> with_ours_first(std::string const& pattern, std::vector<std::string> files) {
    std::erase(files, pattern);
    files.insert(files.begin(), pattern);
    return files;
}

std::string text_for(std::vector<std::string> const& files) {
    return fmt::format(
        "# Written by \"gatehouse-agent enroll\": Gatehouse's keys first, then the files that were read "
        "before.\nAuthorizedKeysFile {}\n",
        join(files, " "));
}

}  // namespace

Result<DropIn> DropIn::install(Sshd const& sshd, std::filesystem::path const& file,
                               std::string const& pattern) {
    if (pattern.find_first_of(" \t\"'") != std::string::npos)
        return refuse(Code::invalid,
                      fmt::format("sshd cannot be given the path {}: it has a space or a quote in it; "
                                  "choose another --state-dir",
                                  pattern));
    DropIn drop_in(file);
    auto const before = TRY(effective_settings(sshd));
    if (!before.authorized_keys_files.empty() && before.authorized_keys_files.front() == pattern)
        return drop_in;

    auto const wanted = with_ours_first(pattern, before.authorized_keys_files);
    drop_in.write(text_for(wanted));
    auto const after = effective_settings(sshd);
    if (!after)
        return refuse(Code::invalid,
                      fmt::format("{}; {} is as it was before", after.error().message, file.string()));
    if (after->authorized_keys_files != wanted)
        return refuse(
            Code::conflict,
            fmt::format(
                "sshd does not take AuthorizedKeysFile from {0}: put \"Include {0}\" at the top of {1}, "
                "or remove the AuthorizedKeysFile that stands before it; {0} is as it was before",
                file.string(), sshd.config.string()));
    return drop_in;
}

void DropIn::write(std::string const& text) {
    before_ = read_file(file_);
    undo_ = true;
    write_file_atomically(file_, text, file_mode);
    written_ = true;
}

DropIn::DropIn(DropIn&& other) noexcept
    : file_(std::move(other.file_)), before_(std::move(other.before_)), written_(other.written_),
      undo_(other.undo_) {
    other.undo_ = false;
}

DropIn::~DropIn() {
    if (!undo_)
        return;
    try {
        if (before_)
            write_file_atomically(file_, *before_, file_mode);
        else
            std::filesystem::remove(file_);
    } catch (std::system_error const& problem) {
        log::error("sshd drop-in could not be put back file={} reason={}", file_.string(), problem.what());
    }
}

}  // namespace gatehouse::agent
