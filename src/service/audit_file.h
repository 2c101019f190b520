#pragma once

#include <filesystem>
#include <string_view>

namespace gatehouse::service {

/// A file to which lines are appended, each whole. For one thread.
class AuditFile {
public:
    explicit AuditFile(std::filesystem::path path) : path_(std::move(path)) {}
    AuditFile(AuditFile const&) = delete;
    AuditFile& operator=(AuditFile const&) = delete;
    ~AuditFile();

    /// Returns once they are on the disk. Opens the path anew where it names another file than before, or
    /// none: it was rotated. Makes it with mode 0640. Throws std::system_error, and takes back what it wrote.
    void append(std::string_view lines);

private:
    void open();

    std::filesystem::path path_;
    int fd_ = -1;
};

}  // namespace gatehouse::service
