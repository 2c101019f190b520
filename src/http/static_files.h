#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "http/message.h"

namespace gatehouse::http {

/// The console's files, read into memory once at start. Immutable afterwards; safe to share.
class StaticFiles {
public:
    /// Reads every regular file below `root`. A root that does not exist leaves it empty: the API works
    /// without.
    explicit StaticFiles(std::filesystem::path const& root);

    /// The answer to a GET or HEAD of a path outside /v1: the file with its ETag (304 when the browser has
    /// it); files under /assets/ carry a digest in their name and are cached for a year, all else is
    /// revalidated; any path without a dot in its last part is a page of the console and gets index.html.
    /// Nothing where there is no file. Every answer carries the security headers (CSP without unsafe-*,
    /// frame-ancestors none; nosniff comes from the server; HSTS not: the certificate may be private).
    std::optional<Response> find(Request const& request) const;

private:
    struct File {
        std::string content_type;
        std::string body;
        std::string etag;
    };
    std::map<std::string, File> files_;
};

}  // namespace gatehouse::http
