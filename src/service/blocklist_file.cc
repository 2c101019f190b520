#include "service/blocklist_file.h"

#include <stdexcept>
#include <sys/stat.h>

#include "base/files.h"
#include "base/log.h"

namespace gatehouse::service {

namespace {

constexpr std::size_t most_bytes = 1U << 30U;  // the public lists have millions of entries

}  // namespace

bool BlocklistFile::Version::operator==(Version const& other) const {
    return inode == other.inode && size == other.size && modified.tv_sec == other.modified.tv_sec &&
           modified.tv_nsec == other.modified.tv_nsec;
}

BlocklistFile::BlocklistFile(std::filesystem::path file)
    : file_(std::move(file)), read_version_(version()), list_(std::make_shared<sshkey::Blocklist>()) {
    if (!file_.empty())
        read();
}

std::shared_ptr<sshkey::Blocklist const> BlocklistFile::current() const {
    std::scoped_lock const lock(mutex_);
    return list_;
}

bool BlocklistFile::reread() {
    auto const now = version();
    if (file_.empty() || now == read_version_)
        return false;
    read_version_ = now;
    try {
        read();
    } catch (std::exception const& problem) {
        log::error("the blocklist of keys stays as it was file={} problem={}", file_.string(),
                   problem.what());
        return false;
    }
    log::info("the blocklist of keys was read again file={}", file_.string());
    return true;
}

BlocklistFile::Version BlocklistFile::version() const {
    struct stat found {};
    if (::stat(file_.c_str(), &found) != 0)
        return {};
    return {found.st_ino, found.st_size, found.st_mtim};
}

void BlocklistFile::read() {
    auto const text = read_file(file_, most_bytes);
    if (!text)
        throw std::runtime_error(fmt::format("there is no file {}", file_.string()));
    auto fresh = std::make_shared<sshkey::Blocklist>(sshkey::Blocklist::parse(*text));
    std::scoped_lock const lock(mutex_);
    list_ = std::move(fresh);
}

}  // namespace gatehouse::service
