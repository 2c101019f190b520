#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "agent/sshd_probe.h"
#include "base/result.h"

namespace gatehouse::agent {

/// The file in sshd_config.d that makes sshd read Gatehouse's files first, and after them what it read
/// before. Unless keep() is called, its end puts back the bytes that were there.
class DropIn {
public:
    /// Writes nothing where sshd already reads `pattern` first. Refuses, with nothing changed, where sshd
    /// does not accept the result or would not read it.
    static Result<DropIn> install(Sshd const& sshd, std::filesystem::path const& file,
                                  std::string const& pattern);

    DropIn(DropIn&& other) noexcept;
    DropIn& operator=(DropIn&&) = delete;
    ~DropIn();

    void keep() { undo_ = false; }
    bool written() const { return written_; }

private:
    explicit DropIn(std::filesystem::path file) : file_(std::move(file)) {}
    void write(std::string const& text);

    std::filesystem::path file_;
    std::optional<std::string> before_;
    bool written_ = false;
    bool undo_ = false;
};

}  // namespace gatehouse::agent
