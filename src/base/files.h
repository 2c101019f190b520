#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>

namespace gatehouse {

/// The whole file, or nothing where there is none. Throws std::system_error on any other trouble, and where
/// the file is larger than `most` bytes.
std::optional<std::string> read_file(std::filesystem::path const& path, std::size_t most = 64U << 20U);

/// Replaces the file so that a reader, and a power cut, see the old content or the new and nothing between:
/// new file in the same directory, fsync, rename, fsync of the directory. Throws std::system_error.
void write_file_atomically(std::filesystem::path const& path, std::string_view content, mode_t mode);

}  // namespace gatehouse
